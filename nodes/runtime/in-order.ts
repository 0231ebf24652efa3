/**
 * Reads several values for each of many messages and hands them on in the order in which the messages came, also when
 * the values of an earlier message take longer (an expression, a context store on disk).
 */
export class InOrder {
  /** Ends when everything that was started before has been handed on; none while nothing takes time. */
  #tail: Promise<void> | undefined;

  /**
   * @param read gives the values, each of which may be a promise; may throw
   * @param next takes them; must not throw
   * @param fail takes what `read` threw or a promise was rejected with; must not throw
   */
  run(read: () => unknown[], next: (values: unknown[]) => void, fail: (thrown: unknown) => void): void {
    const values = attempt(read);
    if (!this.#tail && values.ok && !values.value.some(isPromise)) {
      next(values.value);
      return;
    }
    const all = values.ok ? Promise.all(values.value) : Promise.reject(values.thrown);
    // Marked as seen to: the turn of a rejected one may come later.
    all.catch(() => {});
    const before = this.#tail ?? Promise.resolve();
    const tail = before
      .then(() => all)
      .then(next, fail)
      .finally(() => {
        if (this.#tail === tail) this.#tail = undefined;
      });
    this.#tail = tail;
  }
}

type Attempt = { readonly ok: true; readonly value: unknown[] } | { readonly ok: false; readonly thrown: unknown };

function attempt(read: () => unknown[]): Attempt {
  try {
    return { ok: true, value: read() };
  } catch (thrown) {
    return { ok: false, thrown };
  }
}

function isPromise(value: unknown): boolean {
  return value instanceof Promise;
}
