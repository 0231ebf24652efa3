import type { IncomingEvent } from '../model/event';
import type { ReceivePolicy, Receiver } from '../provider/receiver';
import { count, type EndpointStats, type Happening, NO_STATS } from './endpoint-stats';
import { HoldQueue } from './hold-queue';

/** What an account's endpoint does, as long as the account is not restarted. */
export interface EndpointTerms {
  /** Begins with a slash; a slash at the end makes no difference. */
  readonly path: string;
  readonly receive: Receiver;
  /** Resolves when `policy` knows what was known before a restart. */
  readonly ready?: () => Promise<void>;
  /** Asked for every request: secrets change while an endpoint is being registered. */
  readonly policy: () => ReceivePolicy;
  /** Called for each event once, in the order of arrival, after the answer. */
  readonly onEvent: (event: IncomingEvent, raw: Buffer) => void;
}

export interface EndpointOptions {
  /** How many events may wait. */
  readonly holdLimit: number;
  /** Whether no account's events may go out at present. */
  readonly isHeld: () => boolean;
  /** Told of what `onEvent` threw. */
  readonly onDefect: (error: unknown) => void;
}

interface Waiting {
  readonly event: IncomingEvent;
  readonly raw: Buffer;
}

/** So many events go out before others get their turn: requests are to be answered meanwhile. */
const BATCH = 50;

/** The endpoint of one account. It outlives the account's restarts, and so do the events that wait in it. */
export class Endpoint {
  readonly accountId: string;
  readonly #options: EndpointOptions;
  readonly #waiting: HoldQueue<Waiting>;
  #terms: EndpointTerms;
  #stats = NO_STATS;
  #suspended = false;
  #scheduled = false;
  #removed = false;

  constructor(accountId: string, terms: EndpointTerms, options: EndpointOptions) {
    this.accountId = accountId;
    this.#terms = terms;
    this.#options = options;
    this.#waiting = new HoldQueue(options.holdLimit);
  }

  get terms(): EndpointTerms {
    return this.#terms;
  }

  get stats(): EndpointStats {
    return this.#stats;
  }

  /** Whether no further event can be taken. */
  get full(): boolean {
    return this.#waiting.full;
  }

  get removed(): boolean {
    return this.#removed;
  }

  /** The account runs, with these terms from now on. What waits goes out. */
  resume(terms: EndpointTerms): void {
    this.#terms = terms;
    this.#suspended = false;
    this.schedule();
  }

  /** The account restarts: its events wait. */
  suspend(): void {
    this.#suspended = true;
  }

  /** The account is gone, and what waits with it. */
  remove(): void {
    this.#removed = true;
  }

  /** @param at milliseconds since 1970 */
  count(happening: Happening, at: number): void {
    this.#stats = count(this.#stats, happening, at);
  }

  /** Takes an event, which goes out after what the event loop is about to do, the answer first. */
  push(event: IncomingEvent, raw: Buffer): void {
    this.#waiting.push({ event, raw }, raw.length);
    this.schedule();
  }

  /** Lets go out what waits, as soon as it may. */
  schedule(): void {
    if (this.#scheduled || this.#waiting.size === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      for (let left = BATCH; left > 0 && this.#mayGo(); left--) this.#handOn();
      if (this.#mayGo()) this.schedule();
    });
  }

  #mayGo(): boolean {
    return !this.#removed && !this.#suspended && !this.#options.isHeld() && this.#waiting.size > 0;
  }

  #handOn(): void {
    const first = this.#waiting.shift();
    try {
      if (first) this.#terms.onEvent(first.event, first.raw);
    } catch (error) {
      this.#options.onDefect(error);
    }
  }
}
