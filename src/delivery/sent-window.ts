import { Deque } from './deque';

/**
 * Counts requests the way a limit "N in any window" must be kept without knowing how the server counts: a request
 * takes a slot when it starts, and gives it back one period after its answer arrived. The server counted it somewhere
 * between the two, so no window of the server's, fixed, sliding or refilled bucket, can hold more than N.
 */
export class SentWindow {
  /** How long an answered request keeps its slot. */
  periodMs: number;
  /** When each request was answered; ascending, because answers come one after the other. */
  readonly #answered = new Deque<number>();
  /** Those of them that the server refused with a 429. They keep their slot: some servers count them. */
  readonly #refused = new Deque<number>();
  #unanswered = 0;

  constructor(periodMs: number) {
    this.periodMs = periodMs;
  }

  /** Slots taken. */
  used(now: number): number {
    return this.#unanswered + this.#recent(this.#answered, now);
  }

  /** Requests of the last period that the server let through. */
  granted(now: number): number {
    return this.#recent(this.#answered, now) - this.#recent(this.#refused, now);
  }

  start(): void {
    this.#unanswered++;
  }

  /** Moves a slot from an unanswered request to its answer. */
  answer(now: number, refused: boolean): void {
    this.#unanswered--;
    this.#answered.push(now);
    if (refused) this.#refused.push(now);
  }

  /** When the next slot comes back; `undefined` while all are with unanswered requests. */
  get nextRelease(): number | undefined {
    return this.#answered.first === undefined ? undefined : this.#answered.first + this.periodMs;
  }

  #recent(times: Deque<number>, now: number): number {
    while (times.first !== undefined && times.first + this.periodMs <= now) times.shift();
    return times.size;
  }
}
