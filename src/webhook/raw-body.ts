import type { IncomingMessage } from 'node:http';
import { type HeaderProblem, headerProblem, MAX_BODY_BYTES } from './body-headers';
import type { BodyRoom } from './body-room';

/** How long a body may take, in milliseconds. A provider sends it at once. */
const MAX_BODY_MS = 10_000;

/** Why a body was not read to its end. `crowded`: it gave way to others. */
export type BodyProblem = HeaderProblem | 'aborted' | 'too-slow' | 'crowded';

/** Runs something later, in milliseconds. Returns what calls it off. */
export type SetTimer = (run: () => void, ms: number) => () => void;

/** Real time. Does not keep the process alive. */
export const systemTimer: SetTimer = (run, ms) => {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
};

/**
 * Reads a body as the bytes that came. Whatever speaks against it stops the reading at once and leaves the rest unread:
 * then the connection has to be closed with the answer.
 */
export function readRawBody(
  request: IncomingMessage,
  room: BodyRoom,
  setTimer: SetTimer = systemTimer,
): Promise<Buffer | BodyProblem> {
  const problem = headerProblem(request);
  if (problem) return Promise.resolve(problem);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const place = room.enter(() => end('crowded'));
    const cancelTimer = setTimer(() => end('too-slow'), MAX_BODY_MS);
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) return end('too-large');
      chunks.push(chunk);
      place.grow(chunk.length);
    };
    const finish = () => {
      settle();
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
    };
    const abort = () => end('aborted');
    const end = (problem: BodyProblem) => {
      settle();
      request.off('data', take).off('end', finish).pause();
      resolve(problem);
    };
    const settle = () => {
      cancelTimer();
      place.leave();
      request.off('close', abort);
    };
    // A request that breaks off reports an error after its end, too: one that nobody hears would end the process.
    request.on('error', abort);
    request.on('close', abort).on('end', finish).on('data', take);
  });
}
