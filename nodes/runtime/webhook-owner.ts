import { createHash } from 'node:crypto';
import type { Account } from '../../src/model/account';

/**
 * Names whose list of endpoints an account speaks for: accounts with the same name find the same endpoints. A digest,
 * because a token may be in it.
 *
 * What only opens the door is left out where the account says who owns the list: a new access key of the same app
 * (Sinch) and a new token of the same tenant (SendSeven) find the endpoint where it was, and keep it and its secret.
 * A SendSeven token without a tenant may be of any tenant: another token counts as another owner. Where it is of the
 * same one after all, this costs a new endpoint, or nothing if the old token was revoked: then the old endpoint cannot
 * be removed, stays remembered and is found again.
 */
export function webhookOwner(account: Account): string {
  return createHash('sha256')
    .update(JSON.stringify([account.provider, account.baseUrl, ...ownerOf(account)]))
    .digest('hex');
}

function ownerOf(account: Account): readonly string[] {
  if (account.provider === 'sinch') return [account.projectId, account.appId];
  return account.tenantId ? ['tenant', account.tenantId] : ['token', account.token];
}
