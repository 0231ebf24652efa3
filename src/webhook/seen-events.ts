import { createHash } from 'node:crypto';

/** How many events are remembered, over all accounts. */
const DEFAULT_LIMIT = 50_000;

/** SendSeven says to remember a day; its own retries end after two hours. */
const DEFAULT_MAX_AGE_MS = 24 * 60 * 60 * 1000;

/** How much is remembered, and for how long. */
export interface SeenLimits {
  /** Keys, over all accounts; default 50,000. */
  readonly limit?: number;
  /** Milliseconds; default 24 hours. */
  readonly maxAgeMs?: number;
}

/** What an account calls a repetition, as 22 characters, however long the provider's key is. */
export function seenKey(accountId: string, replayKey: string): string {
  const hash = createHash('sha256').update(`${accountId}\n${replayKey}`).digest();
  return hash.subarray(0, 16).toString('base64url');
}

/** A bounded memory of keys. What was seen first is forgotten first. */
export class SeenEvents {
  readonly limit: number;
  readonly #maxAgeMs: number;
  /** When each was seen, in that order. */
  readonly #times = new Map<string, number>();

  constructor({ limit = DEFAULT_LIMIT, maxAgeMs = DEFAULT_MAX_AGE_MS }: SeenLimits = {}) {
    this.limit = limit;
    this.#maxAgeMs = maxAgeMs;
  }

  get size(): number {
    return this.#times.size;
  }

  /** @param now milliseconds since 1970 */
  has(key: string, now: number): boolean {
    const time = this.#times.get(key);
    return time !== undefined && now - time <= this.#maxAgeMs;
  }

  /**
   * A key that is known keeps its time: otherwise whoever repeats it could keep it here for ever.
   * @param now milliseconds since 1970
   */
  add(key: string, now: number): void {
    this.#forget(now);
    if (this.has(key, now)) return;
    this.#times.delete(key);
    this.#times.set(key, now);
    if (this.#times.size > this.limit) this.#forgetFirst();
  }

  /** Everything that is remembered, from the oldest on. */
  entries(): IterableIterator<[key: string, time: number]> {
    return this.#times.entries();
  }

  #forget(now: number): void {
    for (const time of this.#times.values()) {
      if (now - time <= this.#maxAgeMs) return;
      this.#forgetFirst();
    }
  }

  #forgetFirst(): void {
    const first = this.#times.keys().next();
    if (!first.done) this.#times.delete(first.value);
  }
}
