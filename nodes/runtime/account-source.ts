import { type Account, type ProviderId, parseAccount } from '../../src/model/account';
import type { Sandbox } from '../../src/sandbox';
import type { AccountCredentials } from './account-node';
import { sandbox } from './sandbox-host';

/** Where an account sends to: the provider itself, or the simulator inside this process. */
export type Environment = 'live' | 'sandbox';

/** Everything that an account is made of; environment variables are replaced where they are set. */
export interface AccountSource extends AccountCredentials {
  /** Id of the account node, if there is one. */
  readonly id?: string | undefined;
  readonly environment?: Environment | undefined;
  readonly provider?: string | undefined;
  readonly requestTimeout?: number | string | undefined;
  readonly region?: string | undefined;
  readonly auth?: string | undefined;
}

/** What an account of the sandbox has in place of what was typed in, so that nothing typed in can leave the machine. */
const SANDBOXED: { readonly [Id in ProviderId]: (sandbox: Sandbox, id: string) => AccountCredentials } = {
  sendseven({ sendseven: { baseUrl, token: known, tenantId, addToken } }, id) {
    // Each account has a token of its own there, as it would have at the provider: limits count by token.
    const token = `${known}_${id}`;
    addToken(token, { tenantId });
    return { baseUrl, token, tenantId };
  },
  sinch({ sinch: { baseUrl, projectId, keyId, keySecret, appOf } }, id) {
    return { baseUrl, projectId, keyId, keySecret, appId: appOf(id) };
  },
};

/** Stands for credentials where only the rest of an account is to be checked. */
const PLACEHOLDERS: AccountCredentials = {
  baseUrl: '',
  token: 'sandbox',
  tenantId: '',
  projectId: 'sandbox',
  appId: 'sandbox',
  keyId: 'sandbox',
  keySecret: 'sandbox',
};

/** An account of the sandbox is in no region. */
const ANY_REGION = 'us';

/**
 * The account as the provider will see it. An account of the sandbox has the sandbox's address and credentials in place
 * of its own.
 * @throws DeliveryError of kind `config`
 */
export async function resolveAccount({ environment, id = 'test', ...typed }: AccountSource): Promise<Account> {
  if (environment !== 'sandbox') return parseAccount(typed);
  const provider = checkAccount({ environment, ...typed });
  return parseAccount({ ...typed, region: ANY_REGION, ...SANDBOXED[provider](await sandbox(), id) });
}

/**
 * Checks what can be checked without a request and without starting the sandbox.
 * @returns the provider
 * @throws DeliveryError of kind `config`
 */
export function checkAccount({ environment, ...typed }: AccountSource): ProviderId {
  return parseAccount(environment === 'sandbox' ? { ...typed, region: ANY_REGION, ...PLACEHOLDERS } : typed).provider;
}
