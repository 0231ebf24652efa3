import { createHash } from 'node:crypto';
import type { Connection } from '../../src/delivery/connection';
import type { Account } from '../../src/model/account';
import { createProvider } from '../../src/provider';
import { createHttp } from '../../src/provider/http';
import { budgetOf } from '../../src/provider/kinds';
import { type AccountSource, resolveAccount } from './account-source';
import { type NetworkChoice, networkOptions } from './network-options';
import type { NodeAPI } from './red';

/**
 * Puts together what an account needs to be spoken to.
 * @param concurrency connections at once, default 16
 * @throws DeliveryError of kind `config`
 */
export async function connect(
  RED: NodeAPI,
  source: AccountSource,
  network: NetworkChoice,
  concurrency?: number,
): Promise<Connection> {
  const account = await resolveAccount(source);
  const http = createHttp({ ...(await networkOptions(RED, network)), maxSockets: concurrency });
  return { key: budgetKey(account), provider: createProvider(account, http), close: http.close };
}

/** Accounts with the same key share one rate limit at the provider. A digest, because secrets may be in it. */
function budgetKey(account: Account): string {
  return createHash('sha256')
    .update(JSON.stringify(budgetOf(account)))
    .digest('hex');
}
