import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server in the place of SendSeven, for as much as *Test connection* asks of it. */
export interface ProviderStub {
  readonly baseUrl: string;
  /** The `Authorization` headers that came, in order. */
  readonly authorizations: readonly (string | undefined)[];
  close(): Promise<void>;
}

/** Knows the token `good` as Ada's and refuses every other. */
export async function startProviderStub(): Promise<ProviderStub> {
  const authorizations: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const { authorization } = request.headers;
    authorizations.push(authorization);
    const known = authorization === 'Bearer good';
    response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(known ? ADA : { detail: 'Not authenticated' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`,
    authorizations,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const ADA = { id: 'user-1', name: 'Ada', email: 'ada@example.com', tenant_id: 'tenant-1', role: 'owner' };
