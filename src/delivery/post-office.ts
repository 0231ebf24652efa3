import type { DeliveryError } from '../model/failure';
import type { OutgoingMessage } from '../model/message';
import type { Priority } from '../model/priority';
import { AccountDesk } from './account-desk';
import { type Clock, systemClock } from './clock';
import type { AccountTerms } from './connection';
import type { Courier } from './courier';
import { type Entry, newEntry, type Outcome } from './entry';
import { accountRemoved, closed } from './failures';
import { finalFailure } from './final-failure';
import { Mailbox } from './mailbox';
import type { CourierReport } from './report';

/** A message that is handed over, and what its sender wants back with the outcome. */
export interface Parcel {
  readonly message: OutgoingMessage;
  readonly priority: Priority;
  readonly senderId: string;
  readonly luggage: unknown;
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
  readonly mailbox: Mailbox<Outcome>;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #desks = new Map<string, AccountDesk>();
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
    this.#stopped = false;
    const desk = this.#desks.get(accountId) ?? this.#newDesk(accountId);
    this.#desks.set(accountId, desk);
    desk.open(terms);
  }

  /** An account node restarts: what is queued stays, nothing new starts until it opens again. */
  suspend(accountId: string): void {
    this.#desks.get(accountId)?.suspend();
  }

  /** An account node was deleted or disabled: what is queued fails. */
  async remove(accountId: string): Promise<void> {
    const desk = this.#desks.get(accountId);
    if (!desk) return;
    this.#desks.delete(accountId);
    const left = desk.leave();
    this.#leaving.set(accountId, left);
    await left;
    if (this.#leaving.get(accountId) === left) this.#leaving.delete(accountId);
  }

  /**
   * All nodes of a deploy are there: an account that is not among them never comes back under its id, as one in a
   * subflow whose instance was deleted, although nobody said that it was removed. Left as it is, it would hold up all
   * accounts that share its courier.
   * @param running ids of the accounts that there are
   */
  removeAllBut(running: ReadonlySet<string>): void {
    for (const accountId of this.#desks.keys()) {
      if (!running.has(accountId)) this.remove(accountId).catch(() => {});
    }
  }

  /** Takes a message; `mailbox` brings its outcome. */
  submit(accountId: string, { message, priority, senderId, luggage }: Parcel): void {
    const entry = newEntry({ message, priority, accountId, senderId, luggage, submittedAt: this.#clock.now() });
    this.mailbox.expect(entry);
    const desk = this.#desks.get(accountId);
    const refused = this.#stopped ? closed() : desk ? desk.take(entry) : accountRemoved();
    if (refused) this.#fail([entry], refused);
  }

  /**
   * Node-RED stops: takes nothing new, sends on for up to `graceMs` milliseconds, then ends what is left.
   * @returns how many messages ended so
   */
  async stop(graceMs: number): Promise<number> {
    this.#stopped = true;
    const until = this.#clock.now() + graceMs;
    await this.#withinGrace(graceMs, this.#allOpened());
    const waiting = [...this.#desks.values()].map((desk) => desk.giveUpWaiting(closed()));
    const rest = Math.max(0, until - this.#clock.now());
    const queued = await Promise.all([...this.#couriers.values()].map((courier) => courier.close(rest)));
    return [...waiting, ...queued].reduce((sum, unsent) => sum + unsent, 0);
  }

  /** What goes on for an account; `undefined` before its first message. */
  report(accountId: string): CourierReport | undefined {
    return this.#desks.get(accountId)?.report();
  }

  async #allOpened(): Promise<void> {
    for (;;) {
      const openings = [...this.#desks.values()].flatMap(({ opening }) => opening ?? []);
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

  #newDesk(accountId: string): AccountDesk {
    return new AccountDesk(accountId, {
      courierFor: (key) => this.#courier(key),
      fail: (entries, failure, deduplicates) => this.#fail(entries, failure, deduplicates),
      predecessor: this.#leaving.get(accountId),
    });
  }

  #courier(key: string): Courier {
    const known = this.#couriers.get(key);
    if (known) return known;
    // Loaded with the first connection: Node-RED loads this package also where nobody sends.
    const { Courier } = require('./courier') as typeof import('./courier');
    const courier = new Courier({
      clock: this.#clock,
      random: this.#random,
      onOutcome: (entry, outcome) => this.mailbox.deliver(entry, outcome),
    });
    this.#couriers.set(key, courier);
    return courier;
  }

  #fail(entries: readonly Entry[], failure: DeliveryError, deduplicates = false): void {
    for (const entry of entries) {
      this.mailbox.deliver(entry, { ok: false, failure: finalFailure(failure, entry, deduplicates) });
    }
  }
}
