import type { TurnedAway } from './answers';

/** What came to the endpoint of an account since its account was opened first. Times in milliseconds since 1970. */
export interface EndpointStats {
  /** Events that were taken. */
  readonly received: number;
  /** Events that had been taken before, and were answered and dropped. */
  readonly duplicates: number;
  readonly refused: number;
  readonly lastRefusal?: { readonly why: TurnedAway; readonly at: number };
  readonly lastEventAt?: number;
  readonly lastChallengeAt?: number;
}

/** Before anything came. */
export const NO_STATS: EndpointStats = { received: 0, duplicates: 0, refused: 0 };

/** What happened to a request, as far as it is counted. */
export type Happening =
  | { readonly kind: 'received' | 'duplicate' | 'challenge' }
  | { readonly kind: 'refused'; readonly why: TurnedAway };

/** @param at milliseconds since 1970 */
export function count(stats: EndpointStats, happening: Happening, at: number): EndpointStats {
  switch (happening.kind) {
    case 'received':
      return { ...stats, received: stats.received + 1, lastEventAt: at };
    case 'duplicate':
      return { ...stats, duplicates: stats.duplicates + 1 };
    case 'challenge':
      return { ...stats, lastChallengeAt: at };
    case 'refused':
      return { ...stats, refused: stats.refused + 1, lastRefusal: { why: happening.why, at } };
  }
}
