import type { Budget, Verdict } from './settings';

/** Parts of tokens are added up in floating point: what is so little short of a token is one. */
const ROUNDING = 1e-9;

/** A bucket of `limit` tokens, refilled evenly over a period. A burst may empty it, then requests drip. */
export class TokenBucket implements Budget {
  #tokens: number;
  #filledAt: number | undefined;

  constructor(
    private readonly limit: number,
    private readonly periodMs: number,
    private readonly countRefused: boolean,
  ) {
    this.#tokens = limit;
  }

  take(now: number): Verdict {
    this.#refill(now);
    const allowed = this.#tokens >= 1 - ROUNDING;
    if (allowed) this.#tokens = Math.max(0, this.#tokens - 1);
    else if (this.countRefused) this.#tokens = 0;
    const remaining = Math.floor(this.#tokens + ROUNDING);
    const msPerToken = this.periodMs / this.limit;
    const retryAfterMs = remaining > 0 ? 0 : Math.ceil((1 - ROUNDING - this.#tokens) * msPerToken);
    return { allowed, remaining, retryAfterMs, resetMs: Math.ceil((this.limit - this.#tokens) * msPerToken) };
  }

  #refill(now: number): void {
    const elapsed = now - (this.#filledAt ?? now);
    this.#filledAt = now;
    this.#tokens = Math.min(this.limit, this.#tokens + (elapsed * this.limit) / this.periodMs);
  }
}
