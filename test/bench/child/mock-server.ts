import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServerBehaviour } from '../protocol';
import { MockApi, type Verdict } from './mock-api';
import { wireOf } from './mock-wire';

/**
 * The server that all variants send to, in a process of its own and as lean as node:http allows, so that the client is
 * the limit. Told how to behave by the parent; tells what it counted when asked.
 */
let api = new MockApi({});

const JSON_TYPE = { 'content-type': 'application/json' };

const server = createServer((request, response) => {
  const verdict = api.judge(request.socket, performance.now());
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => answer(verdict, request, response, Buffer.concat(chunks)));
  request.on('error', () => {});
});

function answer(verdict: Verdict, request: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
  if (verdict.kind === 'refuse') {
    response.writeHead(429, { ...JSON_TYPE, ...verdict.headers }).end('{"detail":"Rate limit exceeded"}');
    return;
  }
  const wait = api.latency();
  const run = () => settle(verdict, request, response, bytes);
  if (wait > 0) setTimeout(run, wait);
  else run();
}

function settle(
  verdict: Exclude<Verdict, { kind: 'refuse' }>,
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Buffer,
): void {
  const wire = wireOf(request.url);
  const { conversation, text } = wire.read(bytes.toString());
  const key = request.headers['idempotency-key'] as string | undefined;
  if (verdict.kind === 'accept' || verdict.afterEffect) api.takeEffect(conversation, text, key);
  if (verdict.kind === 'accept') {
    response.writeHead(wire.status, JSON_TYPE).end(wire.accepted(conversation, text));
  } else if (verdict.how === '500') {
    response.writeHead(500, JSON_TYPE).end('{"detail":"Internal server error"}');
  } else request.socket.resetAndDestroy();
}

server.keepAliveTimeout = 120_000;
server.on('clientError', (_error, socket) => socket.destroy());
server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () =>
  process.send?.({ port: (server.address() as AddressInfo).port }),
);

process.on('message', (message: ServerBehaviour | 'count') => {
  if (message === 'count') {
    process.send?.(api.count());
    return;
  }
  api = new MockApi(message);
  process.send?.('set');
});
process.on('disconnect', () => process.exit());
