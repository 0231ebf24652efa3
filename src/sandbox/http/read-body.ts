import type { IncomingMessage } from 'node:http';

/** The largest body the sandbox takes, in bytes. */
export const maxBodyBytes = 1024 * 1024;

/** Reads the body. Answers `too-large` beyond the limit and `aborted` when the caller hangs up half-way. */
export function readBody(
  request: IncomingMessage,
  limit: number = maxBodyBytes,
): Promise<Buffer | 'too-large' | 'aborted'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      // Beyond the limit the rest is read and dropped: a connection closed in the caller's face would hide the 413.
      if (bytes <= limit) chunks.push(chunk);
      else if (bytes - chunk.length <= limit) resolve('too-large');
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('error', () => resolve('aborted'));
    request.on('close', () => resolve('aborted'));
  });
}
