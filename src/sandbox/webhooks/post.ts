import { type Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { isLoopback } from '../http/server';
import type { WebhookRequest } from './delivery';

/** How much of an answer's body is kept, in bytes. */
const keptBytes = 4_096;

/** What came back: a status, or why there is none. */
export interface Posted {
  readonly status: number | undefined;
  readonly error: string | undefined;
  /** The beginning of the answer's body. */
  readonly body: string;
}

/** Whether the sandbox may deliver there: plain HTTP to this machine, so that nothing leaves it. */
export function isDeliverable(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === 'http:' && isLoopback(host);
}

/**
 * Sends one request and tells, once, what came of it. Redirects are not followed. The connection never keeps a process
 * alive. Returns the request, to be destroyed (with an error that says why) when it takes too long.
 */
export function post(
  url: string,
  { headers, body }: WebhookRequest,
  agent: Agent,
  done: (posted: Posted) => void,
): ClientRequest {
  let settled = false;
  const sent = request(url, { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } });
  sent.on('socket', (socket) => socket.unref());
  sent.on('response', (response) => read(response, sent, settle));
  sent.on('error', (error) => settle({ status: undefined, error: wordsOf(error), body: '' }));
  sent.end(body);
  return sent;

  function settle(posted: Posted): void {
    if (settled) return;
    settled = true;
    done(posted);
  }
}

function read(response: IncomingMessage, sent: ClientRequest, settle: (posted: Posted) => void): void {
  const chunks: Buffer[] = [];
  let kept = 0;
  response.on('data', (chunk: Buffer) => {
    if (kept < keptBytes) chunks.push(chunk);
    kept += chunk.length;
  });
  response.on('end', () => {
    const body = Buffer.concat(chunks).subarray(0, keptBytes).toString();
    settle({ status: response.statusCode, error: undefined, body });
  });
  // An answer that breaks off counts as none.
  response.on('error', (error) => settle({ status: undefined, error: wordsOf(sent.errored ?? error), body: '' }));
}

/** A refused connection has a code and, where several addresses were tried, no message. */
function wordsOf(error: Error & { code?: string }): string {
  return error.message || error.code || 'Connection failed';
}
