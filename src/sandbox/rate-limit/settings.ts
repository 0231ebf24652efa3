/** How the simulated API limits the requests of one token. */
export type RateLimitSettings = { readonly model: 'none' } | WindowSettings;

export interface WindowSettings {
  /**
   * `fixed`: a counter that starts again at every whole period of the clock.
   * `sliding`: at most `limit` requests in any stretch of one period.
   * `bucket`: a token bucket of `limit` tokens, refilled evenly over a period.
   */
  readonly model: 'fixed' | 'sliding' | 'bucket';
  /** Requests a period. Default 100. */
  readonly limit?: number;
  /** Default 60,000. */
  readonly periodMs?: number;
  /** `full`: Retry-After and X-RateLimit-* (default); `retry-after`: only that; `none`: a bare 429. */
  readonly headers?: 'full' | 'retry-after' | 'none';
  /** X-RateLimit-Reset as Unix time in seconds (default) or as seconds from now. */
  readonly resetForm?: 'unix' | 'delta';
  /** Whether a refused request uses up budget too. Default false. */
  readonly count429?: boolean;
}

/** What the limiter says to one request. */
export interface Verdict {
  readonly allowed: boolean;
  /** Requests that would still be allowed at this moment. */
  readonly remaining: number;
  /** How long to wait until a request is allowed again; 0 while some remain. */
  readonly retryAfterMs: number;
  /** How long until the whole budget is back. */
  readonly resetMs: number;
}

/** The budget of one token. */
export interface Budget {
  take(now: number): Verdict;
}
