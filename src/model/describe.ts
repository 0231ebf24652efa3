/** Names what came in instead of what was wanted, never its content. */
export function describe(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (value instanceof Uint8Array) return 'a buffer that is not UTF-8';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
