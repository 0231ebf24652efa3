import type { ReceivePolicy, Refusal, WebhookRequest } from './receiver';
import { sameSecret, sameSignature } from './same-secret';

/** How old, or how far ahead, the time of a signature may be. */
const TOLERANCE_SECONDS = 300;

/** How a provider signs. */
export interface Signing {
  /** Whether a request claims to be signed at all. */
  readonly isSigned: (request: WebhookRequest) => boolean;
  /** Why its signature is not to be believed; any of the secrets may have signed. */
  readonly doubt: (request: WebhookRequest, secrets: readonly string[]) => Refusal | undefined;
}

/** Whether a request has the secret `Authorization`, where the account wants one. */
export function isAuthorized({ headers }: WebhookRequest, { authorization }: ReceivePolicy): boolean {
  return !authorization || sameSecret(headers.authorization?.toString() ?? '', authorization);
}

/**
 * Why a request is not to be believed. Accepting unsigned requests means those that bear no signature, and all while
 * there is no secret to check one with. A signature that is wrong by the secret that is set is refused all the same: a
 * test should find that out.
 */
export function doubtIn(
  request: WebhookRequest,
  { secrets, acceptUnsigned }: ReceivePolicy,
  signing: Signing,
): Refusal | undefined {
  // Everyone can sign with an empty secret.
  const usable = secrets.filter((secret) => secret !== '');
  if (acceptUnsigned && (usable.length === 0 || !signing.isSigned(request))) return undefined;
  return usable.length === 0 ? 'no-secret' : signing.doubt(request, usable);
}

/** Whether any secret made a signature; all are tried, so that the time taken tells nothing. */
export function isMadeWith(signature: string, secrets: readonly string[], sign: (secret: string) => string): boolean {
  return secrets.map((secret) => sameSignature(signature, sign(secret))).includes(true);
}

/**
 * Whether a signature's time is within 300 seconds of a request's arrival.
 * @param timestamp Unix seconds, as they came
 * @param at milliseconds since 1970
 */
export function isTimely(timestamp: string, at: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(at / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;
}
