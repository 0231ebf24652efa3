import type { Account, AccountOf, ProviderId } from '../model/account';
import type { Http } from './http';
import type { Provider } from './provider';
import { createSendSeven } from './sendseven/client';
import { createSinch } from './sinch/client';

/** How a provider is made for an account. */
type ProviderFactory<Id extends ProviderId> = (account: AccountOf<Id>, http: Http) => Provider;

/** Every provider there is. A new one is one line here. */
const PROVIDERS: { [Id in ProviderId]: ProviderFactory<Id> } = {
  sendseven: createSendSeven,
  sinch: createSinch,
};

/** The provider that an account names, ready to send. */
export function createProvider(account: Account, http: Http): Provider {
  // The compiler does not see that the entry and the account are of the same provider.
  const create = PROVIDERS[account.provider] as ProviderFactory<ProviderId>;
  return create(account, http);
}
