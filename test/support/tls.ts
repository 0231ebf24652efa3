import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer, type TlsOptions } from 'node:tls';
import { type Answer, type RawServer, serveRaw } from './raw-server';

const folder = join(__dirname, '..', 'fixtures', 'tls');

/** A file of `test/fixtures/tls`, see its README. */
export const pem = (name: string): string => readFileSync(join(folder, `${name}.pem`), 'utf8');

/** A certificate of `test/fixtures/tls` with its key. */
export const certificate = (name: string): { cert: string; key: string } => ({
  cert: pem(name),
  key: pem(`${name}-key`),
});

/**
 * A server of bytes behind TLS on loopback.
 * @param options default: the certificate `server`
 */
export async function startTlsServer(answer: Answer, options: TlsOptions = certificate('server')): Promise<RawServer> {
  const server = createServer(options);
  server.on('tlsClientError', () => {});
  const raw = await serveRaw(server, 'secureConnection', answer);
  return Object.create(raw, { origin: { value: `https://127.0.0.1:${raw.port}` } });
}
