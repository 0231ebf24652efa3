/** A longer text is a page, not a message for people. */
const MAX_TEXT = 500;

/** More complaints than this help nobody, and what a server sends is not ours to bound otherwise. */
export const MAX_FIELDS = 20;

/** A server's words, if they are words: no web page, and no more than people read. */
export function plainText(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  return text && !text.startsWith('<') ? text.slice(0, MAX_TEXT) : undefined;
}

/** A body as JSON, or `undefined` where it is none. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
