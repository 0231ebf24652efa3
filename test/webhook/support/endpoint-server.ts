import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { IncomingEvent } from '../../../src/model/event';
import type { ReceivePolicy } from '../../../src/provider/receiver';
import { receiveSendSeven } from '../../../src/provider/sendseven/receive';
import type { EndpointTerms } from '../../../src/webhook/endpoint';
import { Endpoints, type EndpointsOptions } from '../../../src/webhook/endpoints';
import { SeenEvents } from '../../../src/webhook/seen-events';
import { aPolicy, signedHeaders, TIME } from '../../provider/support/sendseven-events';
import { ManualClock } from '../../support/manual-clock';

export const PATH = '/conversations/a1';

/** What came of a request. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A web server whose every address belongs to the endpoints, at the time of the signature vectors. */
export class EndpointServer {
  readonly clock = new ManualClock(TIME * 1000);
  readonly endpoints: Endpoints;
  /** What went out, by type and id. */
  readonly events: IncomingEvent[] = [];
  readonly defects: unknown[] = [];
  /** Sees each request before the endpoints do; they wait for it only if it gives a promise. */
  intercept: (request: IncomingMessage) => unknown = () => {};
  readonly #server: Server;

  private constructor(options: Partial<EndpointsOptions>) {
    this.endpoints = new Endpoints({
      seen: new SeenEvents(),
      now: this.clock.now,
      setTimer: (run, ms) => {
        const timer = this.clock.setTimeout(run, ms);
        return () => this.clock.clearTimeout(timer);
      },
      onDefect: (error) => this.defects.push(error),
      ...options,
    });
    this.#server = createServer(async (request, response) => {
      const intercepted = this.intercept(request);
      if (intercepted instanceof Promise) await intercepted;
      void this.endpoints.handle(request, response, request.url ?? '');
    });
  }

  /** With one account at `PATH`, and flows that run, unless they are still `starting`. */
  static async start({
    starting = false,
    ...options
  }: Partial<EndpointsOptions> & { starting?: boolean } = {}): Promise<EndpointServer> {
    const server = new EndpointServer(options);
    server.open('a1');
    if (!starting) server.endpoints.release();
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Opens an account whose events are kept in `events`. */
  open(accountId: string, terms: Partial<EndpointTerms> = {}, policy: Partial<ReceivePolicy> = {}) {
    return this.endpoints.open(accountId, {
      path: `/conversations/${accountId}`,
      receive: receiveSendSeven,
      policy: () => aPolicy(policy),
      onEvent: (event) => this.events.push(event),
      ...terms,
    });
  }

  /** The ids of what went out, in that order. */
  get ids(): string[] {
    return this.events.map(({ id }) => id);
  }

  /** Posts a body, signed now unless other headers are given. */
  async post(body: string | Buffer, headers = this.#sign(body), path = PATH): Promise<Reply> {
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: new Uint8Array(Buffer.from(body)),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** Posts an event of this id, signed; the status. */
  async tell(id: string, path = PATH): Promise<number> {
    const body = JSON.stringify({ id, type: 'message.received' });
    return (await this.post(body, this.#sign(body), path)).status;
  }

  #sign(body: string | Buffer): Record<string, string> {
    return signedHeaders(body, Math.floor(this.clock.now() / 1000));
  }

  /** Writes bytes to a connection of their own; what comes back until the server closes it. */
  write(...parts: (string | Buffer)[]): Promise<string> {
    return this.#converse(parts, false);
  }

  /** The same, for bytes that may leave the server waiting for more: there is no more. */
  writeAll(...parts: (string | Buffer)[]): Promise<string> {
    return this.#converse(parts, true);
  }

  async #converse(parts: readonly (string | Buffer)[], end: boolean): Promise<string> {
    const socket = connect(this.port, '127.0.0.1');
    let heard = '';
    socket.setEncoding('latin1').on('data', (text) => {
      heard += text;
    });
    socket.on('error', () => {});
    for (const part of parts) socket.write(part);
    if (end) socket.end();
    await once(socket, 'close');
    return heard;
  }

  /** How many connections are open. */
  connections(): Promise<number> {
    return new Promise((resolve) => this.#server.getConnections((_error, count) => resolve(count)));
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}

/** Events go out after the answer: this lets them. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** The head of a signed request, for a body that is written by hand. */
export function head(body: string | Buffer, more: Record<string, string | number> = {}): string {
  const headers = {
    Host: 'localhost',
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    ...signedHeaders(body),
    ...more,
  };
  const lines = Object.entries(headers).filter(([, value]) => value !== '');
  return `POST ${PATH} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}
