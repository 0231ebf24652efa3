import { type Account, type ProviderId, parseAccount } from '../../src/model/account';
import type { AccountCredentials } from './account-node';
import { sandbox } from './sandbox-host';

/** Where an account sends to: the provider itself, or the simulator inside this process. */
export type Environment = 'live' | 'sandbox';

/** Everything that an account is made of; environment variables are replaced where they are set. */
export interface AccountSource extends AccountCredentials {
  /** Id of the account node, if there is one. */
  readonly id?: string | undefined;
  readonly provider?: string | undefined;
  readonly environment?: Environment | undefined;
  readonly requestTimeout?: number | string | undefined;
}

/**
 * The account as the provider will see it. An account of the sandbox has the sandbox's address and token in place of
 * its own: nothing that was typed in is used, so nothing can leave the machine.
 * @throws DeliveryError of kind `config`
 */
export async function resolveAccount({ environment, id = 'test', ...typed }: AccountSource): Promise<Account> {
  if (environment !== 'sandbox') return parseAccount(typed);
  const { baseUrl, token: known, tenantId, addToken } = (await sandbox()).sendseven;
  // Each account has a token of its own there, as it would have at the provider: limits count by token.
  const token = `${known}_${id}`;
  addToken(token, { tenantId });
  return parseAccount({ ...typed, baseUrl, token, tenantId });
}

/**
 * Checks what can be checked without a request and without starting the sandbox.
 * @returns the provider
 * @throws DeliveryError of kind `config`
 */
export function checkAccount({ environment, ...typed }: AccountSource): ProviderId {
  const sandboxed = { ...typed, token: 'sandbox', tenantId: '', baseUrl: '' };
  return parseAccount(environment === 'sandbox' ? sandboxed : typed).provider;
}
