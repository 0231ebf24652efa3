/** Requests at once that the token endpoint takes, and how fast it allows more (Sinch's SDK, comment on its limit). */
const BUCKET = 30;
const REFILL_PER_MS = 10 / 1000;

/** The first pause after a 429 lasts up to this long, each further one up to four times as long as the one before. */
const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 16_000;

/**
 * Says when a token endpoint may be asked. It has a limit of its own and answers 429 without a word about how long, so
 * the pauses grow, with full jitter.
 */
export class TokenGate {
  readonly #random: () => number;
  #left = BUCKET;
  #filledAt = Number.NEGATIVE_INFINITY;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #refusals = 0;

  /** @param random from 0 up to 1 */
  constructor(random: () => number) {
    this.#random = random;
  }

  /**
   * Milliseconds until a request may be made; 0 when it may be made now, and then it counts.
   * @param now milliseconds that never go back
   */
  enter(now: number): number {
    if (now < this.#pausedUntil) return this.#pausedUntil - now;
    this.#left = Math.min(BUCKET, this.#left + (now - this.#filledAt) * REFILL_PER_MS);
    this.#filledAt = now;
    if (this.#left < 1) return (1 - this.#left) / REFILL_PER_MS;
    this.#left -= 1;
    return 0;
  }

  /** Notes an answer other than 429. */
  answered(): void {
    this.#refusals = 0;
  }

  /**
   * Notes a 429.
   * @param askedMs how long the endpoint asks to wait, where it does
   * @returns milliseconds until the next request
   */
  refused(now: number, askedMs: number | undefined): number {
    const ceiling = Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 4 ** this.#refusals);
    this.#refusals += 1;
    const pause = askedMs ?? this.#random() * ceiling;
    this.#pausedUntil = Math.max(this.#pausedUntil, now + pause);
    return this.#pausedUntil - now;
  }
}
