import type { Account } from '../../src/model/account';
import { ownerOf } from '../../src/provider/kinds';
import { digestOf } from './digest';

/** Names whose list of endpoints an account speaks for: accounts with the same name find the same endpoints. */
export function webhookOwner(account: Account): string {
  return digestOf(ownerOf(account));
}
