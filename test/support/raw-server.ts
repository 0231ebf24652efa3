import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A request as it came over the wire. */
export interface RawRequest {
  /** For example `POST /messages HTTP/1.1`. */
  readonly line: string;
  /** Every header line as it was written, in order. */
  readonly headerLines: readonly string[];
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What a server does with a request. It may write anything at all, or nothing. */
export type Answer = (socket: Socket, request: RawRequest) => void;

export interface RawServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Every request that was read whole. */
  readonly requests: readonly RawRequest[];
  /** Every connection that was ever made, oldest first. */
  readonly sockets: readonly Socket[];
  /** The most connections that were open at the same time. */
  readonly mostOpen: number;
  close(): Promise<void>;
}

/** A server of bytes on loopback: it answers what a test writes, also what is not HTTP. */
export function startRawServer(answer: Answer): Promise<RawServer> {
  return serveRaw(createServer(), 'connection', answer);
}

/** Puts `answer` behind a server of TCP or TLS. */
export async function serveRaw(
  server: Server,
  event: 'connection' | 'secureConnection',
  answer: Answer,
): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets: Socket[] = [];
  const transports = new Set<Socket>();
  let mostOpen = 0;
  server.on('connection', (socket: Socket) => {
    transports.add(socket);
    mostOpen = Math.max(mostOpen, transports.size);
    socket.on('close', () => transports.delete(socket));
    socket.on('error', () => {});
  });
  server.on(event, (socket: Socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    readRequests(socket, (request) => {
      requests.push(request);
      answer(socket, request);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    requests,
    sockets,
    get mostOpen() {
      return mostOpen;
    },
    async close() {
      for (const socket of transports) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers with a body and its length. */
export function reply(status: number, body: string | Buffer = '', headers: Record<string, string> = {}): Answer {
  const lines = Object.entries({ ...headers, 'Content-Length': Buffer.byteLength(body) });
  const head = `HTTP/1.1 ${status} Status\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  return (socket) => socket.write(Buffer.concat([Buffer.from(head), Buffer.from(body)]));
}

function readRequests(socket: Socket, take: (request: RawRequest) => void): void {
  let unread = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    unread = Buffer.concat([unread, chunk]);
    for (let end = unread.indexOf('\r\n\r\n'); end >= 0; end = unread.indexOf('\r\n\r\n')) {
      const [line = '', ...headerLines] = unread.subarray(0, end).toString('latin1').split('\r\n');
      const headers = Object.fromEntries(headerLines.map((text) => [nameOf(text), text.replace(/^[^:]*:\s*/, '')]));
      const bodyEnd = end + 4 + Number(headers['content-length'] ?? 0);
      if (unread.length < bodyEnd) return;
      const body = Buffer.from(unread.subarray(end + 4, bodyEnd));
      unread = unread.subarray(bodyEnd);
      take({ line, headerLines, headers, body });
    }
  });
}

const nameOf = (headerLine: string): string => headerLine.slice(0, headerLine.indexOf(':')).toLowerCase();
