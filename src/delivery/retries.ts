import type { Clock, Timer } from './clock';
import type { Entry } from './entry';
import type { Lane } from './lanes';

interface Retry {
  readonly entry: Entry;
  /** Runs while the lane waits; none once it may try again. */
  readonly timer: Timer | undefined;
}

/** The lanes whose head has failed for the time being. */
export class Retries {
  readonly #clock: Clock;
  readonly #retries = new Map<Lane, Retry>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Notes that the head of a lane may try again as soon as there is room. */
  now(lane: Lane, entry: Entry): void {
    this.#retries.set(lane, { entry, timer: undefined });
  }

  /** Calls `due` when the wait of a lane is over. */
  later(lane: Lane, entry: Entry, delayMs: number, due: () => void): void {
    const timer = this.#clock.setTimeout(() => {
      this.now(lane, entry);
      due();
    }, delayMs);
    this.#retries.set(lane, { entry, timer });
  }

  /** The lane is under way again, or its head has ended. */
  forget(lane: Lane): void {
    this.#retries.get(lane)?.timer?.cancel();
    this.#retries.delete(lane);
  }

  /** Forgets lanes that have lost their head, and returns those of them that have another one. */
  forgetHeadless(): Lane[] {
    const headless = [...this.#retries].filter(([lane, { entry }]) => lane.head !== entry).map(([lane]) => lane);
    for (const lane of headless) this.forget(lane);
    return headless.filter(({ head }) => head !== undefined);
  }

  forgetAll(): void {
    for (const lane of [...this.#retries.keys()]) this.forget(lane);
  }

  /** Lanes that may try again, and have not yet. */
  *ready(): Iterable<[Lane, Entry]> {
    for (const [lane, { entry, timer }] of this.#retries) if (!timer) yield [lane, entry];
  }
}
