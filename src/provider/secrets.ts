import { DeliveryError } from '../model/failure';

const MASK = '[secret]';

/** The same failure with a secret blotted out, for a server that repeats in its error what it was sent. */
export function withoutSecret(failure: DeliveryError, secret: string): DeliveryError {
  const facts = JSON.stringify(failure.cause);
  const quoted = JSON.stringify(secret).slice(1, -1);
  if (!facts.includes(quoted)) return failure;
  return new DeliveryError(failure.code, JSON.parse(facts.replaceAll(quoted, MASK)), failure.cause.attempts);
}
