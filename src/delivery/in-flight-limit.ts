import type { LimitNews, RateLimit } from './rate-limiter';

/** Of a budget that is nearly used up, this part may be under way at once. */
const SHARE_OF_FREE = 1 / 4;

/** However little is left, this part of the limit may be under way at once, */
const SHARE_OF_LIMIT = 1 / 11;

/** or this part once the server has let through as many requests in a period as were believed, */
const SHARE_OF_CONFIRMED_LIMIT = 1 / 8;

/** and as much as the rate needs at the usual time of an answer, twice over. */
const PIPELINE = 2;

/** Requests beyond what is believed that may be under way at once. */
const BEYOND = 4;

/** Weight of the newest answer in the usual time of an answer. */
const NEWEST = 1 / 8;

/**
 * Says how many requests may be under way at once. Each of them is a 429 if the limit is not what it is believed to
 * be, so there is one at first, one more after each good answer (a doubling per round trip), and few near the end of
 * the budget.
 */
export class InFlightLimit {
  settings: RateLimit;
  #underWay = 0;
  #window = 2;
  /** The same for requests beyond what is believed; 0 until those within are over. */
  #beyondWindow = 0;
  #confirmed = false;
  #answerMs = 0;
  /** What the server said is left, less what has started since. */
  #credit = Number.POSITIVE_INFINITY;

  constructor(settings: RateLimit) {
    this.settings = settings;
  }

  /** @param free requests that the believed limit still allows now */
  allowsAnother(free: number): boolean {
    this.#beyondWindow = 0;
    if (this.#underWay === 0) return true;
    return this.#underWay < this.#atMost(free) && this.#credit > 0;
  }

  /** Whether another request beyond the believed limit may be tried. */
  allowsBeyond(): boolean {
    if (this.#underWay === 0) this.#beyondWindow = Math.max(1, this.#beyondWindow);
    if (this.#underWay === 0) return true;
    return this.#underWay < Math.min(BEYOND, this.#beyondWindow) && this.#credit > 0;
  }

  start(): void {
    this.#underWay++;
    this.#credit--;
  }

  end(tookMs: number, { limited, remaining }: LimitNews): void {
    this.#underWay--;
    this.#answerMs += (tookMs - this.#answerMs) * NEWEST;
    this.#window = limited ? 1 : Math.min(this.settings.concurrency, this.#window + 1);
    if (limited) this.#beyondWindow = 0;
    else if (this.#beyondWindow > 0) this.#beyondWindow++;
    if (limited) this.#confirmed = false;
    this.#credit = remaining === undefined ? Number.POSITIVE_INFINITY : remaining - this.#underWay;
  }

  /** The server has let through as many requests in a period as it is believed to. */
  confirm(): void {
    this.#confirmed = true;
  }

  #atMost(free: number): number {
    const { limit, periodMs, concurrency } = this.settings;
    const needed = (PIPELINE * this.#answerMs * limit) / periodMs;
    const least = limit * (this.#confirmed ? SHARE_OF_CONFIRMED_LIMIT : SHARE_OF_LIMIT);
    const careful = Math.ceil(Math.max(free * SHARE_OF_FREE, least, needed, 1));
    return Math.min(concurrency, this.#window, careful);
  }
}
