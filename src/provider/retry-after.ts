/**
 * How long a server asks to wait, in milliseconds, or `undefined` where it does not say.
 * @param value header `Retry-After`: seconds, or an HTTP date (RFC 9110, 10.2.3)
 * @param now milliseconds since 1970
 */
export function parseRetryAfter(value: string | string[] | undefined, now: number): number | undefined {
  const text = (Array.isArray(value) ? value[0] : value)?.trim();
  if (!text) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
