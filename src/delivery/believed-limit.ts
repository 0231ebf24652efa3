/** Periods without a 429 after which a lowered limit is tried higher again: for a server that counts by windows, */
const CAUTIOUS_PERIODS = 5;

/** and for a bucket, which makes one wait for a moment only. */
const CAUTIOUS_PERIODS_PACED = 2;

/** How much of the set limit is given back then, and after each further period without a 429. */
const RECOVERY_STEP = 0.2;

/** A pace comes down to this part of itself at most, because what was measured is one sample. */
const LARGEST_DROP = 0.7;

/**
 * How many requests a period is believed to allow. Starts as set; a 429 lowers it to what was let through, and after
 * some quiet periods it rises again step by step.
 */
export class BelievedLimit {
  readonly #set: number;
  readonly #periodMs: number;
  #value: number;
  #raiseAt = Number.POSITIVE_INFINITY;
  #timesFilled = 0;
  #beyondFrom = 0;

  constructor(set: number, periodMs: number) {
    this.#set = set;
    this.#periodMs = periodMs;
    this.#value = set;
  }

  /** Requests per period, at least 1. */
  value(now: number): number {
    while (now >= this.#raiseAt) {
      this.#lowerTo(this.#value + Math.max(1, this.#set * RECOVERY_STEP), this.#raiseAt + this.#periodMs);
    }
    return this.#value;
  }

  /** Whether less than the set limit is believed. */
  lowered(now: number): boolean {
    return this.value(now) < this.#set;
  }

  /**
   * Whether requests beyond what is believed are worth a try, a few at a time: a refusal may only mean that someone
   * else, or we before a restart, had used the budget. Each further refusal makes the next try wait for longer.
   */
  mayGoBeyond(now: number): boolean {
    return this.lowered(now) && now >= this.#beyondFrom;
  }

  /** A server that counts by windows let through no more than `granted` requests in the last period. */
  filled(now: number, granted: number): void {
    const quietPeriods = Math.min(CAUTIOUS_PERIODS, 2 ** this.#timesFilled++ - 1);
    this.#beyondFrom = now + this.#periodMs * quietPeriods;
    this.#lowerTo(Math.max(1, granted), now + this.#periodMs * CAUTIOUS_PERIODS);
  }

  /** Answers that were still on their way when the limit was lowered show that `granted` requests were let through. */
  proven(granted: number): void {
    this.#lowerTo(Math.max(this.#value, granted), this.#raiseAt);
  }

  /** A bucket that is refilled evenly was measured to let through `rate` requests a period. */
  paced(now: number, rate: number): void {
    const before = this.value(now);
    const pace = Math.max(1, Math.min(before, Math.max(rate, before * LARGEST_DROP)));
    this.#lowerTo(pace, now + this.#periodMs * CAUTIOUS_PERIODS_PACED);
  }

  #lowerTo(value: number, raiseAt: number): void {
    this.#value = Math.min(this.#set, value);
    this.#raiseAt = this.#value < this.#set ? raiseAt : Number.POSITIVE_INFINITY;
    if (this.#value === this.#set) this.#timesFilled = 0;
  }
}
