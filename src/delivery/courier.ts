import { DeliveryError, toDeliveryError } from '../model/failure';
import type { OutgoingMessage } from '../model/message';
import type { Acceptance } from '../model/receipt';
import type { Provider } from '../provider/provider';
import { type Clock, systemClock } from './clock';
import { outcomeAdvice } from './outcome-advice';

/** A message that the provider took. */
export interface Delivery {
  readonly acceptance: Acceptance;
  readonly acceptedAt: number;
  readonly attempts: number;
  /** Milliseconds between the hand-over and the first request. */
  readonly queuedMs: number;
}

export interface CourierOptions {
  readonly provider: Provider;
  /** Requests under way at once, default 16. */
  readonly concurrency?: number;
  readonly clock?: Clock;
}

interface Waiting {
  readonly start: () => void;
  readonly refuse: (failure: DeliveryError) => void;
}

/** Takes messages of one account to its provider: first in, first out, at most `concurrency` at once. */
export class Courier {
  readonly #provider: Provider;
  readonly #concurrency: number;
  readonly #clock: Clock;
  readonly #abort = new AbortController();
  #waiting: Waiting[] = [];
  #underWay = 0;
  #closed = false;
  #idle: (() => void) | undefined;

  constructor({ provider, concurrency = 16, clock = systemClock }: CourierOptions) {
    this.#provider = provider;
    this.#concurrency = concurrency;
    this.#clock = clock;
  }

  get provider(): Provider {
    return this.#provider;
  }

  /**
   * Delivers a message.
   * @throws DeliveryError that says what is known of the message
   */
  async deliver(message: OutgoingMessage): Promise<Delivery> {
    const handedOver = this.#clock.now();
    await this.#turn();
    const started = this.#clock.now();
    try {
      const acceptance = await this.#provider.send(message, this.#abort.signal);
      return { acceptance, acceptedAt: this.#clock.now(), attempts: 1, queuedMs: started - handedOver };
    } catch (thrown) {
      throw this.#advise(toDeliveryError(thrown));
    } finally {
      this.#underWay--;
      this.#next();
    }
  }

  /** Takes no more messages, lets those under way finish for up to `graceMs` milliseconds, and ends the rest. */
  async close(graceMs: number): Promise<void> {
    this.#closed = true;
    const refused = this.#waiting;
    this.#waiting = [];
    for (const { refuse } of refused) refuse(closed());
    if (this.#underWay === 0) return;
    await new Promise<void>((resolve) => {
      const timer = this.#clock.setTimeout(() => this.#abort.abort(), graceMs);
      this.#idle = () => {
        timer.cancel();
        resolve();
      };
    });
  }

  #turn(): Promise<void> {
    if (this.#closed) throw closed();
    if (this.#underWay < this.#concurrency) {
      this.#underWay++;
      return Promise.resolve();
    }
    return new Promise((start, refuse) => {
      this.#waiting.push({ start, refuse });
    });
  }

  #next(): void {
    const next = this.#waiting.shift();
    if (next) {
      this.#underWay++;
      next.start();
    } else if (this.#underWay === 0) this.#idle?.();
  }

  #advise(failure: DeliveryError): DeliveryError {
    const hint = [failure.cause.hint, outcomeAdvice(failure, true)].filter(Boolean).join(' ');
    return new DeliveryError(failure.code, { ...failure.cause, hint }, 1);
  }
}

function closed(): DeliveryError {
  return new DeliveryError('ERR_CLOSED', {
    message: 'The account stopped before the message was sent.',
    hint: 'Nothing was sent; the same message can be sent again.',
  });
}
