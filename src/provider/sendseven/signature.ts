import { createHmac } from 'node:crypto';
import type { Refusal, WebhookRequest } from '../receiver';
import { isMadeWith, isTimely } from '../trust';

/**
 * Why a request's signature is not to be believed; `undefined` when it is. SendSeven signs with HMAC-SHA256 over the
 * header `X-Sendseven-Timestamp` (Unix seconds), a full stop and the bytes of the body as they are on the wire; the key
 * is the endpoint's secret as UTF-8. Its SDK takes times within 300 seconds.
 * @param secrets any of them may have signed
 */
export function signatureDoubt(request: WebhookRequest, secrets: readonly string[]): Refusal | undefined {
  const { headers, body, at } = request;
  const signature = headers['x-sendseven-signature'];
  const timestamp = headers['x-sendseven-timestamp'];
  if (typeof signature !== 'string' || typeof timestamp !== 'string') return 'unsigned';
  if (!isMadeWith(signature, secrets, (secret) => sign(secret, timestamp, body))) return 'bad-signature';
  return isTimely(timestamp, at) ? undefined : 'stale';
}

/** Whether a request claims to be signed at all. */
export function isSigned({ headers }: WebhookRequest): boolean {
  return headers['x-sendseven-signature'] !== undefined;
}

function sign(secret: string, timestamp: string, body: Buffer): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;
}
