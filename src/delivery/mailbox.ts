/** Whom an outcome is for, and what they want back with it. */
export interface Addressee {
  readonly senderId: string;
  /** Nobody on the way looks into it. */
  readonly luggage: unknown;
}

/** Takes the outcomes of what a send node handed over. */
export type Sender<O> = (luggage: unknown, outcome: O) => void;

interface Letter<O> {
  readonly luggage: unknown;
  readonly outcome: O;
}

/**
 * Brings outcomes to the send nodes: to whoever bears the id when the outcome is known, because a redeploy replaces
 * nodes while their messages are on their way. While nodes are being replaced, outcomes wait here.
 */
export class Mailbox<O> {
  readonly #senders = new Map<string, Sender<O>>();
  readonly #letters = new Map<string, Letter<O>[]>();
  /** Messages of each sender that have no outcome yet. */
  readonly #expected = new Map<string, number>();
  readonly #undeliverable = new Map<string, number>();
  readonly #onUndeliverable: (senderId: string, outcomes: number) => void;
  #holding = false;

  /** @param onUndeliverable called once a sender that is gone has no more outcomes to come, with how many there were */
  constructor(onUndeliverable: (senderId: string, outcomes: number) => void) {
    this.#onUndeliverable = onUndeliverable;
  }

  /** A send node starts to bear this id. */
  register(senderId: string, sender: Sender<O>): void {
    this.#senders.set(senderId, sender);
  }

  /** A send node ends; only itself can, not its successor that bears the same id. */
  unregister(senderId: string, sender: Sender<O>): void {
    if (this.#senders.get(senderId) === sender) this.#senders.delete(senderId);
  }

  expect({ senderId }: Addressee): void {
    this.#expected.set(senderId, (this.#expected.get(senderId) ?? 0) + 1);
  }

  /** Keeps outcomes until `release`: nodes are about to be replaced, and what they are wired to with them. */
  hold(): void {
    this.#holding = true;
  }

  /** The new nodes are all there. */
  release(): void {
    this.#holding = false;
    for (const [senderId, letters] of [...this.#letters]) {
      this.#letters.delete(senderId);
      for (const { luggage, outcome } of letters) this.#hand(senderId, luggage, outcome);
    }
  }

  /** Whether there is a send node. */
  get hasSenders(): boolean {
    return this.#senders.size > 0;
  }

  /** How many messages have no outcome yet, and how many outcomes wait for the new nodes. */
  get pending(): { readonly expected: number; readonly waiting: number } {
    const all = [...this.#expected.values()].reduce((sum, count) => sum + count, 0);
    const waiting = [...this.#letters.values()].reduce((sum, letters) => sum + letters.length, 0);
    return { expected: all - waiting, waiting };
  }

  deliver({ senderId, luggage }: Addressee, outcome: O): void {
    if (this.#holding) {
      const letters = this.#letters.get(senderId) ?? [];
      letters.push({ luggage, outcome });
      this.#letters.set(senderId, letters);
    } else this.#hand(senderId, luggage, outcome);
  }

  #hand(senderId: string, luggage: unknown, outcome: O): void {
    const left = (this.#expected.get(senderId) ?? 1) - 1;
    if (left > 0) this.#expected.set(senderId, left);
    else this.#expected.delete(senderId);
    const sender = this.#senders.get(senderId);
    if (sender) sender(luggage, outcome);
    else this.#undeliverable.set(senderId, (this.#undeliverable.get(senderId) ?? 0) + 1);
    if (left <= 0) this.#closeAccount(senderId);
  }

  #closeAccount(senderId: string): void {
    const lost = this.#undeliverable.get(senderId);
    if (lost === undefined) return;
    this.#undeliverable.delete(senderId);
    this.#onUndeliverable(senderId, lost);
  }
}
