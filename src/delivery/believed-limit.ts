/** Periods after which a lowered limit is tried higher again. */
const CAUTIOUS_PERIODS = 5;

/** How much of the set limit a pace is raised by, after the cautious periods and then in each further one. */
const RECOVERY_STEP = 0.1;

/** A pace comes down to this part of itself at most: between two 429s close together there is little to measure. */
const LARGEST_DROP = 0.5;

/**
 * How many requests a period is believed to allow. Starts as set; a 429 lowers it to what was let through.
 *
 * It rises again in one of two ways. A server that counts by windows is probed: single requests beyond the believed
 * limit, more with each that is let through. The first time that is tried at once, because the budget may only have
 * been used up by someone else or before a restart; later after some periods. A pace is raised step by step.
 */
export class BelievedLimit {
  readonly #set: number;
  readonly #periodMs: number;
  #value: number;
  /** Probes that were let through since the last 429 raise the limit by 1, 2, 4, … */
  #step = 1;
  #probeFrom = Number.POSITIVE_INFINITY;
  #raisePaceAt = Number.POSITIVE_INFINITY;
  #refusedBefore = false;

  constructor(set: number, periodMs: number) {
    this.#set = set;
    this.#periodMs = periodMs;
    this.#value = set;
  }

  /** Requests per period, at least 1. */
  value(now: number): number {
    while (now >= this.#raisePaceAt) {
      this.#raisePaceAt += this.#periodMs;
      this.#raiseTo(this.#value + Math.max(1, this.#set * RECOVERY_STEP));
    }
    return this.#value;
  }

  /** Whether less than the set limit is believed. */
  lowered(now: number): boolean {
    return this.value(now) < this.#set;
  }

  /** Whether a single request beyond the believed limit may be tried. */
  mayProbe(now: number): boolean {
    return now >= this.#probeFrom;
  }

  /** A server that counts by windows let through no more than `granted` requests in the last period. */
  filled(now: number, granted: number): void {
    this.#value = Math.max(1, Math.min(this.#value, granted));
    this.#step = 1;
    this.#probeFrom = this.#refusedBefore ? now + this.#periodMs * CAUTIOUS_PERIODS : now;
    this.#raisePaceAt = Number.POSITIVE_INFINITY;
    this.#refusedBefore = true;
  }

  /** A bucket that is refilled evenly was measured to let through `rate` requests a period. */
  paced(now: number, rate: number): void {
    const before = this.value(now);
    this.#value = Math.max(1, Math.min(before, Math.max(rate, before * LARGEST_DROP)));
    this.#probeFrom = Number.POSITIVE_INFINITY;
    this.#raisePaceAt = this.#value < this.#set ? now + this.#periodMs * CAUTIOUS_PERIODS : Number.POSITIVE_INFINITY;
  }

  /**
   * The server let through `granted` requests in the last period.
   * @param probe whether the newest of them was a probe, and not one that was under way when the limit was lowered
   */
  proven(granted: number, probe: boolean): void {
    if (granted <= this.#value) return;
    this.#raiseTo(probe ? granted + this.#step : granted);
    if (probe) this.#step *= 2;
  }

  #raiseTo(value: number): void {
    this.#value = Math.min(this.#set, value);
    if (this.#value < this.#set) return;
    this.#probeFrom = Number.POSITIVE_INFINITY;
    this.#raisePaceAt = Number.POSITIVE_INFINITY;
    this.#refusedBefore = false;
  }
}
