import type { ServerResponse } from 'node:http';
import { type Recorded, type RecordingServer, recordingServer } from './recording-server';

/** Ways in which a server may answer. The worst of them repeat what they were sent. */
const ANSWERS: Record<string, (request: Recorded, response: ServerResponse, elsewhere: string) => void> = {
  ok: (_, response) => json(response, 201, { id: 'message-1', conversation_id: 'ok', status: 'pending' }),
  'refused-401': ({ headers }, response) => json(response, 401, { detail: `Bad token: ${headers.authorization}` }),
  'refused-422': ({ headers }, response) =>
    json(response, 422, { detail: [{ loc: ['header'], msg: `got ${headers.authorization}`, type: 'value_error' }] }),
  'broken-500': ({ headers }, response) => json(response, 500, { message: 'Error', request: headers }),
  'broken-502': ({ headers }, response) => response.writeHead(502).end(`<h1>${headers.authorization}</h1>`),
  'broken-long': ({ headers }, response) => json(response, 500, { message: 'x'.repeat(470) + headers.authorization }),
  reset: (_, response) => response.socket?.resetAndDestroy(),
  'not-json': ({ headers }, response) => response.end(`You sent ${headers.authorization}`),
  redirect: ({ headers }, response, elsewhere) =>
    response.writeHead(307, { location: `${elsewhere}/${headers.authorization?.split(' ')[1]}` }).end(),
};

/** What can be asked for, as a conversation id: the one that succeeds, and those that fail. */
export const WORKING = 'ok';
export const FAILING = Object.keys(ANSWERS).filter((scenario) => scenario !== WORKING);

/**
 * A provider that answers as the conversation id says.
 * @param elsewhere where its redirects lead
 */
export function canaryApi(elsewhere: string): Promise<RecordingServer> {
  return recordingServer((request, response) => ANSWERS[scenarioOf(request)]?.(request, response, elsewhere));
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Whatever is no message of SendSeven is refused by somebody who repeats what they were sent. */
function scenarioOf({ url, body }: Recorded): string {
  if (!url.endsWith('/api/v1/messages')) return 'refused-401';
  return (JSON.parse(body) as { conversation_id: string }).conversation_id;
}
