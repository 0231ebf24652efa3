import { type DeliveryError, toDeliveryError } from '../model/failure';
import type { AccountTerms, Connection } from './connection';
import type { Courier } from './courier';
import type { Entry } from './entry';
import { accountRemoved, queueFull } from './failures';
import type { CourierReport } from './report';

/** What a desk needs of the post office. */
export interface DeskSurroundings {
  /** The courier of all accounts with this key. */
  readonly courierFor: (key: string) => Courier;
  /** Ends entries that have no courier. */
  readonly fail: (entries: readonly Entry[], failure: DeliveryError, deduplicates: boolean) => void;
  /** Ends when the removed account that had the same id is gone. */
  readonly predecessor: Promise<void> | undefined;
}

/**
 * The queue of one account node over all its restarts: makes the connection that the newest terms ask for, and brings
 * the entries to the courier of that connection, in order, however often the terms change meanwhile.
 */
export class AccountDesk {
  readonly #id: string;
  readonly #surroundings: DeskSurroundings;
  #terms: AccountTerms | undefined;
  #connection: Connection | undefined;
  #courier: Courier | undefined;
  /** Ends when the connection that is being made is there, or cannot be made. */
  #opening: Promise<void> | undefined;
  /** Ends when what is queued has left the courier. */
  #emptying: Promise<void> | undefined;
  /** Entries that have no courier at the moment: the connection is being made, or the account restarts. */
  #waiting: Entry[] = [];
  /** By the newest terms; it counts also while the account restarts and has none. */
  #queueLimit = 0;

  constructor(id: string, surroundings: DeskSurroundings) {
    this.#id = id;
    this.#surroundings = surroundings;
  }

  get opening(): Promise<void> | undefined {
    return this.#opening;
  }

  /** The account node starts, for the first time or again. */
  open(terms: AccountTerms): void {
    this.#terms = terms;
    this.#queueLimit = terms.policy.queueLimit;
    // What is queued must not go out under the old terms while the new connection is being made.
    this.#courier?.hold(this.#id);
    if (this.#courier || this.#waiting.length > 0) this.#connect();
  }

  /** The account node ends; a connection that is being made is no longer asked for. What is queued stays. */
  suspend(): void {
    this.#terms = undefined;
    this.#courier?.hold(this.#id);
  }

  /** Takes an entry, or says why not. */
  take(entry: Entry): DeliveryError | undefined {
    if ((this.#courier?.size ?? 0) + this.#waiting.length >= this.#queueLimit) return queueFull(this.#queueLimit);
    // What waits here goes first, also when the connection that it waited for was given up.
    if (this.#courier && !this.#opening && this.#waiting.length === 0) return this.#courier.submit(entry);
    this.#waiting.push(entry);
    this.#connect();
    return undefined;
  }

  /** The account node is gone for good: what is queued fails, once no request for it is under way any more. */
  async leave(): Promise<void> {
    this.suspend();
    await this.#empty();
    this.#fail(accountRemoved());
    this.#connection?.close();
  }

  /**
   * Ends what has no courier; a connection that comes later comes too late.
   * @returns how many messages ended so
   */
  giveUpWaiting(failure: DeliveryError): number {
    if (this.#opening) this.#terms = undefined;
    return this.#fail(failure);
  }

  /** What goes on; `undefined` before the first message. */
  report(): CourierReport | undefined {
    return this.#courier?.report();
  }

  /** Makes the connection that the terms ask for, and hands it all that waits. */
  #connect(): void {
    const terms = this.#terms;
    if (!terms || this.#opening) return;
    this.#opening = this.#make(terms).then(() => {
      this.#opening = undefined;
      // The node may have restarted meanwhile; then the terms that count are others.
      if (this.#terms !== terms) this.#connect();
      else if (this.#waiting.length > 0) this.#handOver();
    });
  }

  async #make(terms: AccountTerms): Promise<void> {
    try {
      const connection = await terms.connect();
      await this.#surroundings.predecessor;
      await this.#adopt(terms, connection);
    } catch (thrown) {
      await this.#refuse(terms, toDeliveryError(thrown));
    }
  }

  /** Messages may come at the very moment at which a connection is there, or could not be made. */
  #handOver(): void {
    if (this.#courier) this.#courier.adopt(this.#waiting.splice(0));
    else this.#connect();
  }

  async #adopt(terms: AccountTerms, connection: Connection): Promise<void> {
    const courier = this.#surroundings.courierFor(connection.key);
    if (this.#terms === terms && this.#courier !== courier) await this.#empty();
    if (this.#terms !== terms) {
      connection.close();
      return;
    }
    const before = this.#connection;
    this.#courier = courier;
    this.#connection = connection;
    courier.join(this.#id, { provider: connection.provider, policy: terms.policy });
    courier.adopt(this.#waiting.splice(0));
    before?.close();
  }

  async #refuse(terms: AccountTerms, failure: DeliveryError): Promise<void> {
    if (this.#terms !== terms) return;
    await this.#empty();
    if (this.#terms === terms) this.#fail(failure);
  }

  /** Takes what is queued out of the courier, back to where entries wait for one. */
  #empty(): Promise<void> {
    if (!this.#courier) return Promise.resolve();
    this.#emptying ??= this.#courier.leave(this.#id).then((entries) => {
      this.#waiting.unshift(...entries);
      this.#courier = undefined;
      this.#emptying = undefined;
    });
    return this.#emptying;
  }

  #fail(failure: DeliveryError): number {
    const entries = this.#waiting.splice(0);
    this.#surroundings.fail(entries, failure, this.#connection?.provider.deduplicates ?? false);
    return entries.length;
  }
}
