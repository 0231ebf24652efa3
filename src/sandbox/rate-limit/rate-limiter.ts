import { FixedWindow } from './fixed-window';
import type { Budget, RateLimitSettings, Verdict, WindowSettings } from './settings';
import { SlidingWindow } from './sliding-window';
import { TokenBucket } from './token-bucket';

export const defaultLimit = 100;
export const defaultPeriodMs = 60_000;

const models = { fixed: FixedWindow, sliding: SlidingWindow, bucket: TokenBucket };

/** What came of a request, and the headers that say so. */
export interface RateLimitResult {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

const unlimited: RateLimitResult = { allowed: true, headers: {} };

/** One budget for each token; settings can change at any time, then every budget starts anew. */
export class RateLimiter {
  #settings: RateLimitSettings;
  readonly #budgets = new Map<string, Budget>();

  constructor(settings: RateLimitSettings = { model: 'none' }) {
    this.#settings = settings;
  }

  configure(settings: RateLimitSettings): void {
    this.#settings = settings;
    this.#budgets.clear();
  }

  take(token: string, now: number): RateLimitResult {
    const settings = this.#settings;
    if (settings.model === 'none') return unlimited;
    let budget = this.#budgets.get(token);
    if (!budget) {
      budget = budgetFor(settings);
      this.#budgets.set(token, budget);
    }
    const verdict = budget.take(now);
    return { allowed: verdict.allowed, headers: rateLimitHeaders(verdict, settings, now) };
  }
}

/** A fresh budget as the settings want it. */
export function budgetFor(settings: WindowSettings): Budget {
  const { limit = defaultLimit, periodMs = defaultPeriodMs, count429 = false } = settings;
  return new models[settings.model](limit, periodMs, count429);
}

/** The headers of an answer. Retry-After comes with a refusal only, in whole seconds, never 0. */
export function rateLimitHeaders(verdict: Verdict, settings: WindowSettings, now: number): Record<string, string> {
  const { headers = 'full', resetForm = 'unix', limit = defaultLimit } = settings;
  if (headers === 'none') return {};
  const seconds = (ms: number) => String(Math.ceil(ms / 1000));
  const retryAfter = { 'retry-after': seconds(Math.max(1, verdict.retryAfterMs)) };
  const always = verdict.allowed ? {} : retryAfter;
  if (headers === 'retry-after') return always;
  return {
    ...always,
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(verdict.remaining),
    'x-ratelimit-reset': seconds(resetForm === 'unix' ? now + verdict.resetMs : verdict.resetMs),
  };
}
