import type { DeliveryError } from '../model/failure';

/** Somebody may remove the endpoint, and a provider may suspend it. */
const REGULAR_MS = 3_600_000;

/** A challenge is mostly answered within moments. */
const FIRST_MS = [1_000, 5_000];

/** Then the wait doubles with each look, from a minute to an hour. */
const SHORTEST_MS = 60_000;

/**
 * When the provider is asked again, in milliseconds from now; `undefined` for not at all, because only a person can help.
 * @param inVain looks in a row after which the endpoint was not as it should be
 * @param failure why the last one failed, if it did
 */
export function nextLookMs(inVain: number, failure?: DeliveryError): number | undefined {
  if (inVain === 0) return REGULAR_MS;
  if (failure && needsPerson(failure)) return undefined;
  const first = failure ? undefined : FIRST_MS[inVain - 1];
  if (first !== undefined) return first;
  const doublings = inVain - 1 - (failure ? 0 : FIRST_MS.length);
  const wait = Math.min(REGULAR_MS, SHORTEST_MS * 2 ** doublings);
  return Math.max(wait, failure?.cause.retryAfterMs ?? 0);
}

/** Credentials that are refused, and accounts that are not complete, change with a deploy only. */
function needsPerson({ kind, cause }: DeliveryError): boolean {
  return kind === 'config' || cause.statusCode === 401 || cause.statusCode === 403;
}
