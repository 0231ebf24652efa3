/** The sandbox's only source of time, so that tests can hold it still. */
export interface SandboxClock {
  /** Milliseconds since 1970, as `Date.now()`. */
  now(): number;
  /** Calls back once after `ms`; the handle is the clock's own business. */
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** Real time. Its timers never keep a process alive. */
export const systemClock: SandboxClock = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => setTimeout(callback, ms).unref(),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
};

/** All the timers of one sandbox, so that closing it leaves none behind. */
export class Timers {
  readonly #clock: SandboxClock;
  readonly #running = new Set<unknown>();
  #stopped = false;

  constructor(clock: SandboxClock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  /** Calls back after `ms`, unless the sandbox is closed first. Returns a function that calls it off. */
  after(ms: number, callback: () => void): () => void {
    if (this.#stopped) return () => {};
    const handle = this.#clock.setTimeout(() => {
      this.#running.delete(handle);
      callback();
    }, ms);
    this.#running.add(handle);
    return () => {
      this.#running.delete(handle);
      this.#clock.clearTimeout(handle);
    };
  }

  /** Resolves after `ms`; never, if the sandbox is closed first. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  stop(): void {
    this.#stopped = true;
    for (const handle of this.#running) this.#clock.clearTimeout(handle);
    this.#running.clear();
  }
}
