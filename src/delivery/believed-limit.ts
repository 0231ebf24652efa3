/** Periods without a 429 after which a lowered limit is tried higher again. */
const CAUTIOUS_PERIODS = 5;

/** How much of the set limit is given back after each further period without a 429. */
const RECOVERY_STEP = 0.1;

/** In each period a paced limit that was still too high comes down to this part of itself. */
const PACED_BACKOFF = 0.8;

/**
 * How many requests a period is believed to allow. Starts as set; a 429 lowers it to what was let through, and after
 * some quiet periods it rises again step by step.
 */
export class BelievedLimit {
  readonly #set: number;
  readonly #periodMs: number;
  #value: number;
  #raiseAt = Number.POSITIVE_INFINITY;

  constructor(set: number, periodMs: number) {
    this.#set = set;
    this.#periodMs = periodMs;
    this.#value = set;
  }

  /** Requests per period, at least 1. */
  value(now: number): number {
    while (now >= this.#raiseAt) {
      this.#value = Math.min(this.#set, this.#value + Math.max(1, this.#set * RECOVERY_STEP));
      this.#raiseAt = this.#value < this.#set ? this.#raiseAt + this.#periodMs : Number.POSITIVE_INFINITY;
    }
    return this.#value;
  }

  /** Whether less than the set limit is believed. */
  lowered(now: number): boolean {
    return this.value(now) < this.#set;
  }

  /**
   * Learns from a 429.
   * @param granted requests that were let through in the last period. Next to none says nothing about the limit:
   *   someone else, or we before a restart, had used it up.
   * @param paced whether requests were already spread evenly, so that `granted` follows from the belief itself
   */
  lower(now: number, granted: number, paced: boolean): void {
    const before = this.value(now);
    const telling = granted >= this.#set * RECOVERY_STEP;
    const learned = paced ? Math.min(before * PACED_BACKOFF, telling ? granted : before) : telling ? granted : before;
    this.#value = Math.max(1, Math.min(before, learned));
    this.#raiseAt = this.#value < this.#set ? now + this.#periodMs * CAUTIOUS_PERIODS : Number.POSITIVE_INFINITY;
  }
}
