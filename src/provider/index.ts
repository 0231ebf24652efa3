import type { Account, ProviderId } from '../model/account';
import type { Http } from './http';
import type { Provider } from './provider';
import { createSendSeven } from './sendseven/client';

/** How a provider is made for an account. */
type ProviderFactory<Id extends ProviderId> = (account: Extract<Account, { provider: Id }>, http: Http) => Provider;

/** Every provider there is. A new one is one line here. */
const PROVIDERS: { [Id in ProviderId]: ProviderFactory<Id> } = {
  sendseven: createSendSeven,
};

/** The provider that an account names, ready to send. */
export function createProvider(account: Account, http: Http): Provider {
  return PROVIDERS[account.provider](account, http);
}
