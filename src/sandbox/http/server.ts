import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { send } from './exchange';

/** A request on its way to whoever serves its path. */
export interface Incoming {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Without the query. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
}

export interface RunningServer {
  readonly origin: string;
  close(): Promise<void>;
}

/** Opens the sandbox's door: on the loopback interface only, and never a reason for the process to live. */
export async function listen(port: number, serve: (incoming: Incoming) => Promise<void>): Promise<RunningServer> {
  const server = createServer((request, response) => void receive(request, response, serve));
  server.unref();
  // Longer than clients keep idle connections, so that it is never the server who hangs up on a new request.
  server.keepAliveTimeout = 75_000;
  server.on('connection', (socket) => socket.unref());
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen({ port, host: '127.0.0.1', backlog: 4_096 });
  await once(server, 'listening');
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => close(server) };
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  serve: (incoming: Incoming) => Promise<void>,
): Promise<void> {
  response.setHeader('x-request-id', randomUUID());
  const reply = { response, record: { status: undefined } };
  // A page on the web can point its own host name at 127.0.0.1; it cannot forge the Host header.
  if (!isLoopback(request.headers.host)) {
    return send(reply, { status: 421, body: { detail: 'The sandbox serves loopback addresses only' } });
  }
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  try {
    await serve({ request, response, path, query });
  } catch (error) {
    // A defect of the sandbox must reach the caller as an answer, not end the process that it lives in.
    send(reply, { status: 500, body: { detail: `Sandbox defect: ${(error as Error).message}` } });
  }
}

/** Whether a Host header names this machine. */
export function isLoopback(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host ?? '');
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
