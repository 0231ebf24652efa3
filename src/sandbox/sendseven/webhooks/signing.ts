import { createHmac } from 'node:crypto';
import type { SigningFlaws, WebhookRequest } from '../../webhooks/deliverer';
import type { Endpoint } from './endpoint';

/** How long ago a stale signature was made. Receivers allow some minutes. */
const staleMs = 60 * 60 * 1000;

/** What is signed is the timestamp, a full stop and the very bytes of the body; the key is the secret as text. */
export function signature(secret: string, timestamp: string, body: Buffer): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;
}

/** A delivery as it goes out, signed at this moment with the present secret. */
export function signedRequest(
  { secret, authorization }: Endpoint,
  event: { readonly type: string; readonly body: Buffer },
  deliveryId: string,
  now: number,
  { wrongSignature, stale }: SigningFlaws,
): WebhookRequest {
  const timestamp = String(Math.floor((stale ? now - staleMs : now) / 1000));
  const key = wrongSignature ? `not ${secret}` : secret;
  return {
    headers: {
      'Content-Type': 'application/json',
      'X-Sendseven-Event': event.type,
      'X-Sendseven-Delivery-Id': deliveryId,
      'X-Sendseven-Timestamp': timestamp,
      'X-Sendseven-Signature': signature(key, timestamp, event.body),
      ...(authorization && { Authorization: authorization }),
    },
    body: event.body,
  };
}
