/** A body that is being read. */
interface Reading {
  bytes: number;
  readonly giveUp: () => void;
}

/**
 * The memory that bodies may fill while they arrive, over all requests. When there is no room left, the body that has
 * been arriving for the longest time gives way: a provider sends a few kilobytes at once, and strangers who send slowly
 * on many connections shall not shut it out.
 */
export class BodyRoom {
  readonly #limit: number;
  readonly #readings = new Set<Reading>();
  #bytes = 0;

  /** @param limit in bytes; default 32 MB, which is 32 of the largest bodies */
  constructor(limit = 32 * 1_048_576) {
    this.#limit = limit;
  }

  /** Bytes that are in use. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * A body begins to arrive.
   * @param giveUp called when it has to give way; it must leave then
   */
  enter(giveUp: () => void): { grow(bytes: number): void; leave(): void } {
    const reading: Reading = { bytes: 0, giveUp };
    this.#readings.add(reading);
    return {
      grow: (bytes) => {
        if (!this.#readings.has(reading)) return;
        reading.bytes += bytes;
        this.#bytes += bytes;
        this.#makeRoom();
      },
      leave: () => this.#leave(reading),
    };
  }

  #makeRoom(): void {
    for (const oldest of this.#readings) {
      if (this.#bytes <= this.#limit) return;
      this.#leave(oldest);
      oldest.giveUp();
    }
  }

  #leave(reading: Reading): void {
    if (this.#readings.delete(reading)) this.#bytes -= reading.bytes;
  }
}
