import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves a webhook request; `path` is without the query. */
export type Serve = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

/**
 * Where the sandbox delivers its webhooks: a door of its own on the loopback interface, because Node-RED's may be
 * locked (`httpNodeAuth`), moved, encrypted, or not there at all. Opened when first needed; never a reason for the
 * process to live.
 */
export class SandboxDoor {
  readonly #serve: Serve;
  #opening: Promise<Server> | undefined;

  constructor(serve: Serve) {
    this.#serve = serve;
  }

  /** `http://127.0.0.1:PORT` */
  async origin(): Promise<string> {
    this.#opening ??= this.#open();
    const server = await this.#opening;
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    const server = await opening;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  async #open(): Promise<Server> {
    const server = createServer((request, response) => {
      const [path = '/'] = (request.url ?? '/').split('?', 1);
      void this.#serve(request, response, path);
    });
    server.unref();
    server.on('connection', (socket) => socket.unref());
    server.on('clientError', (_error, socket) => socket.destroy());
    // Longer than the sandbox keeps its idle connections.
    server.keepAliveTimeout = 75_000;
    server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
    await once(server, 'listening');
    return server;
  }
}
