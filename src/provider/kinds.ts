import type { Account, ProviderId } from '../model/account';
import type { IncomingEvent } from '../model/event';
import type { OutgoingMessage } from '../model/message';
import type { Receiver } from './receiver';

/** `msg.recipient` as a receive node leaves it: a recipient of the form that the provider can reach. */
export interface AnswerTo {
  /** The conversation that this is another name for, where the provider cannot be told its id. */
  readonly answers?: string | undefined;
  readonly [field: string]: unknown;
}

/** What is known of a provider without an account that is connected to it. */
export interface ProviderKind {
  readonly receive: Receiver;
  /**
   * Refuses what the provider cannot send, before it waits for its turn.
   * @throws DeliveryError of kind `input`: a recipient that cannot be reached, an option that is unknown or wrong
   */
  check(message: OutgoingMessage): void;
  /**
   * Accounts with an equal list share one rate limit at the provider. It may hold secrets: make a digest of it.
   * @param account one of this provider
   */
  budgetOf(account: Account): readonly unknown[];
  /**
   * Accounts with an equal list find the same webhook endpoints at the provider. What only opens the door is left out
   * where the account says who owns the list, so that a renewed key keeps the endpoint. It may hold secrets, as above.
   * @param account one of this provider
   */
  ownerOf(account: Account): readonly unknown[];
  /** Whom an event is to be answered to; `undefined` where nobody wrote. */
  answerTo(event: IncomingEvent): AnswerTo | undefined;
  /** What an event is about, without what is the same for every event. */
  contentOf(event: IncomingEvent): unknown;
}

let sendSeven: ProviderKind | undefined;
let sinch: ProviderKind | undefined;

/** Every provider there is, each loaded when it is first asked for. A new one is one entry here. */
export const PROVIDER_KINDS: { readonly [Id in ProviderId]: ProviderKind } = {
  get sendseven() {
    // Kept: `require` looks a module up anew each time, and every message asks.
    sendSeven ??= (require('./sendseven/kind') as typeof import('./sendseven/kind')).sendSevenKind;
    return sendSeven;
  },
  get sinch() {
    sinch ??= (require('./sinch/kind') as typeof import('./sinch/kind')).sinchKind;
    return sinch;
  },
};

/** The list of an account of any provider. */
export function budgetOf(account: Account): readonly unknown[] {
  return PROVIDER_KINDS[account.provider].budgetOf(account);
}

/** The same for whose endpoints it speaks for. */
export function ownerOf(account: Account): readonly unknown[] {
  return PROVIDER_KINDS[account.provider].ownerOf(account);
}
