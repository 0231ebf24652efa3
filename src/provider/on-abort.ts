/** Those who listen to a signal, each in a slot of its own. */
class Listeners {
  readonly #slots: ((() => void) | undefined)[] = [];
  readonly #free: number[] = [];

  constructor(signal: AbortSignal) {
    signal.addEventListener('abort', () => this.#tell(), { once: true });
  }

  /** @returns takes the listener out; to be called once */
  add(listener: () => void): () => void {
    const slot = this.#free.pop() ?? this.#slots.length;
    this.#slots[slot] = listener;
    return () => {
      this.#slots[slot] = undefined;
      this.#free.push(slot);
    };
  }

  #tell(): void {
    for (const listener of this.#slots) listener?.();
  }
}

const listening = new WeakMap<AbortSignal, Listeners>();

/**
 * Calls `listener` when a signal aborts, or at once where it has aborted. Made for a signal that thousands of requests
 * share: Node chains the listeners of a signal, and one that was taken out still points at the next. If it is old, it
 * keeps every later request on the heap, with all that belongs to it, until a full collection of garbage. (The entries
 * of a `Set` do so, too: a table that became too small points at the one that took its place.)
 * @returns stops listening; to be called once
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  if (signal.aborted) {
    listener();
    return () => {};
  }
  let listeners = listening.get(signal);
  if (!listeners) {
    listeners = new Listeners(signal);
    listening.set(signal, listeners);
  }
  return listeners.add(listener);
}
