/** How long a part may go without another event before what is missing counts as lost, in milliseconds. */
const PATIENCE_MS = 5_000;

/** Counts events by number, in memory that does not grow, and knows when they came. */
export class EventTally {
  readonly #times: Uint8Array;
  #distinct = 0;
  #doubles = 0;
  #awaited = 0;
  #startedAt = 0;
  #lastAt = 0;
  #done: () => void = () => {};

  /** @param events numbered from 0 */
  constructor(events: number) {
    this.#times = new Uint8Array(events);
  }

  get distinct(): number {
    return this.#distinct;
  }

  get doubles(): number {
    return this.#doubles;
  }

  /** From the first request of a part to its last event, in milliseconds. */
  get ms(): number {
    return this.#lastAt - this.#startedAt;
  }

  /** A request has come. */
  request(): void {
    if (this.#startedAt === 0) this.#startedAt = performance.now();
  }

  /** An event has come out; those of the warm-up have numbers below 0. */
  event(id: string): void {
    const number = Number.parseInt(id.slice(id.indexOf('_') + 1), 10);
    if (!(number >= 0)) return;
    const before = this.#times[number] ?? 0;
    this.#times[number] = before + 1;
    if (before > 0) this.#doubles++;
    else this.#distinct++;
    this.#lastAt = performance.now();
    if (this.#distinct === this.#awaited) this.#done();
  }

  /** A part of so many events begins. Resolves with the last of them, or when none has come for some seconds. */
  expect(count: number): Promise<void> {
    this.#awaited = this.#distinct + count;
    this.#startedAt = 0;
    return new Promise((resolve) => {
      const look = setInterval(() => {
        if (this.#startedAt > 0 && performance.now() - Math.max(this.#startedAt, this.#lastAt) > PATIENCE_MS)
          this.#done();
      }, PATIENCE_MS);
      this.#done = () => {
        clearInterval(look);
        resolve();
      };
    });
  }
}
