import type { RateLimit } from './rate-limiter';
import { MAX_BACKOFF_MS } from './retry-policy';

/**
 * The least that a 429 makes everyone wait, whatever the server says: some servers say 0, and a moment that is past by
 * our clock is 0 as well. At first that is the time in which the set limit allows one request, then twice as long with
 * each refusal in a row.
 */
export class RefusalBackoff {
  #inARow = 0;

  refused(): void {
    this.#inARow++;
  }

  /** A request that started after the last refusal was let through, or there is another limit. */
  reset(): void {
    this.#inARow = 0;
  }

  /** Milliseconds; no longer than a period and than other retries wait, but the time of one request at least. */
  leastMs({ limit, periodMs }: RateLimit): number {
    const oneMs = periodMs / limit;
    const longestMs = Math.max(oneMs, Math.min(periodMs, MAX_BACKOFF_MS));
    return Math.min(longestMs, oneMs * 2 ** Math.max(0, this.#inARow - 1));
  }
}
