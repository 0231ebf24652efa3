import type { Fault } from '../faults/fault';
import type { Faults } from '../faults/faults';
import type { RateLimiter } from '../rate-limit/rate-limiter';
import type { RateLimitSettings } from '../rate-limit/settings';
import { type Answer, type RecordedRequest, send } from './exchange';
import { readBody } from './read-body';
import type { Recorder } from './recorder';
import type { Incoming } from './server';

export interface ControlParts {
  readonly faults: Faults;
  readonly recorder: Recorder;
  readonly limiter: RateLimiter;
}

const noContent: Answer = { status: 204 };

/** Serves `/_sandbox/…`: what a test in another process can do to the sandbox. */
export async function serveControl({ request, response, path }: Incoming, parts: ControlParts): Promise<void> {
  const reply = { response, record: { status: undefined } };
  const bytes = await readBody(request);
  if (typeof bytes === 'string') return send(reply, { status: 413, body: { detail: 'Request body too large' } });
  send(reply, control(`${request.method} ${path}`, bytes, request.headers['content-type'], parts));
}

function control(operation: string, bytes: Buffer, contentType: string | undefined, parts: ControlParts): Answer {
  switch (operation) {
    case 'GET /_sandbox/requests':
      return { status: 200, body: parts.recorder.requests.map(withoutSecrets) };
    case 'DELETE /_sandbox/faults':
      parts.faults.clear();
      return noContent;
    case 'POST /_sandbox/faults':
      return withBody<Fault>(bytes, contentType, 'action', (fault) => parts.faults.add(fault));
    case 'POST /_sandbox/rate-limit':
      return withBody<RateLimitSettings>(bytes, contentType, 'model', (settings) => parts.limiter.configure(settings));
    default:
      return { status: 404, body: { detail: 'Not Found' } };
  }
}

/** A body must call itself JSON: a page on the web cannot send that here without asking first, and is refused. */
function withBody<T>(bytes: Buffer, contentType = '', key: string, use: (value: T) => void): Answer {
  if (!contentType.startsWith('application/json')) return { status: 415, body: { detail: 'Send application/json' } };
  try {
    const value = JSON.parse(bytes.toString());
    if (typeof value?.[key] !== 'object' && typeof value?.[key] !== 'string') throw new Error(`"${key}" is missing`);
    use(value);
    return noContent;
  } catch (error) {
    return { status: 422, body: { detail: (error as Error).message } };
  }
}

function withoutSecrets({ method, path, query, headers, text, at, status }: RecordedRequest) {
  const shown = headers.authorization === undefined ? headers : { ...headers, authorization: '(hidden)' };
  return { method, path, query, headers: shown, text, at, status: status ?? null };
}
