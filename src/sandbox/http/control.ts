import type { Fault } from '../faults/fault';
import type { Faults } from '../faults/faults';
import type { RateLimitSettings } from '../rate-limit/settings';
import type { Deliverer, RecordedAttempt } from '../webhooks/deliverer';
import { readMischief } from '../webhooks/mischief';
import { type Answer, type RecordedRequest, send } from './exchange';
import { readBody } from './read-body';
import type { Recorder } from './recorder';
import type { Incoming } from './server';

export interface ControlParts {
  readonly faults: Faults;
  readonly recorder: Recorder;
  readonly setRateLimit: (settings: RateLimitSettings) => void;
  readonly webhooks: Pick<Deliverer, 'mischief' | 'attempts'>;
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
      return withBody<RateLimitSettings>(bytes, contentType, 'model', parts.setRateLimit);
    case 'GET /_sandbox/webhooks':
      return { status: 200, body: parts.webhooks.attempts.map(attemptWithoutSecrets) };
    case 'POST /_sandbox/webhooks':
      return withBody<{ mischief: unknown }>(bytes, contentType, 'mischief', ({ mischief }) => {
        parts.webhooks.mischief = readMischief(mischief);
      });
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
  const hidden = text.replace(/("(?:client_)?secret"\s*:\s*)"(?:[^"\\]|\\.)*"/g, '$1"(hidden)"');
  return { method, path, query, headers: shown(headers), text: hidden, at, status: status ?? null };
}

function attemptWithoutSecrets({ headers, body, ...attempt }: RecordedAttempt) {
  return { ...attempt, headers: shown(headers), text: body.toString() };
}

/** Whatever the header is called: providers write its name as they like. */
function shown<T>(headers: Readonly<Record<string, T>>): Record<string, T | string> {
  const entries = Object.entries(headers);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, name.toLowerCase() === 'authorization' ? '(hidden)' : value]),
  );
}
