import { createProvider } from '../../src/provider';
import { createHttp, type Http } from '../../src/provider/http';
import type { Provider } from '../../src/provider/provider';
import { type AccountSource, resolveAccount } from './account-source';
import { type NetworkChoice, networkOptions } from './network-options';
import type { NodeAPI } from './red';

/** A provider with the connections it uses. */
export interface Connection {
  readonly provider: Provider;
  readonly http: Http;
}

/**
 * Puts together what an account needs to be spoken to.
 * @throws DeliveryError of kind `config`
 */
export async function connect(RED: NodeAPI, source: AccountSource, network: NetworkChoice): Promise<Connection> {
  const account = await resolveAccount(source);
  const http = createHttp(await networkOptions(RED, network));
  return { provider: createProvider(account, http), http };
}
