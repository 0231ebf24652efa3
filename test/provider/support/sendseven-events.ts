import { createHmac } from 'node:crypto';
import type { ReceivePolicy, WebhookRequest } from '../../../src/provider/receiver';

/** The secret of the published vectors. */
export const SECRET = '0123456789abcdef'.repeat(4);

/** Their time, in seconds since 1970. */
export const TIME = 1_790_000_000;

/** The header by which SendSeven vouches for a body. */
export function signature(body: string | Buffer, timestamp: number | string = TIME, secret = SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`;
}

/** The headers of a delivery, signed. */
export function signedHeaders(body: string | Buffer, timestamp: number | string = TIME, secret = SECRET) {
  return { 'x-sendseven-signature': signature(body, timestamp, secret), 'x-sendseven-timestamp': String(timestamp) };
}

/** A request that came at the time of the vectors; signed unless it is given other headers. */
export function aRequest(body: string | Buffer, more: Partial<WebhookRequest> = {}): WebhookRequest {
  return { headers: signedHeaders(body), body: Buffer.from(body), at: TIME * 1000, ...more };
}

/** Believes what is signed with the secret of the vectors, and expects no challenge. */
export function aPolicy(more: Partial<ReceivePolicy> = {}): ReceivePolicy {
  return { secrets: [SECRET], acceptUnsigned: false, expectsChallenge: () => false, ...more };
}

/** A message to us, as captured from the live API. */
export const liveMessage = {
  id: 'msg-1',
  conversation_id: 'conv-ada',
  channel_id: 'chan-1',
  contact_id: 'contact-ada',
  contact_method_id: 'method-1',
  platform: 'whatsapp',
  direction: 'inbound',
  message_type: 'text',
  status: 'delivered',
  text: 'Grüße 👋',
  from_id: '15555550100',
  to_id: null,
  external_id: 'wamid.1',
  reply_to_id: null,
  reply_to_external_id: null,
  contact_info: { name: 'Ada', phone: '15555550100' },
  meta: { phone_number_id: '1', external_message_id: 'wamid.1' },
  attachments: null,
  created_at: '2026-09-16T05:26:14Z',
  delivered_at: '2026-09-16T05:26:14Z',
  sent_at: null,
  read_at: null,
};

/** An envelope as SendSeven sends it, around some data. */
export function anEnvelope(type: string, data: object, id = 'evt-1') {
  return { id, type, created_at: '2026-09-16T05:26:15Z', tenant_id: 't1', event_id: 'msg-1', data };
}

/** What arrives when Ada writes. */
export function aReceived(message: object = {}, id?: string) {
  return anEnvelope(
    'message.received',
    {
      message: { ...liveMessage, ...message },
      conversation: { id: 'conv-ada', status: 'open' },
      contact: { id: 'contact-ada', name: 'Ada' },
      contact_method: { id: 'method-1' },
    },
    id,
  );
}
