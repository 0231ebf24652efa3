interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Lets promises, and callbacks that are already queued, run before the next timer. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * A clock that moves only when a test says so. It serves everything that takes an injected clock
 * (`now`, `setTimeout`, `clearTimeout`). It cannot hurry real sockets: await an HTTP answer as usual.
 */
export class ManualClock {
  #now: number;
  /** Sorted by due time; timers due at the same moment stay in the order in which they were set. */
  readonly #timers: Timer[] = [];

  /** @param start what `now()` says first, in milliseconds since 1970 (default 2026-01-01T00:00:00Z) */
  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#now = start;
  }

  readonly now = (): number => this.#now;

  readonly setTimeout = (callback: () => void, ms: number): unknown => {
    const timer: Timer = { at: this.#now + Math.max(0, ms), callback };
    this.#timers.splice(this.#indexAfter(timer.at), 0, timer);
    return timer;
  };

  readonly clearTimeout = (handle: unknown): void => {
    const index = this.#timers.indexOf(handle as Timer);
    if (index >= 0) this.#timers.splice(index, 1);
  };

  /** How many timers are waiting. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Milliseconds until the next timer is due, or undefined when none is waiting. */
  get nextIn(): number | undefined {
    const next = this.#timers[0];
    return next && next.at - this.#now;
  }

  /** Moves time on and runs every timer that comes due on the way, also those that timers set, in order. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#timers[0]; next && next.at <= end; next = this.#timers[0]) {
      this.#timers.shift();
      this.#now = Math.max(this.#now, next.at);
      next.callback();
      await settle();
    }
    this.#now = end;
    await settle();
  }

  #indexAfter(at: number): number {
    let low = 0;
    let high = this.#timers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#timers[middle] as Timer).at <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
