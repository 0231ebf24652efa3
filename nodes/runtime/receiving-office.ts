import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delivery } from '../../src/delivery/entry';
import { Mailbox } from '../../src/delivery/mailbox';
import { DeliveryError } from '../../src/model/failure';
import { type Ticket, WaitingRoom, type WaitOutcome, type Wish } from '../../src/waiting/waiting-room';
import { Endpoints } from '../../src/webhook/endpoints';
import { AccountWebhook, type WebhookTerms } from './account-webhook';
import { type Journal, newJournal } from './event-journal';
import { warn } from './log';
import type { NodeAPI } from './red';
import { SandboxDoor } from './sandbox-door';
import { type Subscriber, Subscribers } from './subscribers';
import type { WebhookProblem, WebhookReport } from './webhook-report';

/** What a send node wants back when waiting ends; known only once its message was accepted. */
interface Luggage {
  value?: unknown;
}

/** The one place where accounts, receive nodes and send nodes that wait meet. It outlives every node. */
export class Receiving {
  /** Brings what was waited for to the send node that bears the id by then. */
  readonly mailbox = new Mailbox<WaitOutcome>((senderId, outcomes) =>
    warn(
      `${outcomes} messages of the removed node ${senderId} were accepted; what they waited for had no one to go to.`,
    ),
  );
  readonly waiting = new WaitingRoom({ onOutcome: (wish, outcome) => this.#bring(wish, outcome) });
  /** Where the sandbox delivers. */
  readonly door = new SandboxDoor((request, response, path) => this.handle(request, response, path));
  readonly #endpoints: Endpoints;
  readonly #journal: Journal;
  readonly #subscribers = new Subscribers();
  readonly #webhooks = new Map<string, AccountWebhook>();
  /** Accounts whose endpoints at the provider lead to a path that the account has left. */
  readonly #moving = new Set<string>();
  /** Accounts whose endpoints are being given back: the same account may come again before that is over. */
  readonly #leaving = new Map<string, Promise<void>>();

  /** @param journal what remembers the events that came */
  constructor(journal: Journal) {
    this.#journal = journal;
    this.#endpoints = new Endpoints({
      seen: journal,
      onDefect: (error) => warn(`A webhook request could not be handled: ${(error as Error)?.name ?? typeof error}.`),
    });
  }

  /** An account node starts, for the first time or again. */
  open(accountId: string, terms: WebhookTerms): void {
    const known = this.#webhooks.get(accountId);
    if (known?.hasEndpoint && known.terms.path !== terms.path) this.#moving.add(accountId);
    known?.reopen(terms);
    const webhook = known ?? new AccountWebhook(accountId, terms, () => this.#subscribers.changed(accountId));
    this.#webhooks.set(accountId, webhook);
    const { path, receive } = terms;
    this.#endpoints.open(accountId, {
      path,
      receive,
      ready: () => webhook.ready(),
      policy: () => webhook.policy(),
      onEvent: (event, raw) => {
        const shared = !this.waiting.isEmpty;
        const awaited = this.waiting.tell([accountId], event);
        this.#subscribers.tell(accountId, { event, raw, awaited, shared });
      },
    });
  }

  /** An account node restarts: events are taken, and wait. */
  suspend(accountId: string): void {
    this.#endpoints.suspend(accountId);
  }

  /** An account node was deleted or disabled. The provider is told, and nobody waits for its answer. */
  remove(accountId: string): void {
    const wasRefused = this.#endpoints.isRefused(accountId);
    this.#endpoints.remove(accountId);
    this.#moving.delete(accountId);
    this.waiting.end(accountId);
    const webhook = this.#webhooks.get(accountId);
    if (!webhook) return;
    this.#webhooks.delete(accountId);
    const left = webhook.remove(wasRefused);
    this.#leaving.set(accountId, left);
    void left.then(() => this.#leaving.get(accountId) === left && this.#leaving.delete(accountId));
  }

  /**
   * All nodes of a deploy are there: an account that is not among them never comes back under its id.
   * @param running ids of the accounts that there are
   */
  removeAllBut(running: ReadonlySet<string>): void {
    for (const accountId of this.#webhooks.keys()) if (!running.has(accountId)) this.remove(accountId);
  }

  /** @returns the way to leave */
  subscribe(accountId: string, subscriber: Subscriber): () => void {
    return this.#subscribers.join(accountId, subscriber);
  }

  /**
   * A send node is about to send a message after which it waits.
   * @throws DeliveryError `ERR_NO_WEBHOOK` where no event can arrive whatever the provider does, or `ERR_WAIT_FULL`
   */
  enter(wish: Omit<Wish, 'luggage'>): Ticket {
    const report = this.report(wish.accountId);
    if (!report || report.mode === 'off') throw cannotHear();
    const [problem] = report.problems;
    if (problem) throw cannotHear(problem);
    return this.waiting.enter({ ...wish, luggage: {} satisfies Luggage });
  }

  /** The message was accepted; `value` comes back with what was waited for. */
  accepted<Value extends { readonly delivery: Delivery }>(ticket: Ticket, value: Value): void {
    const { wish } = ticket;
    (wish.luggage as Luggage).value = value;
    this.mailbox.expect(wish);
    const { acceptance, acceptedAt, queuedMs } = value.delivery;
    this.waiting.accepted(ticket, acceptance, acceptedAt, queuedMs);
  }

  /** Whether a path below `httpNodeRoot` is an endpoint's. */
  has(path: string): boolean {
    return this.#endpoints.has(path);
  }

  handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    return this.#endpoints.handle(request, response, path);
  }

  /** Nodes are about to be replaced: events and outcomes wait. */
  hold(): void {
    this.mailbox.hold();
    this.#endpoints.hold();
  }

  /** All nodes are there: what waited goes on, and providers are told which events are wanted. */
  release(): void {
    this.mailbox.release();
    this.#endpoints.release();
    // At a path that has changed hands another account's endpoint may still be found, and must not be taken over: whoever
    // has none yet waits until those that had one there have moved or left.
    const freeing = [...this.#leaving.values()];
    const newcomers: [string, AccountWebhook][] = [];
    for (const [accountId, webhook] of this.#webhooks) {
      // Its path may have become free only after its nodes had started.
      this.#subscribers.changed(accountId);
      if (!webhook.hasEndpoint) newcomers.push([accountId, webhook]);
      else if (this.#moving.has(accountId)) freeing.push(this.#register(accountId, webhook));
      else void this.#register(accountId, webhook);
    }
    this.#moving.clear();
    const free = Promise.all(freeing);
    for (const newcomer of newcomers) void free.then(() => this.#register(...newcomer));
  }

  /** Node-RED stops for good. */
  async stop(): Promise<void> {
    const waiting = this.waiting.end();
    if (waiting > 0) warn(`Node-RED stops: ${waiting} messages were accepted, and are no longer waited for.`);
    const closing = [...this.#webhooks.values()].map((webhook) => webhook.close());
    this.#webhooks.clear();
    this.#endpoints.stop();
    await Promise.all([...closing, this.#journal.flush?.()]);
  }

  /** The endpoint of an account; `undefined` where there is none. */
  report(accountId: string): WebhookReport | undefined {
    const webhook = this.#webhooks.get(accountId);
    return webhook?.report(this.#endpoints.stats(accountId), this.#endpoints.isRefused(accountId));
  }

  webhook(accountId: string): AccountWebhook | undefined {
    return this.#webhooks.get(accountId);
  }

  /** Never rejects. */
  async #register(accountId: string, webhook: AccountWebhook): Promise<void> {
    if (this.#webhooks.get(accountId) !== webhook) return;
    if (this.#endpoints.isRefused(accountId)) return webhook.rest();
    await webhook.register(this.#subscribers.wanted(accountId)).catch(() => {});
  }

  #bring({ senderId, luggage }: Wish, outcome: WaitOutcome): void {
    this.mailbox.deliver({ senderId, luggage: (luggage as Luggage).value }, outcome);
  }
}

/** One for this process. */
export function newReceiving(RED: NodeAPI): Receiving {
  return new Receiving(newJournal(RED));
}

/** What to do about what keeps every event from arriving. */
const REMEDIES: Record<WebhookProblem, string> = {
  'no-public-url': "Set the Public URL on the account's Webhook tab",
  'no-secret': "Type the endpoint's secret into the account's Webhook tab, or register automatically",
  'path-taken': 'Give the account a Webhook path of its own on its Webhook tab: another account has this one',
  'http-node-off': 'Set httpNodeRoot in settings.js to a path: HTTP nodes are switched off',
};

function cannotHear(problem: WebhookProblem = 'no-public-url'): DeliveryError {
  return new DeliveryError('ERR_NO_WEBHOOK', {
    message: 'The node waits for an event, and its account has no webhook by which events could arrive.',
    hint: `${REMEDIES[problem]}, or set Wait for to accepted.`,
  });
}
