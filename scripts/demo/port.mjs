import { once } from 'node:events';
import { createServer } from 'node:net';

const USUAL_PORT = 1880;

/** The port if nobody has it; 0 asks for any. */
async function tryPort(host, port) {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
    return server.address().port;
  } catch {
    return undefined;
  } finally {
    server.close();
  }
}

/**
 * The port to listen on: the asked one, which must be free; otherwise Node-RED's usual one if it is free, or any.
 * @param {string} host
 * @param {string | undefined} asked
 */
export async function choosePort(host, asked) {
  if (asked === undefined) {
    return (await tryPort(host, USUAL_PORT)) ?? (await tryPort(host, 0));
  }
  const port = Number(asked);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Error(`"${asked}" is not a port: a number from 1 to 65535 is needed.`);
  }
  if ((await tryPort(host, port)) === undefined) {
    throw new Error(`Port ${port} is taken. Choose another one: npm run demo -- --port 1999`);
  }
  return port;
}
