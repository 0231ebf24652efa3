const NONE: ReadonlySet<never> = new Set();

/** Things that are found by a key which several of them may have. Takes no room for a key that nothing has. */
export class KeyedSets<T> {
  readonly #sets = new Map<string, Set<T>>();

  add(key: string, item: T): void {
    const set = this.#sets.get(key);
    if (set) set.add(item);
    else this.#sets.set(key, new Set([item]));
  }

  delete(key: string, item: T): void {
    const set = this.#sets.get(key);
    if (set?.delete(item) && set.size === 0) this.#sets.delete(key);
  }

  /** In the order in which they were added. */
  get(key: string | undefined): ReadonlySet<T> {
    return (key !== undefined && this.#sets.get(key)) || NONE;
  }
}
