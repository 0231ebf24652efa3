import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether two texts are the same, in a time that tells neither where they differ nor how long the secret one is. */
export function sameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

/**
 * Whether a signature is the one that was made, in a time that does not tell where they differ. How long a signature is
 * everybody knows, so that the bytes can be compared themselves.
 */
export function sameSignature(given: string, made: string): boolean {
  const [these, those] = [Buffer.from(given), Buffer.from(made)];
  return these.length === those.length && timingSafeEqual(these, those);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
