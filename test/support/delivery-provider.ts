import type { FailureFacts } from '../../src/model/failure';
import type { FailureCode } from '../../src/model/failure-codes';
import type { OutgoingMessage } from '../../src/model/message';
import type { Acceptance } from '../../src/model/receipt';
import type { Provider } from '../../src/provider/provider';
import { aFailure, anAcceptance } from './delivery-entries';

/** A request that a test answers. */
export interface Request {
  readonly text: string;
  readonly message: OutgoingMessage;
  readonly signal: AbortSignal;
  accept(facts?: Partial<Acceptance>): void;
  fail(code: FailureCode, facts?: Partial<FailureFacts>): void;
}

/** A provider that answers when a test says so. */
export class ScriptedProvider implements Provider {
  readonly id = 'sendseven';
  readonly deduplicates: boolean;
  /** All requests so far, in the order in which they started. */
  readonly requests: Request[] = [];
  readonly #open = new Set<Request>();

  constructor(deduplicates = true) {
    this.deduplicates = deduplicates;
  }

  /** What the requests said, in the order in which they started. */
  get texts(): string[] {
    return this.requests.map(({ text }) => text);
  }

  /** Requests without an answer. */
  get underWay(): Request[] {
    return [...this.#open];
  }

  /** The newest request of a message. */
  request(text: string): Request {
    const found = this.requests.findLast((request) => request.text === text);
    if (!found) throw new Error(`There was no request for ${text}.`);
    return found;
  }

  send(message: OutgoingMessage, signal: AbortSignal): Promise<Acceptance> {
    return new Promise((resolve, reject) => {
      const request: Request = {
        text: message.content.text,
        message,
        signal,
        accept: (facts) => {
          this.#open.delete(request);
          resolve(anAcceptance(facts));
        },
        fail: (code, facts) => {
          this.#open.delete(request);
          reject(aFailure(code, facts));
        },
      };
      this.#open.add(request);
      this.requests.push(request);
      signal.addEventListener('abort', () => request.fail('ERR_CLOSED'), { once: true });
    });
  }

  whoAmI(): never {
    throw new Error('Delivery does not ask who it is.');
  }

  get webhooks(): never {
    throw new Error('Delivery does not receive.');
  }
}
