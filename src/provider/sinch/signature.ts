import { createHmac } from 'node:crypto';
import type { Refusal, WebhookRequest } from '../receiver';
import { isMadeWith, isTimely } from '../trust';

const SIGNATURE = 'x-sinch-webhook-signature';

/**
 * Why a request's signature is not to be believed; `undefined` when it is. Sinch signs with HMAC-SHA256, in base64, over
 * the bytes of the body as they are on the wire, the nonce and the timestamp (Unix seconds), with full stops between
 * them; the key is the webhook's secret as UTF-8. Sinch names no tolerance: 300 seconds are what others use.
 * @param secrets any of them may have signed
 */
export function signatureDoubt(request: WebhookRequest, secrets: readonly string[]): Refusal | undefined {
  const { headers, body, at } = request;
  const signature = headers[SIGNATURE];
  const timestamp = headers[`${SIGNATURE}-timestamp`];
  const nonce = nonceOf(request);
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || nonce === undefined) return 'unsigned';
  const sign = (secret: string) =>
    createHmac('sha256', secret).update(body).update(`.${nonce}.${timestamp}`).digest('base64');
  if (!isMadeWith(signature, secrets, sign)) return 'bad-signature';
  return isTimely(timestamp, at) ? undefined : 'stale';
}

/** Whether a request claims to be signed at all. */
export function isSigned({ headers }: WebhookRequest): boolean {
  return headers[SIGNATURE] !== undefined;
}

/** What makes one signature differ from another over the same bytes; good for one use. */
export function nonceOf({ headers }: WebhookRequest): string | undefined {
  const nonce = headers[`${SIGNATURE}-nonce`];
  return typeof nonce === 'string' && nonce !== '' ? nonce : undefined;
}
