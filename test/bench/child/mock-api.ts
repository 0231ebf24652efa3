import { seededRandom } from '../../../src/sandbox/faults/random';
import { budgetFor, rateLimitHeaders } from '../../../src/sandbox/rate-limit/rate-limiter';
import type { Budget } from '../../../src/sandbox/rate-limit/settings';
import type { ServerBehaviour, ServerCount } from '../protocol';
import { Effects } from './effects';

/** What happens to one request. */
export type Verdict =
  | { readonly kind: 'accept' }
  | { readonly kind: 'refuse'; readonly headers: Record<string, string> }
  | { readonly kind: 'fail'; readonly how: '500' | 'reset'; readonly afterEffect: boolean };

const SEED = 20_261_121;

/** The provider's side of a measurement, without its sockets: limit, faults, and what came of every message. */
export class MockApi {
  readonly #behaviour: ServerBehaviour;
  readonly #random = seededRandom(SEED);
  readonly #budget: Budget | undefined;
  readonly #effects = new Effects();
  readonly #sockets = new Set<object>();
  #requests = 0;
  #refused = 0;
  #startedAt: number | undefined;

  constructor(behaviour: ServerBehaviour) {
    this.#behaviour = behaviour;
    this.#budget = behaviour.limit && budgetFor(behaviour.limit);
  }

  /**
   * Decides over a request. The period of a fixed window starts with the first request, so that the least time a
   * number of messages needs does not depend on the time of day.
   * @param now milliseconds
   */
  judge(socket: object, now: number): Verdict {
    this.#requests++;
    this.#sockets.add(socket);
    const { limit, faults } = this.#behaviour;
    if (limit && this.#budget) {
      const verdict = this.#budget.take(this.#sinceStart(now));
      if (!verdict.allowed) {
        this.#refused++;
        return { kind: 'refuse', headers: rateLimitHeaders(verdict, limit, now) };
      }
    }
    if (!faults) return { kind: 'accept' };
    const drawn = this.#random();
    const afterEffect = this.#random() < 0.5;
    if (drawn < faults.status500) return { kind: 'fail', how: '500', afterEffect };
    if (drawn < faults.status500 + faults.reset) return { kind: 'fail', how: 'reset', afterEffect };
    return { kind: 'accept' };
  }

  /** Milliseconds until a request that was accepted takes effect. */
  latency(): number {
    const [from, to] = this.#behaviour.latencyMs ?? [0, 0];
    return to === 0 ? 0 : from + this.#random() * (to - from);
  }

  /** @param key the `Idempotency-Key`, if there was one */
  takeEffect(conversation: string, text: string, key: string | undefined): void {
    this.#effects.take(conversation, Number.parseInt(text, 10), key);
  }

  count(): ServerCount {
    const { distinct, doubles, inversions } = this.#effects;
    return {
      requests: this.#requests,
      refused: this.#refused,
      sockets: this.#sockets.size,
      effects: distinct,
      doubles,
      inversions,
    };
  }

  #sinceStart(now: number): number {
    if (this.#startedAt === undefined) {
      this.#startedAt = now;
      if (this.#behaviour.startsEmpty) this.#emptyBucket();
    }
    return now - this.#startedAt;
  }

  #emptyBucket(): void {
    while (this.#budget?.take(0).allowed);
  }
}
