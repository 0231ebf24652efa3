import { onAbort } from './on-abort';

/** One run of something for all who wait for it; it is ended early only when all of them have gone. */
export class SharedRun<T> {
  readonly #giveUp = new AbortController();
  readonly #outcome: Promise<T>;
  #waiting = 0;
  #over = false;

  /** @param run begins at once */
  constructor(run: (signal: AbortSignal) => Promise<T>) {
    this.#outcome = run(this.#giveUp.signal).finally(() => {
      this.#over = true;
    });
  }

  /** Whether it has ended, or nobody wanted it any more: who comes now needs another one. */
  get over(): boolean {
    return this.#over || this.#giveUp.signal.aborted;
  }

  /**
   * Waits for the outcome. The signal ends the waiting, not the run, as long as others wait.
   * @throws what the run throws, or what `givenUp` makes
   */
  async wait(signal: AbortSignal, givenUp: () => Error): Promise<T> {
    this.#waiting += 1;
    try {
      return await withSignal(this.#outcome, signal, givenUp);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#giveUp.abort();
    }
  }
}

function withSignal<T>(promise: Promise<T>, signal: AbortSignal, givenUp: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => reject(givenUp()));
    promise.then(resolve, reject).finally(stopListening);
  });
}
