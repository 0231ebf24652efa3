/**
 * How long a server asks to wait, in milliseconds, or `undefined` where it does not say.
 * @param value header `Retry-After`: seconds, or an HTTP date (RFC 9110, 10.2.3)
 * @param now milliseconds since 1970 by the server's clock as far as it is known, see `answeredAt`
 */
export function parseRetryAfter(value: string | string[] | undefined, now: number): number | undefined {
  const text = (Array.isArray(value) ? value[0] : value)?.trim();
  if (!text) return undefined;
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const date = parseHttpDate(text);
  return date === undefined ? undefined : Math.max(0, date - now);
}

/**
 * The moment of an answer by the clock that the moments in its headers are taken from, in milliseconds since 1970: a
 * server's clock and ours may be hours apart. Ours where the answer does not say.
 * @param date header `Date`, in whole seconds (RFC 9110, 6.6.1)
 * @param now milliseconds since 1970 by our clock
 */
export function answeredAt(date: string | string[] | undefined, now: number): number {
  return (typeof date === 'string' ? parseHttpDate(date.trim()) : undefined) ?? now;
}

function parseHttpDate(text: string): number | undefined {
  // An HTTP date begins with the day of the week. `Date.parse` alone finds dates in anything: "-5" is in May 2001.
  if (!/^(mon|tue|wed|thu|fri|sat|sun)/i.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : date;
}
