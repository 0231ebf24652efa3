/** What a server's limiter says to one request. */
export interface Verdict {
  readonly allowed: boolean;
  /** Milliseconds until a request is allowed again; 0 while one is. */
  readonly retryAfterMs: number;
}

/** A server's way of counting. Refused requests count nothing. */
export type ServerLimit = (now: number) => Verdict;

const ALLOWED: Verdict = { allowed: true, retryAfterMs: 0 };

/** A counter that starts again at `phaseMs`, `phaseMs + periodMs`, … */
export function fixedWindow(limit: number, periodMs: number, phaseMs = 0): ServerLimit {
  let window = Number.NEGATIVE_INFINITY;
  let used = 0;
  return (now) => {
    const current = Math.floor((now - phaseMs) / periodMs);
    if (current !== window) used = 0;
    window = current;
    if (used < limit) {
      used++;
      return ALLOWED;
    }
    return { allowed: false, retryAfterMs: (current + 1) * periodMs + phaseMs - now };
  };
}

/** At most `limit` requests in any stretch of one period. */
export function slidingWindow(limit: number, periodMs: number): ServerLimit {
  let times: number[] = [];
  return (now) => {
    times = times.filter((time) => time > now - periodMs);
    if (times.length < limit) {
      times.push(now);
      return ALLOWED;
    }
    return { allowed: false, retryAfterMs: (times[0] ?? now) + periodMs - now };
  };
}

/** A bucket that is refilled evenly: `refill` tokens in a period. Starts full unless told otherwise. */
export function tokenBucket(capacity: number, refill: number, periodMs: number, start = capacity): ServerLimit {
  let tokens = start;
  let filledAt = 0;
  return (now) => {
    tokens = Math.min(capacity, tokens + ((now - filledAt) * refill) / periodMs);
    filledAt = now;
    // Adding many small refills leaves rounding dust of about 1e-13 below a whole token.
    if (tokens >= 1 - 1e-9) {
      tokens -= 1;
      return ALLOWED;
    }
    return { allowed: false, retryAfterMs: ((1 - tokens) * periodMs) / refill };
  };
}
