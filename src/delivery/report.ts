import type { Priority } from '../model/priority';
import type { RateLimiter } from './rate-limiter';

/** Why nothing starts at the moment, and until when (milliseconds from now) where that is known. */
export interface Pause {
  /** `limit`: the provider asked for patience. `outage`: the provider is out of order. `restart`: an account restarts. */
  readonly reason: 'limit' | 'outage' | 'restart';
  readonly forMs?: number;
}

/** What goes on in a courier: numbers, never contents or secrets. */
export interface CourierReport {
  /** Messages that have not ended, those under way among them. */
  readonly queued: Readonly<Record<Priority, number>>;
  readonly underWay: number;
  readonly rate: {
    /** Requests that count against the limit now. */
    readonly used: number;
    readonly limit: number;
    /** Less than `limit` for a while after a 429. */
    readonly believed: number;
    readonly periodMs: number;
  };
  readonly pause: Pause | undefined;
  /** Code of the newest failure and when it was, in milliseconds since 1970. */
  readonly lastError: { readonly code: string; readonly at: number } | undefined;
}

/** What a courier knows of itself. */
interface CourierFacts extends Pick<CourierReport, 'queued' | 'underWay' | 'lastError'> {
  /** None before the first account. */
  readonly limiter: RateLimiter | undefined;
  readonly outageUntil: number | undefined;
  readonly held: boolean;
}

/** A snapshot of a courier. */
export function reportOf(
  now: number,
  { queued, underWay, limiter, outageUntil, held, lastError }: CourierFacts,
): CourierReport {
  return {
    queued: { ...queued },
    underWay,
    rate: {
      used: limiter?.used(now) ?? 0,
      limit: limiter?.settings.limit ?? 0,
      believed: limiter?.believed(now) ?? 0,
      periodMs: limiter?.settings.periodMs ?? 0,
    },
    pause: pauseOf(now, { outageUntil, limitedUntil: limiter?.pausedUntil, held }),
    lastError,
  };
}

interface PauseFacts {
  readonly outageUntil: number | undefined;
  readonly limitedUntil: number | undefined;
  readonly held: boolean;
}

/** The one reason that is worth telling: what lasts longer hides what is shorter. */
export function pauseOf(now: number, { outageUntil, limitedUntil, held }: PauseFacts): Pause | undefined {
  if (held) return { reason: 'restart' };
  if (outageUntil !== undefined) return { reason: 'outage', forMs: Math.max(0, outageUntil - now) };
  if (limitedUntil !== undefined && limitedUntil > now) return { reason: 'limit', forMs: limitedUntil - now };
  return undefined;
}
