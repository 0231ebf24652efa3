import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Refusal } from '../provider/receiver';
import type { BodyProblem } from './raw-body';

/**
 * Why a request was turned away, beyond what the provider's receiver found. `full`: too many events wait for the flows.
 * `defect`: the receiver failed on it.
 */
export type TurnedAway = Refusal | BodyProblem | 'full' | 'defect';

/** What is said to a request whose body was not read: nothing that a stranger could learn from. */
export const BODY_STATUS: { readonly [problem in BodyProblem]: number } = {
  'too-large': 413,
  encoded: 415,
  'wrong-type': 415,
  aborted: 400,
  'too-slow': 400,
  crowded: 503,
  // Nothing is wrong with the event: the provider shall keep it until this Node-RED has been put right.
  'already-read': 503,
};

/**
 * Answers, with JSON or with nothing. Where the request has not been read to its end, the connection is closed: the
 * rest would have to be read before another request could come by it.
 */
export function answer(request: IncomingMessage, response: ServerResponse, status: number, json?: unknown): void {
  if (response.headersSent || response.destroyed) return;
  const body = json === undefined ? '' : JSON.stringify(json);
  response.writeHead(status, {
    'Content-Length': Buffer.byteLength(body),
    ...(body && { 'Content-Type': 'application/json', 'X-Content-Type-Options': 'nosniff' }),
    ...(!request.complete && { Connection: 'close' }),
  });
  response.end(body);
}
