import type { IncomingEvent } from '../../src/model/event';

/** An event on its way to receive nodes. */
export interface Arrival {
  readonly event: IncomingEvent;
  /** The body of the webhook request, byte for byte. */
  readonly raw: Buffer;
  /** Whether a send node was waiting for this event. */
  readonly awaited: boolean;
  /** Whether somebody else has the event, too: then nobody may change it. */
  readonly shared: boolean;
}

/** Somebody who wants events of an account. */
export interface Subscriber {
  /** Types of events, as the provider is to be asked for them. */
  readonly events: readonly string[];
  /** Gets every event of the account. Absent where only the provider must be asked, as for a send node that waits. */
  readonly take?: (arrival: Arrival) => void;
  /** Called when the endpoint of the account has changed its state. */
  readonly changed?: () => void;
}

/** Who wants what of which account. Nodes come and go with every deploy. */
export class Subscribers {
  readonly #byAccount = new Map<string, Set<Subscriber>>();

  /** @returns the way to leave */
  join(accountId: string, subscriber: Subscriber): () => void {
    const all = this.#byAccount.get(accountId) ?? new Set();
    this.#byAccount.set(accountId, all.add(subscriber));
    return () => {
      all.delete(subscriber);
      if (all.size === 0 && this.#byAccount.get(accountId) === all) this.#byAccount.delete(accountId);
    };
  }

  /** Every type of event that somebody wants of the account, sorted. */
  wanted(accountId: string): string[] {
    const all = [...(this.#byAccount.get(accountId) ?? [])];
    return [...new Set(all.flatMap(({ events }) => events))].sort();
  }

  tell(accountId: string, arrival: Arrival): void {
    const takers = [...(this.#byAccount.get(accountId) ?? [])].flatMap(({ take }) => take ?? []);
    const told = takers.length > 1 ? { ...arrival, shared: true } : arrival;
    for (const take of takers) take(told);
  }

  changed(accountId: string): void {
    for (const { changed } of [...(this.#byAccount.get(accountId) ?? [])]) changed?.();
  }
}
