import { createHash } from 'node:crypto';
import type { Answer } from '../http/exchange';

/** How long a key is remembered. The API does not say; a day is what others promise. */
const keepMs = 24 * 60 * 60 * 1000;

interface Entry {
  readonly fingerprint: string;
  readonly answer: Answer;
  readonly at: number;
}

export type Recall =
  | { readonly kind: 'new' }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'again'; answer: Answer };

/** The first answers to requests with an Idempotency-Key. Only successes are kept: a refused request had no effect. */
export class IdempotencyStore {
  /** Oldest first, since a Map keeps the order of insertion. */
  readonly #entries = new Map<string, Entry>();

  /** @param capacity keys kept at most; beyond that the oldest are forgotten (default 100,000) */
  constructor(private readonly capacity: number = 100_000) {}

  get size(): number {
    return this.#entries.size;
  }

  recall(key: string, fingerprint: string, now: number): Recall {
    const entry = this.#entries.get(key);
    if (!entry || now - entry.at >= keepMs) return { kind: 'new' };
    return entry.fingerprint === fingerprint ? { kind: 'again', answer: entry.answer } : { kind: 'conflict' };
  }

  remember(key: string, fingerprint: string, answer: Answer, now: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { fingerprint, answer, at: now });
    for (const [oldest, { at }] of this.#entries) {
      if (this.#entries.size <= this.capacity && now - at < keepMs) break;
      this.#entries.delete(oldest);
    }
  }
}

/** Two requests are the same when method, path and every byte of the body are. */
export function fingerprintOf(method: string, path: string, body: Buffer): string {
  return createHash('sha1').update(`${method} ${path}\n`).update(body).digest('base64');
}
