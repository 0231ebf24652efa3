import type { AccountTerms } from '../../src/delivery/connection';
import type { Outcome } from '../../src/delivery/entry';
import { PostOffice } from '../../src/delivery/post-office';
import type { DeliveryPolicy } from '../../src/model/delivery-policy';
import type { Priority } from '../../src/model/priority';
import { seededRandom } from '../../src/sandbox/faults/random';
import { DeliveryClock } from './delivery-clock';
import { aMessage, aPolicy } from './delivery-entries';
import type { ServerLimit } from './delivery-limits';
import { DeliveryServer, type Fault } from './delivery-server';

/** One thing that happens in a world. Accounts, conversations and tokens are small numbers. */
export type Happening =
  | { readonly is: 'submit'; readonly account: number; readonly conversation: number; readonly priority: Priority }
  | { readonly is: 'wait'; readonly ms: number }
  | { readonly is: 'step clock'; readonly ms: number }
  | { readonly is: 'suspend'; readonly account: number }
  | { readonly is: 'open'; readonly account: number; readonly token: number; readonly policy: Partial<DeliveryPolicy> }
  | { readonly is: 'remove'; readonly account: number }
  | { readonly is: 'replace senders' };

export interface WorldOptions {
  readonly seed: number;
  readonly policy: Partial<DeliveryPolicy>;
  /** How each token is limited. */
  readonly limit: () => ServerLimit;
  readonly deduplicates: boolean;
  /** Of 1, how often a request meets each fault. */
  readonly faults: Partial<Record<Fault, number>>;
}

/** The queue of an account, from its first opening until it is removed. */
interface Queue {
  limit: number;
  /** Messages without an outcome. */
  open: number;
}

/** What became of a message that was handed over. */
export interface Sent {
  readonly id: string;
  readonly conversation: string;
  readonly outcomes: Outcome[];
}

/** Node-RED, accounts and a provider with two tokens, in simulated time. */
export class DeliveryWorld {
  readonly clock = new DeliveryClock();
  readonly office: PostOffice;
  readonly sent: Sent[] = [];
  readonly servers: readonly DeliveryServer[];
  /** Connections that were made and are not closed. */
  connections = 0;
  /** What went into a queue that was full already. */
  readonly overfull: string[] = [];
  readonly #policy: Partial<DeliveryPolicy>;
  readonly #random: () => number;
  readonly #queues = new Map<string, Queue>();
  #sender = (_luggage: unknown, _outcome: Outcome) => {};

  constructor({ seed, policy, limit, deduplicates, faults }: WorldOptions) {
    const random = seededRandom(seed);
    const { clock } = this;
    this.#random = random;
    this.#policy = policy;
    this.office = new PostOffice({ clock, random });
    const fault = () => drawFault(random(), faults);
    // Both tokens belong to the same tenant: one memory of keys, one order of effects, two limits.
    const first = new DeliveryServer({ clock, random, deduplicates, fault, limit: limit() });
    this.servers = [first, first.withOwnLimit(limit())];
    this.#replaceSender();
    for (const account of [0, 1]) this.happen({ is: 'open', account, token: account, policy: {} });
  }

  /** What is known with either token. */
  get server(): DeliveryServer {
    return this.servers[0] as DeliveryServer;
  }

  get effects() {
    return this.server.effects;
  }

  /** What the two servers answered with 429. */
  get refused(): number {
    return this.servers.reduce((sum, { refused }) => sum + refused, 0);
  }

  happen(happening: Happening): void | Promise<void> {
    switch (happening.is) {
      case 'submit':
        return this.#submit(happening);
      case 'wait':
        return this.clock.advance(happening.ms);
      case 'step clock':
        return this.clock.stepTimeOfDay(happening.ms);
      case 'suspend':
        return this.office.suspend(accountId(happening.account));
      case 'open':
        return this.#openAccount(happening);
      case 'remove':
        this.#queues.delete(accountId(happening.account));
        this.office.remove(accountId(happening.account));
        return undefined;
      case 'replace senders':
        return this.#replaceSender();
    }
  }

  /** Node-RED goes on undisturbed until every message has ended. */
  async settle(): Promise<void> {
    for (const account of [0, 1]) {
      if (this.#queues.has(accountId(account))) this.happen({ is: 'open', account, token: account, policy: {} });
    }
    await this.clock.runUntil(() => this.sent.every(({ outcomes }) => outcomes.length > 0), 3_600_000);
  }

  /** Node-RED stops for good: answers with how many messages it says were not sent. */
  async stop(graceMs: number): Promise<number> {
    const unsent = this.office.stop(graceMs);
    await this.clock.advance(graceMs);
    return unsent;
  }

  /** Takes both accounts away. */
  async clear(): Promise<void> {
    for (const account of [0, 1]) this.happen({ is: 'remove', account });
    await this.clock.advance(1_000);
  }

  #submit({ account, conversation, priority }: Happening & { is: 'submit' }): void {
    const id = `m${this.sent.length}`;
    const owner = accountId(account);
    const queue = this.#queues.get(owner) ?? { limit: 0, open: 0 };
    const full = queue.open >= queue.limit;
    const sent: Sent = { id, conversation: `${owner}-${conversation}`, outcomes: [] };
    this.sent.push(sent);
    queue.open++;
    const message = aMessage(sent.conversation, id);
    this.office.submit(owner, { message, priority, senderId: 's', luggage: { sent, queue } });
    if (full && sent.outcomes.length === 0) this.overfull.push(id);
  }

  #openAccount({ account, token, policy }: Happening & { is: 'open' }): void {
    const complete = aPolicy({ ...this.#policy, ...policy });
    const queue = this.#queues.get(accountId(account)) ?? { limit: 0, open: 0 };
    queue.limit = complete.queueLimit;
    this.#queues.set(accountId(account), queue);
    this.office.open(accountId(account), { policy: complete, connect: this.#connector(token) });
  }

  #connector(token: number): AccountTerms['connect'] {
    return async () => {
      const takesMs = this.#random() * 40;
      await new Promise<void>((resolve) => this.clock.setTimeout(resolve, takesMs));
      this.connections++;
      let open = true;
      const close = () => {
        if (open) this.connections--;
        open = false;
      };
      return { key: `token ${token}`, provider: this.servers[token] as DeliveryServer, close };
    };
  }

  #replaceSender(): void {
    this.office.mailbox.hold();
    this.office.mailbox.unregister('s', this.#sender);
    this.#sender = (luggage, outcome) => {
      const { sent, queue } = luggage as { sent: Sent; queue: Queue };
      sent.outcomes.push(outcome);
      queue.open--;
    };
    this.office.mailbox.register('s', this.#sender);
    this.office.mailbox.release();
  }
}

function accountId(account: number): string {
  return `account ${account}`;
}

function drawFault(draw: number, faults: Partial<Record<Fault, number>>): Fault {
  let rest = draw;
  for (const [fault, part] of Object.entries(faults)) {
    if (rest < part) return fault as Fault;
    rest -= part;
  }
  return 'none';
}
