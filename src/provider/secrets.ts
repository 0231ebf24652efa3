import { DeliveryError } from '../model/failure';

const MASK = '[secret]';

/** The same failure with a secret blotted out, for a server that repeats in its error what it was sent. */
export function withoutSecret(failure: DeliveryError, secret: string): DeliveryError {
  let found = false;
  const facts = JSON.stringify(failure.cause, (_key, value) => {
    if (typeof value !== 'string' || !value.includes(secret)) return value;
    found = true;
    return blotOut(value, secret);
  });
  return found ? new DeliveryError(failure.code, JSON.parse(facts), failure.cause) : failure;
}

/** A server's text with a secret blotted out: before anything cuts the text, and with it the secret, into parts. */
export function blotOut(text: string, secret: string): string {
  return text.replaceAll(secret, MASK);
}
