import { createHmac } from 'node:crypto';

/** What a signature is made of besides the body. */
export interface Seal {
  readonly nonce: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
}

/**
 * The headers that prove where a callback comes from: an HMAC over body, nonce and timestamp, in that order and with
 * full stops between.
 * @param secret its text is the key, as it is
 */
export function signatureHeaders(secret: string, body: Buffer, { nonce, timestamp }: Seal): Record<string, string> {
  const hmac = createHmac('sha256', secret).update(body).update(`.${nonce}.${timestamp}`);
  return {
    'x-sinch-webhook-signature': hmac.digest('base64'),
    'x-sinch-webhook-signature-algorithm': 'HmacSHA256',
    'x-sinch-webhook-signature-timestamp': String(timestamp),
    'x-sinch-webhook-signature-nonce': nonce,
  };
}
