import type { Connection } from '../../src/delivery/connection';
import { createProvider } from '../../src/provider';
import { createHttp } from '../../src/provider/http';
import { budgetOf } from '../../src/provider/kinds';
import { type AccountSource, resolveAccount } from './account-source';
import { digestOf } from './digest';
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
  // Accounts with the same key share one rate limit at the provider.
  return { key: digestOf(budgetOf(account)), provider: createProvider(account, http), close: http.close };
}
