import type { Clock } from '../../src/delivery/clock';
import { ManualClock } from './manual-clock';

/** A `ManualClock` as delivery wants it: monotonic time from 0, and a time of day that a test may step. */
export class DeliveryClock implements Clock {
  readonly #manual = new ManualClock(0);
  #timeOfDay = Date.UTC(2026, 0, 1);

  readonly now = (): number => this.#manual.now();

  readonly timeOfDay = (): number => this.#timeOfDay + this.#manual.now();

  readonly setTimeout = (run: () => void, ms: number) => {
    const handle = this.#manual.setTimeout(run, ms);
    return { cancel: () => this.#manual.clearTimeout(handle) };
  };

  /** Someone sets the machine's clock. */
  stepTimeOfDay(ms: number): void {
    this.#timeOfDay += ms;
  }

  /** How many timers are waiting. */
  get pending(): number {
    return this.#manual.pending;
  }

  /** Milliseconds until the next timer is due, or undefined when none is waiting. */
  get nextIn(): number | undefined {
    return this.#manual.nextIn;
  }

  /** Moves time on; see `ManualClock.advance`. 0 lets promises settle. */
  advance(ms = 0): Promise<void> {
    return this.#manual.advance(ms);
  }

  /** Moves time from timer to timer until `done`, or until no timer waits, or `maxMs` are over. */
  async runUntil(done: () => boolean, maxMs = Number.POSITIVE_INFINITY): Promise<void> {
    const end = this.now() + maxMs;
    await this.advance();
    while (!done()) {
      const next = this.nextIn;
      if (next === undefined || this.now() + next > end) return;
      await this.advance(Math.max(0, next));
    }
  }
}
