import type { Budget, Verdict } from './settings';

/** A counter that starts again at every whole period of the clock (a calendar minute, for 60 s). */
export class FixedWindow implements Budget {
  #window = Number.NEGATIVE_INFINITY;
  #used = 0;

  constructor(
    private readonly limit: number,
    private readonly periodMs: number,
    private readonly countRefused: boolean,
  ) {}

  take(now: number): Verdict {
    const window = Math.floor(now / this.periodMs);
    if (window !== this.#window) {
      this.#window = window;
      this.#used = 0;
    }
    const allowed = this.#used < this.limit;
    // In a fixed window a refused request has nothing left to use up: it is the same with countRefused.
    if (allowed || this.countRefused) this.#used += 1;
    const remaining = Math.max(0, this.limit - this.#used);
    const resetMs = (window + 1) * this.periodMs - now;
    return { allowed, remaining, retryAfterMs: remaining > 0 ? 0 : resetMs, resetMs };
  }
}
