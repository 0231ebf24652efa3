import type { Budget, Verdict } from './settings';

/** At most `limit` requests in any stretch of one period: a request leaves the count one period after it came. */
export class SlidingWindow implements Budget {
  /** The times of the latest requests that count, oldest first; never more than `limit`. */
  readonly #times: number[] = [];

  constructor(
    private readonly limit: number,
    private readonly periodMs: number,
    private readonly countRefused: boolean,
  ) {}

  take(now: number): Verdict {
    this.#leave(now);
    const allowed = this.#times.length < this.limit;
    if (allowed || this.countRefused) {
      this.#times.push(now);
      if (this.#times.length > this.limit) this.#times.shift();
    }
    const remaining = this.limit - this.#times.length;
    const oldest = this.#times[0] ?? now;
    const newest = this.#times.at(-1) ?? now;
    const retryAfterMs = remaining > 0 ? 0 : oldest + this.periodMs - now;
    return { allowed, remaining, retryAfterMs, resetMs: newest + this.periodMs - now };
  }

  #leave(now: number): void {
    while (this.#times.length > 0 && (this.#times[0] as number) <= now - this.periodMs) this.#times.shift();
  }
}
