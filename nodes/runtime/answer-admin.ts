import type { Request, Response } from 'express';

/**
 * A route below the admin root that answers as JSON that nobody keeps.
 * @param work must not reject, or the answer is an empty 500; its signal says that whoever asked has left
 */
export function answerAdmin(work: (request: Request, signal: AbortSignal) => Promise<object>) {
  return (request: Request, response: Response): void => {
    const left = new AbortController();
    response.on('close', () => left.abort());
    response.set('Cache-Control', 'no-store');
    work(request, left.signal).then(
      (result) => response.json(result),
      () => response.status(500).end(),
    );
  };
}
