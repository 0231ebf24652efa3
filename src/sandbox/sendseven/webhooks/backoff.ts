export type RetryStrategy = 'exponential' | 'linear' | 'none';

/** 30 seconds, doubled 7 times, is the "about 2 hours" of the default of 8 retries. */
const firstMs = 30_000;
const longestMs = 60 * 60 * 1000;
const linearMs = 60_000;

/** The waits before each retry of a delivery, in milliseconds. */
export function retryDelays(strategy: RetryStrategy, maxRetries: number): number[] {
  if (strategy === 'none') return [];
  return Array.from({ length: maxRetries }, (_, index) =>
    strategy === 'linear' ? linearMs * (index + 1) : Math.min(longestMs, firstMs * 2 ** index),
  );
}
