/**
 * The pace is this much above what was measured: a pace that is too slow would never be noticed. The tokens of the
 * pause after a 429 make up for the difference for long.
 */
const ABOVE_MEASURED = 1.03;

/** A refill is measured over this many requests, or this part of a period. */
const SAMPLE = 8;
const SAMPLE_PERIOD = 1 / 4;

/** A timer that fires late must not cost speed: this much of a missed schedule is caught up. */
const CATCH_UP_MS = 250;

/**
 * The even pace in which requests go to a server whose bucket was seen empty: its refill is the rate, and what it lets
 * through between two moments at which it is empty is its refill, whatever its capacity.
 */
export class BucketPace {
  /** Kept at least so long; `undefined` where no bucket was seen. */
  #until: number | undefined;
  #next = 0;
  /** When the bucket was last seen empty, and what it has let through since. */
  #emptyAt = Number.NEGATIVE_INFINITY;
  #granted = 0;

  /** @param lowered whether less than the set limit is believed: then the pace goes on beyond its time */
  inForce(now: number, lowered: boolean): boolean {
    return this.#until !== undefined && (now < this.#until || lowered);
  }

  /** Milliseconds until the next request is due. */
  waitMs(now: number): number {
    return Math.max(0, this.#next - now);
  }

  /** Notes that a request starts. */
  start(now: number, intervalMs: number): void {
    this.#next = Math.max(this.#next, now - CATCH_UP_MS) + intervalMs;
  }

  /** Notes that the server let a request through. */
  grant(): void {
    this.#granted++;
  }

  /** Nothing is due before this moment. */
  resumeAt(moment: number): void {
    this.#next = moment;
  }

  /** The server counts by windows after all, or has another limit. */
  stop(): void {
    this.#until = undefined;
  }

  /**
   * The bucket was seen empty.
   * @param measuring whether the pace was in force, so that what was let through since the last time is its refill
   * @returns the refill in requests per period, where enough was seen to tell
   */
  sawEmpty(now: number, waitMs: number, periodMs: number, measuring: boolean): number | undefined {
    const measuredMs = now - this.#emptyAt;
    if (measuring && this.#granted < SAMPLE && measuredMs < periodMs * SAMPLE_PERIOD) return undefined;
    const refill = measuring ? (this.#granted / measuredMs) * periodMs * ABOVE_MEASURED : undefined;
    this.#granted = 0;
    this.#emptyAt = now;
    this.#until = now + waitMs + periodMs;
    return refill;
  }
}
