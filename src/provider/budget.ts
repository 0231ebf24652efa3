import type { Budget } from '../model/receipt';
import type { HttpResponse } from './http';
import { answeredAt } from './retry-after';

/** A number of seconds from here on is a moment since 1970; a wait would be more than 30 years. */
const EPOCH_SECONDS = 1_000_000_000;

/**
 * What a server says of its rate limit by `X-RateLimit-Remaining` and `X-RateLimit-Reset`.
 * No standard says whether `Reset` is a moment (Unix seconds, or milliseconds) or a wait in seconds, and servers do
 * each: its size tells which.
 * @param now milliseconds since 1970
 */
export function readBudget({ headers }: HttpResponse, now: number): Budget | undefined {
  const remaining = readNumber(headers['x-ratelimit-remaining']);
  const reset = readNumber(headers['x-ratelimit-reset']);
  if (remaining === undefined && reset === undefined) return undefined;
  return { remaining, resetMs: reset === undefined ? undefined : untilReset(reset, answeredAt(headers.date, now)) };
}

function untilReset(reset: number, now: number): number {
  if (reset < EPOCH_SECONDS) return reset * 1000;
  const moment = reset < EPOCH_SECONDS * 1000 ? reset * 1000 : reset;
  return Math.max(0, moment - now);
}

function readNumber(value: string | string[] | undefined): number | undefined {
  return typeof value === 'string' && /^\s*\d{1,15}(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
}
