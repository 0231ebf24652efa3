import { Courier } from '../../src/delivery/courier';
import type { Entry, Outcome } from '../../src/delivery/entry';
import type { DeliveryPolicy } from '../../src/model/delivery-policy';
import { DeliveryClock } from './delivery-clock';
import { anEntry, aPolicy } from './delivery-entries';
import { ScriptedProvider } from './delivery-provider';

/** A courier with one account, `a`, a provider that a test answers for, and what came out. */
export class DeliveryDesk {
  readonly clock = new DeliveryClock();
  readonly provider: ScriptedProvider;
  readonly courier: Courier;
  /** Names of the messages in the order in which they ended. */
  readonly ended: unknown[] = [];
  readonly outcomes = new Map<unknown, Outcome>();
  /** What the courier draws, from 0 up to 1. */
  random = 0.5;

  /** @param policy of account `a`; the limit is high, unless it is given */
  constructor(policy: Partial<DeliveryPolicy> = {}, deduplicates = true) {
    this.provider = new ScriptedProvider(deduplicates);
    this.courier = new Courier({
      clock: this.clock,
      random: () => this.random,
      onOutcome: (entry, outcome) => this.#note(entry, outcome),
    });
    this.join(policy);
  }

  join(policy: Partial<DeliveryPolicy> = {}, accountId = 'a'): void {
    this.courier.join(accountId, { provider: this.provider, policy: aPolicy({ rateLimit: 100_000, ...policy }) });
  }

  /** Hands over messages to one conversation. */
  submit(conversationId: string, ...texts: string[]): void {
    for (const text of texts) this.submitEntry(anEntry(conversationId, text, { submittedAt: this.clock.now() }));
  }

  submitEntry(entry: Entry): void {
    const refused = this.courier.submit(entry);
    if (refused) this.#note(entry, { ok: false, failure: refused });
  }

  async accept(...texts: string[]): Promise<void> {
    for (const text of texts) this.provider.request(text).accept();
    await this.clock.advance();
  }

  async fail(text: string, ...failure: Parameters<ReturnType<ScriptedProvider['request']>['fail']>): Promise<void> {
    this.provider.request(text).fail(...failure);
    await this.clock.advance();
  }

  /** Accepts everything at once until nothing is under way any more. */
  async acceptAll(): Promise<void> {
    while (this.provider.underWay.length > 0) {
      for (const request of this.provider.underWay) request.accept();
      await this.clock.advance();
    }
  }

  /** The failure that a message ended with. */
  failure(text: string) {
    const outcome = this.outcomes.get(text);
    if (!outcome || outcome.ok) throw new Error(`${text} has not failed.`);
    return outcome.failure;
  }

  /** The proof that a message was delivered. */
  delivery(text: string) {
    const outcome = this.outcomes.get(text);
    if (!outcome?.ok) throw new Error(`${text} was not delivered.`);
    return outcome.delivery;
  }

  #note({ luggage }: Entry, outcome: Outcome): void {
    if (this.outcomes.has(luggage)) throw new Error(`${luggage} has ended twice.`);
    this.ended.push(luggage);
    this.outcomes.set(luggage, outcome);
  }
}
