import type { Account, ProviderId, SendSevenAccount, SinchAccount } from '../model/account';
import type { OutgoingMessage } from '../model/message';
import type { Receiver } from './receiver';
import { checkMessage as checkSendSeven } from './sendseven/encode';
import { receiveSendSeven } from './sendseven/receive';
import { checkMessage as checkSinch } from './sinch/encode';
import { receiveSinch } from './sinch/receive';

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
}

/** Every provider there is. A new one is one entry here. */
export const PROVIDER_KINDS: { readonly [Id in ProviderId]: ProviderKind } = {
  sendseven: {
    receive: receiveSendSeven,
    check: checkSendSeven,
    budgetOf: ({ provider, baseUrl, token, tenantId = '' }: SendSevenAccount) => [provider, baseUrl, token, tenantId],
  },
  sinch: {
    receive: receiveSinch,
    check: checkSinch,
    // Limits count by app, whichever key is used.
    budgetOf: ({ provider, baseUrl, projectId, appId }: SinchAccount) => [provider, baseUrl, projectId, appId],
  },
};

/** The list of an account of any provider. */
export function budgetOf(account: Account): readonly unknown[] {
  return PROVIDER_KINDS[account.provider].budgetOf(account);
}
