import type { OutgoingMessage } from '../../src/model/message';
import type { Acceptance } from '../../src/model/receipt';
import type { Provider } from '../../src/provider/provider';
import type { DeliveryClock } from './delivery-clock';
import { aFailure, anAcceptance } from './delivery-entries';
import type { ServerLimit } from './delivery-limits';

/**
 * What goes wrong with a request: nothing, answered with 500 before or after the effect, cut off before or after it,
 * refused for good, or not even begun.
 */
export type Fault = 'none' | '500' | '500 after' | 'reset' | 'reset after' | 'refused' | 'no connection';

/** What the sender of a request has been told of it: it was taken, refused for good, had no effect, or may have had one. */
export type Told = 'taken' | 'refused' | 'nothing' | 'unknown';

export interface ServerOptions {
  readonly clock: DeliveryClock;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly limit?: ServerLimit;
  /** Shortest and longest time of a request, both ways together, in milliseconds. */
  readonly latencyMs?: readonly [number, number];
  readonly deduplicates?: boolean;
  /** Whether a good answer says what is left of the budget. Default false. */
  readonly tellsBudget?: boolean;
  readonly fault?: (message: OutgoingMessage) => Fault;
}

/** An answer on its way. */
interface Answer {
  readonly told: Told;
  readonly give: () => Acceptance;
}

/** A provider's API with a wire of its own: what a request does happens when it arrives, not when it starts. */
export class DeliveryServer implements Provider {
  readonly id = 'sendseven';
  readonly deduplicates: boolean;
  /** Every message that took effect, in the order of the effects. A repeat that was recognized is none. */
  readonly effects: OutgoingMessage[];
  requests = 0;
  /** Requests that were answered with 429. */
  refused = 0;
  /** When each of them arrived. */
  readonly refusedAt: number[] = [];
  underWay = 0;
  mostUnderWay = 0;
  readonly #options: ServerOptions;
  readonly #keys: Set<string>;
  readonly #told: Map<string, Told[]>;

  /** @param twin whose messages it knows: another token of the same tenant */
  constructor(options: ServerOptions, twin?: DeliveryServer) {
    this.#options = options;
    this.effects = twin?.effects ?? [];
    this.#keys = twin ? twin.#keys : new Set();
    this.#told = twin ? twin.#told : new Map();
    this.deduplicates = options.deduplicates ?? true;
  }

  /** The same server as another token sees it: the same messages, a limit of its own. */
  withOwnLimit(limit: ServerLimit): DeliveryServer {
    return new DeliveryServer({ ...this.#options, limit }, this);
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<Acceptance> {
    this.requests++;
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
    let told: Told = 'unknown';
    try {
      const fault = this.#options.fault?.(message) ?? 'none';
      await this.#wire(signal);
      const answer = this.#answer(message, fault);
      await this.#wire(signal);
      told = answer.told;
      return answer.give();
    } finally {
      this.underWay--;
      this.#told.set(message.idempotencyKey, [...this.toldOf(message.idempotencyKey), told]);
    }
  }

  /** What its sender was told of each request for a message that has ended, in order. */
  toldOf(idempotencyKey: string): readonly Told[] {
    return this.#told.get(idempotencyKey) ?? [];
  }

  whoAmI(): never {
    throw new Error('Delivery does not ask who it is.');
  }

  get webhooks(): never {
    throw new Error('Delivery does not receive.');
  }

  /** What the server does with a request on its arrival. */
  #answer(message: OutgoingMessage, fault: Fault): Answer {
    if (fault === 'no connection') return failing('nothing', 'ERR_CONNECTION_REFUSED');
    const now = this.#options.clock.now();
    const verdict = this.#options.limit?.(now);
    if (verdict && !verdict.allowed) {
      this.refused++;
      this.refusedAt.push(now);
      return failing('nothing', 'ERR_RATE_LIMITED', { retryAfterMs: Math.ceil(verdict.retryAfterMs / 1000) * 1000 });
    }
    if (fault === '500') return failing('unknown', 'ERR_SERVER');
    if (fault === 'reset') return failing('unknown', 'ERR_CONNECTION_RESET');
    if (fault === 'refused' && !this.#knows(message)) return failing('refused', 'ERR_BAD_REQUEST');
    this.#take(message);
    if (fault === '500 after') return failing('unknown', 'ERR_SERVER');
    if (fault === 'reset after') return failing('unknown', 'ERR_CONNECTION_RESET');
    const budget = this.#options.tellsBudget ? verdict : undefined;
    return { told: 'taken', give: () => anAcceptance({ messageId: message.idempotencyKey, budget }) };
  }

  #knows({ idempotencyKey }: OutgoingMessage): boolean {
    return this.deduplicates && this.#keys.has(idempotencyKey);
  }

  #take(message: OutgoingMessage): void {
    if (this.#knows(message)) return;
    this.#keys.add(message.idempotencyKey);
    this.effects.push(message);
  }

  #wire(signal: AbortSignal): Promise<void> {
    const { clock, random, latencyMs: [shortest, longest] = [5, 50] } = this.#options;
    return new Promise((resolve, reject) => {
      const cut = () => {
        timer.cancel();
        reject(aFailure('ERR_CLOSED'));
      };
      const timer = clock.setTimeout(
        () => {
          signal.removeEventListener('abort', cut);
          resolve();
        },
        (shortest + random() * (longest - shortest)) / 2,
      );
      if (signal.aborted) cut();
      else signal.addEventListener('abort', cut, { once: true });
    });
  }
}

function failing(told: Told, ...failure: Parameters<typeof aFailure>): Answer {
  const thrown = aFailure(...failure);
  return {
    told,
    give: () => {
      throw thrown;
    },
  };
}
