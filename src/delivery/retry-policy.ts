import type { DeliveryPolicy } from '../model/delivery-policy';
import type { DeliveryError } from '../model/failure';

/**
 * The first retry waits up to this long, each further one up to twice as long as the one before. Short, because the
 * conversation waits meanwhile; where a server is in trouble, the outage soon takes the place of the retries.
 */
const BASE_MS = 200;

/** No retry waits longer than this, unless the server asks for it. */
export const MAX_BACKOFF_MS = 30_000;

/** What is known when an attempt has failed. */
export interface Attempt {
  readonly failure: DeliveryError;
  /** Attempts so far, this one among them. */
  readonly attempts: number;
  readonly now: number;
  readonly firstAttemptAt: number;
}

/**
 * How long to wait before the next attempt, in milliseconds, or `undefined` to give up.
 * Exponential backoff with full jitter, so that many clients do not come back at the same moment
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 * @param random from 0 up to 1
 */
export function retryDelay(attempt: Attempt, policy: DeliveryPolicy, random: number): number | undefined {
  const { failure, attempts, now, firstAttemptAt } = attempt;
  if (isStale(attempt) && policy.onUncertain === 'retry') return 0;
  if (!mayRetry(failure, policy)) return undefined;
  const ceiling = Math.min(MAX_BACKOFF_MS, BASE_MS * 2 ** (attempts - 1));
  // A 429 pauses the whole account for as long as the server asks: the message itself need not wait on top of it.
  const delay = failure.kind === 'limited' ? 0 : Math.max(failure.cause.retryAfterMs ?? 0, random * ceiling);
  const asked = failure.cause.retryAfterMs ?? 0;
  return now + Math.max(delay, asked) - firstAttemptAt > policy.keepTryingForMs ? undefined : delay;
}

/**
 * A connection that the server closed while it was idle is found out by the message that wants to use it. That costs
 * no message, not even one that is to be tried once.
 */
function isStale({ failure, attempts }: Attempt): boolean {
  return failure.cause.staleConnection === true && attempts === 1;
}

function mayRetry({ kind, cause }: DeliveryError, policy: DeliveryPolicy): boolean {
  if (policy.keepTryingForMs === 0 || !cause.retryable) return false;
  return kind === 'limited' || kind === 'unavailable' || (kind === 'uncertain' && policy.onUncertain === 'retry');
}
