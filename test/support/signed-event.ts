import { createHmac, randomUUID } from 'node:crypto';

/** A webhook secret as SendSeven makes them. */
export const WEBHOOK_SECRET = '0123456789abcdef'.repeat(4);

/** What may be said of a message in an event. */
export interface EventFacts {
  readonly type?: string;
  readonly id?: string;
  readonly message?: object;
  /** Instead of message, conversation and contact. */
  readonly data?: object;
}

/** The body of an event as SendSeven sends it: somebody wrote "Hello", unless said otherwise. */
export function eventBody({ type = 'message.received', id = `evt_${randomUUID()}`, message, data }: EventFacts = {}) {
  return {
    id,
    type,
    created_at: '2026-11-22T10:00:00Z',
    tenant_id: 'tenant-1',
    event_id: 'msg-1',
    data: data ?? {
      message: {
        id: 'msg-1',
        conversation_id: 'conv-ada',
        platform: 'whatsapp',
        direction: 'inbound',
        message_type: 'text',
        status: 'delivered',
        text: 'Hello',
        from_id: '15555550100',
        to_id: null,
        attachments: null,
        ...message,
      },
      conversation: { id: 'conv-ada', status: 'open' },
      contact: { id: 'contact-1', name: 'Ada' },
    },
  };
}

/** The headers that SendSeven signs a body with. */
export function signedHeaders(body: string, secret = WEBHOOK_SECRET, at = Date.now()): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return {
    'content-type': 'application/json',
    'x-sendseven-signature': `sha256=${signature}`,
    'x-sendseven-timestamp': timestamp,
    'x-sendseven-delivery-id': randomUUID(),
  };
}

/** Delivers an event to an endpoint, as SendSeven would. Answers the status. */
export async function deliverEvent(url: string, event: object, secret = WEBHOOK_SECRET): Promise<number> {
  const body = JSON.stringify(event);
  const response = await fetch(url, { method: 'POST', headers: signedHeaders(body, secret), body });
  await response.arrayBuffer();
  return response.status;
}
