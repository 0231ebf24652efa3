import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it came over the wire. */
export interface Recorded {
  readonly method: string;
  readonly url: string;
  /** Names in lower case, values as they were sent. */
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface RecordingServer {
  readonly origin: string;
  readonly port: number;
  readonly requests: Recorded[];
  close(): Promise<void>;
}

/** A server on loopback that writes down everything it receives, tunnels asked of it too, and answers as told. */
export async function recordingServer(
  answer: (request: Recorded, response: ServerResponse) => void,
): Promise<RecordingServer> {
  const requests: Recorded[] = [];
  const record = async (request: IncomingMessage, body: string) => {
    const { method = '', url = '', headers } = request;
    const recorded = { method, url, headers, body };
    requests.push(recorded);
    return recorded;
  };
  const server = createServer(async (request, response) => {
    answer(await record(request, await text(request)), response);
  });
  // As a proxy it lets nobody through: what it is asked for must not leave this machine.
  server.on('connect', (request: IncomingMessage, socket) => {
    record(request, '').then(() =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n'),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    requests,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
