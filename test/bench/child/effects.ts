/** What came of the messages: once each, and in order within their conversation, if all is well. */
export class Effects {
  /** Of each conversation, the highest number that took effect. */
  readonly #latest = new Map<string, number>();
  readonly #numbers = new Set<number>();
  readonly #keys = new Set<string>();
  #doubles = 0;
  #inversions = 0;

  get distinct(): number {
    return this.#numbers.size;
  }

  get doubles(): number {
    return this.#doubles;
  }

  get inversions(): number {
    return this.#inversions;
  }

  /**
   * A message takes effect, unless its key shows that it did before.
   * @param number counts up in the order in which the flow sent the messages
   */
  take(conversation: string, number: number, key: string | undefined): void {
    if (key !== undefined) {
      if (this.#keys.has(key)) return;
      this.#keys.add(key);
    }
    if (this.#numbers.has(number)) {
      this.#doubles++;
      return;
    }
    this.#numbers.add(number);
    const latest = this.#latest.get(conversation) ?? -1;
    if (number < latest) this.#inversions++;
    else this.#latest.set(conversation, number);
  }
}
