import type { DeliveryPolicy } from '../model/delivery-policy';
import { type DeliveryError, toDeliveryError } from '../model/failure';
import type { OutgoingMessage } from '../model/message';
import type { Priority } from '../model/priority';
import type { Provider } from '../provider/provider';
import { type Clock, systemClock } from './clock';
import { Courier } from './courier';
import type { Entry } from './entry';
import { accountRemoved, closed, queueFull } from './failures';
import { finalFailure } from './final-failure';
import { Mailbox } from './mailbox';
import type { CourierReport } from './report';

/** What an account needs to be spoken to. */
export interface Connection {
  /** Alike for all accounts that the provider counts as one: same token, address and tenant. Not the token itself. */
  readonly key: string;
  readonly provider: Provider;
  /** Gives back sockets and the like; requests under way go on. */
  close(): void;
}

/** How an account node wants its messages delivered. */
export interface AccountTerms {
  readonly policy: DeliveryPolicy;
  /** Makes the connection, when the first message needs it. */
  readonly connect: () => Promise<Connection>;
}

/** A message that is handed over, and what its sender wants back with the outcome. */
export interface Parcel {
  readonly message: OutgoingMessage;
  readonly priority: Priority;
  readonly senderId: string;
  readonly luggage: unknown;
}

interface Account {
  terms: AccountTerms | undefined;
  connection: Connection | undefined;
  courier: Courier | undefined;
  /** Ends when the connection that is being made is there, or cannot be made. */
  opening: Promise<void> | undefined;
  /** Ends when what is queued has left the courier. */
  emptying: Promise<void> | undefined;
  /** Entries that have no courier at the moment: the connection is being made, or the account restarts. */
  waiting: Entry[];
  /** Ends when the removed account that had the same id is gone. */
  readonly predecessor: Promise<void> | undefined;
  /** By the newest terms; it counts also while the account restarts and has none. */
  queueLimit: number;
}

export interface PostOfficeOptions {
  readonly clock?: Clock;
  /** From 0 up to 1. */
  readonly random?: () => number;
  /** Called when a send node is gone and its last outcome is known, with how many there were for it. */
  readonly onUndeliverable?: (senderId: string, outcomes: number) => void;
}

/**
 * Where accounts and send nodes meet: keeps the queues of all accounts over redeploys, gives accounts that share a token
 * one courier, and brings every outcome to the node that bears the sender's id by then.
 */
export class PostOffice {
  readonly mailbox: Mailbox;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #accounts = new Map<string, Account>();
  readonly #couriers = new Map<string, Courier>();
  /** Removed accounts whose requests are still under way. */
  readonly #leaving = new Map<string, Promise<void>>();
  #stopped = false;

  constructor({ clock = systemClock, random = Math.random, onUndeliverable = () => {} }: PostOfficeOptions = {}) {
    this.#clock = clock;
    this.#random = random;
    this.mailbox = new Mailbox(onUndeliverable);
  }

  /** An account node starts, for the first time or again. */
  open(accountId: string, terms: AccountTerms): void {
    const account = this.#accounts.get(accountId) ?? newAccount(this.#leaving.get(accountId));
    this.#accounts.set(accountId, account);
    account.terms = terms;
    account.queueLimit = terms.policy.queueLimit;
    this.#stopped = false;
    // What is queued must not go out under the old terms while the new connection is being made.
    account.courier?.hold(accountId);
    if (account.courier || account.waiting.length > 0) this.#connect(accountId, account);
  }

  /** An account node restarts: what is queued stays, nothing new starts until it opens again. */
  suspend(accountId: string): void {
    const account = this.#accounts.get(accountId);
    if (!account) return;
    account.terms = undefined;
    account.courier?.hold(accountId);
  }

  /** An account node was deleted or disabled: what is queued fails. */
  async remove(accountId: string): Promise<void> {
    const account = this.#accounts.get(accountId);
    if (!account) return;
    this.#accounts.delete(accountId);
    // A connection that is being made is no longer asked for.
    account.terms = undefined;
    account.courier?.hold(accountId);
    const left = this.#leave(accountId, account);
    this.#leaving.set(accountId, left);
    await left;
    if (this.#leaving.get(accountId) === left) this.#leaving.delete(accountId);
  }

  /** Takes a message; `mailbox` brings its outcome. */
  submit(accountId: string, parcel: Parcel): void {
    const entry = newEntry(accountId, parcel, this.#clock.now());
    this.mailbox.expect(entry);
    const account = this.#accounts.get(accountId);
    const refused = this.#stopped ? closed() : account ? this.#take(accountId, account, entry) : accountRemoved();
    if (refused) this.#fail([entry], refused);
  }

  #take(accountId: string, account: Account, entry: Entry): DeliveryError | undefined {
    const { courier, waiting, opening, queueLimit } = account;
    if ((courier?.size ?? 0) + waiting.length >= queueLimit) return queueFull(queueLimit);
    // What waits here goes first, also when the connection that it waited for was given up.
    if (courier && !opening && waiting.length === 0) return courier.submit(entry);
    waiting.push(entry);
    this.#connect(accountId, account);
    return undefined;
  }

  /**
   * Node-RED stops: takes nothing new, sends on for up to `graceMs` milliseconds, then ends what is left.
   * @returns how many messages ended so
   */
  async stop(graceMs: number): Promise<number> {
    this.#stopped = true;
    const until = this.#clock.now() + graceMs;
    await this.#withinGrace(graceMs, this.#allOpened());
    let unsent = 0;
    for (const account of this.#accounts.values()) {
      // A connection that comes now comes too late.
      if (account.opening) account.terms = undefined;
      unsent += account.waiting.length;
      this.#fail(account.waiting.splice(0), closed(), account);
    }
    const rest = Math.max(0, until - this.#clock.now());
    const left = await Promise.all([...this.#couriers.values()].map((courier) => courier.close(rest)));
    return left.reduce((sum, ofOne) => sum + ofOne, unsent);
  }

  async #allOpened(): Promise<void> {
    for (;;) {
      const openings = [...this.#accounts.values()].flatMap(({ opening }) => opening ?? []);
      if (openings.length === 0) return;
      await Promise.all(openings);
    }
  }

  async #withinGrace(graceMs: number, done: Promise<void>): Promise<void> {
    let cancel = () => {};
    const over = new Promise<void>((resolve) => {
      const timer = this.#clock.setTimeout(resolve, graceMs);
      cancel = () => timer.cancel();
    });
    await Promise.race([done, over]);
    cancel();
  }

  /** What goes on for an account; `undefined` before its first message. */
  report(accountId: string): CourierReport | undefined {
    return this.#accounts.get(accountId)?.courier?.report();
  }

  /** Makes the connection that the account's terms ask for, and hands it all that waits. */
  #connect(accountId: string, account: Account): void {
    const { terms } = account;
    if (!terms || account.opening) return;
    account.opening = this.#open(accountId, account, terms).then(() => {
      account.opening = undefined;
      // The node may have restarted meanwhile; then the terms that count are others.
      if (account.terms !== terms) this.#connect(accountId, account);
      else if (account.waiting.length > 0) this.#handOver(accountId, account);
    });
  }

  /** Messages may come at the very moment at which a connection is there, or could not be made. */
  #handOver(accountId: string, account: Account): void {
    if (account.courier) account.courier.adopt(account.waiting.splice(0));
    else this.#connect(accountId, account);
  }

  async #open(accountId: string, account: Account, terms: AccountTerms): Promise<void> {
    try {
      const connection = await terms.connect();
      await account.predecessor;
      await this.#adopt(accountId, account, terms, connection);
    } catch (thrown) {
      await this.#refuse(accountId, account, terms, toDeliveryError(thrown));
    }
  }

  async #adopt(accountId: string, account: Account, terms: AccountTerms, connection: Connection): Promise<void> {
    const courier = this.#courier(connection.key);
    if (account.terms === terms && account.courier !== courier) await this.#empty(accountId, account);
    if (account.terms !== terms) {
      connection.close();
      return;
    }
    const before = account.connection;
    account.courier = courier;
    account.connection = connection;
    courier.join(accountId, { provider: connection.provider, policy: terms.policy });
    courier.adopt(account.waiting.splice(0));
    before?.close();
  }

  async #refuse(accountId: string, account: Account, terms: AccountTerms, failure: DeliveryError): Promise<void> {
    if (account.terms !== terms) return;
    await this.#empty(accountId, account);
    if (account.terms === terms) this.#fail(account.waiting.splice(0), failure, account);
  }

  /** Takes what is queued out of the account's courier, back to where entries wait for one. */
  #empty(accountId: string, account: Account): Promise<void> {
    if (!account.courier) return Promise.resolve();
    account.emptying ??= account.courier.leave(accountId).then((entries) => {
      account.waiting.unshift(...entries);
      account.courier = undefined;
      account.emptying = undefined;
    });
    return account.emptying;
  }

  async #leave(accountId: string, account: Account): Promise<void> {
    await this.#empty(accountId, account);
    this.#fail(account.waiting.splice(0), accountRemoved(), account);
    account.connection?.close();
  }

  #courier(key: string): Courier {
    const known = this.#couriers.get(key);
    if (known) return known;
    const courier = new Courier({
      clock: this.#clock,
      random: this.#random,
      onOutcome: (entry, outcome) => this.mailbox.deliver(entry, outcome),
    });
    this.#couriers.set(key, courier);
    return courier;
  }

  #fail(entries: readonly Entry[], failure: DeliveryError, account?: Account): void {
    const deduplicates = account?.connection?.provider.deduplicates ?? false;
    for (const entry of entries)
      this.mailbox.deliver(entry, { ok: false, failure: finalFailure(failure, entry, deduplicates) });
  }
}

function newAccount(predecessor?: Promise<void>): Account {
  return {
    terms: undefined,
    connection: undefined,
    courier: undefined,
    opening: undefined,
    emptying: undefined,
    waiting: [],
    predecessor,
    queueLimit: 0,
  };
}

function newEntry(accountId: string, { message, priority, senderId, luggage }: Parcel, submittedAt: number): Entry {
  return {
    message,
    priority,
    accountId,
    senderId,
    luggage,
    submittedAt,
    firstAttemptAt: undefined,
    attempts: 0,
    uncertain: undefined,
    lastFailure: undefined,
  };
}
