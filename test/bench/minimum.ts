import type { WindowSettings } from '../../src/sandbox/rate-limit/settings';

/**
 * The least time in which a server with this limit accepts a number of requests, in milliseconds. Windows start with
 * the first request; a bucket starts full.
 * @param startsEmpty the bucket starts without a token instead
 */
export function minimumMs(limit: WindowSettings, requests: number, startsEmpty = false): number {
  const { model, limit: allowed = 100, periodMs = 60_000 } = limit;
  if (model === 'bucket') return (Math.max(0, requests - (startsEmpty ? 0 : allowed)) * periodMs) / allowed;
  return Math.floor((requests - 1) / allowed) * periodMs;
}
