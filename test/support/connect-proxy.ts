import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface ConnectProxy {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** Every CONNECT that came, with its headers. */
  readonly requests: readonly { readonly target: string; readonly headers: IncomingMessage['headers'] }[];
  close(): Promise<void>;
}

/** What the proxy does with a CONNECT: opens a tunnel to a port of this machine, or writes something and hangs up. */
export type Reaction = { readonly tunnelTo: number } | { readonly say: string } | { readonly silent: true };

/** A proxy on loopback that knows one method, CONNECT, and leads every target to where the test says. */
export async function startConnectProxy(
  react: (target: string, headers: IncomingMessage['headers']) => Reaction,
): Promise<ConnectProxy> {
  const requests: { target: string; headers: IncomingMessage['headers'] }[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  };
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connection', keep);
  server.on('connect', ({ url = '', headers }: IncomingMessage, client: Socket) => {
    requests.push({ target: url, headers });
    const reaction = react(url, headers);
    if ('silent' in reaction) return;
    if ('say' in reaction) return void client.end(reaction.say);
    const far = connect(reaction.tunnelTo, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(far).pipe(client);
    });
    keep(far);
    far.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
