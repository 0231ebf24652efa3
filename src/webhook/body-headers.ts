import type { IncomingMessage } from 'node:http';

/** The largest body that is taken, in bytes. */
export const MAX_BODY_BYTES = 1_048_576;

/** What the headers of a request already say against its body. */
export type HeaderProblem = 'too-large' | 'encoded' | 'wrong-type' | 'already-read';

/**
 * Judges a body by its headers, before it is read. It must be JSON in UTF-8, uncompressed and of at most 1 MB. Without
 * a `Content-Type` it passes: no provider documents the header, and the signature decides.
 */
export function headerProblem(request: IncomingMessage): HeaderProblem | undefined {
  const { headers } = request;
  if (wasRead(request)) return 'already-read';
  if (Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES) return 'too-large';
  if (!/^(identity)?$/i.test(headers['content-encoding'] ?? '')) return 'encoded';
  return isJson(headers['content-type']) ? undefined : 'wrong-type';
}

/** A parser that other nodes put before all addresses (Express: `app.use`) leaves nothing of the bytes to verify. */
function wasRead(request: IncomingMessage & { _body?: unknown }): boolean {
  return Boolean(request._body) || request.readableDidRead;
}

function isJson(contentType: string | undefined): boolean {
  if (contentType === undefined) return true;
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  const charsets = parameters.map((text) => text.trim()).filter((text) => text.startsWith('charset='));
  return (
    /^application\/([\w.-]+\+)?json$/.test(type.trim()) &&
    charsets.every((charset) => /^charset="?utf-?8"?$/.test(charset))
  );
}
