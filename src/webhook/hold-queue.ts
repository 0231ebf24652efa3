import { Deque } from '../delivery/deque';

/** The most that waiting events of one account may take, in bytes as they came. */
const DEFAULT_MAX_BYTES = 64 * 1_048_576;

/** Events that were answered and have not been handed on, in order; bounded in number and in size. */
export class HoldQueue<T> {
  readonly #limit: number;
  readonly #maxBytes: number;
  readonly #items = new Deque<{ readonly item: T; readonly bytes: number }>();
  #bytes = 0;

  /**
   * @param limit how many items
   * @param maxBytes default 64 MB
   */
  constructor(limit: number, maxBytes = DEFAULT_MAX_BYTES) {
    this.#limit = limit;
    this.#maxBytes = maxBytes;
  }

  get size(): number {
    return this.#items.size;
  }

  /** Whether nothing more may be put in. */
  get full(): boolean {
    return this.size >= this.#limit || this.#bytes >= this.#maxBytes;
  }

  push(item: T, bytes: number): void {
    this.#items.push({ item, bytes });
    this.#bytes += bytes;
  }

  shift(): T | undefined {
    const first = this.#items.shift();
    this.#bytes -= first?.bytes ?? 0;
    return first?.item;
  }
}
