import { randomUUID } from 'node:crypto';

/** Crockford's base 32, in which Sinch writes 128 bits with 26 characters (a ULID). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ulidForm = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/**
 * The world's id as Sinch would write it: the same 128 bits. So neither side keeps a list of the other's ids. What is
 * no UUID (a name that a test chose) stays as it is.
 */
export function wireId(id: string): string {
  if (!uuidForm.test(id)) return id;
  let bits = BigInt(`0x${id.replaceAll('-', '')}`);
  let text = '';
  for (let index = 0; index < 26; index += 1) {
    text = alphabet.charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return text;
}

/** The world's id behind one that Sinch wrote. */
export function worldId(id: string): string {
  if (!ulidForm.test(id)) return id;
  let bits = 0n;
  for (const character of id) bits = (bits << 5n) | BigInt(alphabet.indexOf(character));
  const hex = bits.toString(16).padStart(32, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A new id for what the world does not know: webhooks, events, nonces. */
export const newId = (): string => wireId(randomUUID());

/** Whether a text has the form of Sinch's ids. */
export const isUlid = (text: unknown): text is string => typeof text === 'string' && ulidForm.test(text);
