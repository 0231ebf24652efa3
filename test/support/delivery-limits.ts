/** What a server's limiter says to one request. */
export interface Verdict {
  readonly allowed: boolean;
  /** Milliseconds until a request is allowed again; 0 while one is. */
  readonly retryAfterMs: number;
  /** Requests that would be allowed now. */
  readonly remaining: number;
  /** Milliseconds until the whole budget is back. */
  readonly resetMs: number;
}

/** A server's way of counting. Refused requests count nothing. */
export type ServerLimit = (now: number) => Verdict;

/** A counter that starts again at `phaseMs`, `phaseMs + periodMs`, … */
export function fixedWindow(limit: number, periodMs: number, phaseMs = 0): ServerLimit {
  let window = Number.NEGATIVE_INFINITY;
  let used = 0;
  return (now) => {
    const current = Math.floor((now - phaseMs) / periodMs);
    if (current !== window) used = 0;
    window = current;
    const resetMs = (current + 1) * periodMs + phaseMs - now;
    const allowed = used < limit;
    if (allowed) used++;
    return { allowed, retryAfterMs: allowed ? 0 : resetMs, remaining: limit - used, resetMs };
  };
}

/** At most `limit` requests in any stretch of one period. */
export function slidingWindow(limit: number, periodMs: number): ServerLimit {
  let times: number[] = [];
  return (now) => {
    times = times.filter((time) => time > now - periodMs);
    const allowed = times.length < limit;
    const retryAfterMs = allowed ? 0 : (times[0] ?? now) + periodMs - now;
    if (allowed) times.push(now);
    return { allowed, retryAfterMs, remaining: limit - times.length, resetMs: (times.at(-1) ?? now) + periodMs - now };
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
    const allowed = tokens >= 1 - 1e-9;
    const retryAfterMs = allowed ? 0 : ((1 - tokens) * periodMs) / refill;
    if (allowed) tokens -= 1;
    return {
      allowed,
      retryAfterMs,
      remaining: Math.max(0, Math.floor(tokens)),
      resetMs: ((capacity - tokens) * periodMs) / refill,
    };
  };
}

/** The same limit at a server whose 429s ask for no wait at all. */
export function askingForNoWait(limit: ServerLimit): ServerLimit {
  return (now) => ({ ...limit(now), retryAfterMs: 0 });
}
