import fc from 'fast-check';
import should from 'should';
import type { IncomingEvent } from '../../../src/model/event';
import { decodeEvent } from '../../../src/provider/sinch/decode-event';
import { TRIGGERS } from '../../../src/provider/sinch/triggers';
import { callbackNames, callback as read } from '../support/sinch-events';

const decode = (body: Record<string, unknown>) => decodeEvent(body, () => 'digest');
const [inbound, outbound, conversation] = [
  '01HMSGIN000000000000000000',
  '01HMSGOUT00000000000000000',
  '01HCONV0000000000000000000',
];
const whatsapp = { channel: 'WHATSAPP', identity: '46701234567' };
const sms = { channel: 'SMS', identity: '46701234567' };

/** What is told of every callback in the fact sheet, in common words. What is not named is not told. */
const cases: Record<string, Partial<IncomingEvent>> = {
  'message-inbound-text': {
    id: inbound,
    type: 'message.received',
    direction: 'inbound',
    text: 'Grüße 👋',
    ...whatsapp,
  },
  'message-inbound-dispatch': {
    id: inbound,
    at: '2026-01-01T00:00:00.500Z',
    conversationId: undefined,
    text: 'Hi',
    ...sms,
  },
  'message-inbound-reply': { text: 'Yes', inReplyTo: outbound, messageId: inbound },
  'message-inbound-media': { text: undefined, type: 'message.received' },
  'message-inbound-media-card': {
    text: 'A cat',
    attachments: [{ url: 'https://example.com/a.jpg', caption: 'A cat' }],
  },
  'message-inbound-location': { text: 'Office', attachments: undefined },
  'message-inbound-choice': { reply: { id: 'yes' }, inReplyTo: outbound, text: undefined },
  'message-inbound-product': { text: 'My order' },
  'message-inbound-fallback': { text: undefined, type: 'message.received' },
  'message-inbound-flow': { text: 'Sent' },
  'message-delivery-queued': {
    id: `${outbound}:QUEUED_ON_CHANNEL:WHATSAPP`,
    type: 'message.sent',
    direction: 'outbound',
    messageId: outbound,
    status: 'QUEUED_ON_CHANNEL',
  },
  'message-delivery-delivered': { id: `${outbound}:DELIVERED`, type: 'message.delivered', status: 'DELIVERED' },
  'message-delivery-read': { id: `${outbound}:READ`, type: 'message.read', failure: undefined },
  'message-delivery-failed': {
    id: `${outbound}:FAILED`,
    type: 'message.failed',
    failure: { code: 'RECIPIENT_NOT_REACHABLE', reason: 'The phone is off' },
    ...sms,
  },
  'message-delivery-switching': {
    id: `${outbound}:SWITCHING_CHANNEL:WHATSAPP`,
    type: 'sinch.switching_channel',
    failure: { code: 'RECIPIENT_NOT_OPTED_IN', reason: 'No opt-in' },
  },
  'message-submit': {
    id: `MESSAGE_SUBMIT:${outbound}`,
    type: 'sinch.message_submit',
    message: { text_message: { text: 'Hello' } },
  },
  'event-composing': { id: 'EVENT_INBOUND:01HEVENT000000000000000000', type: 'sinch.event_inbound', ...whatsapp },
  'event-comment': { type: 'sinch.event_inbound', text: undefined },
  'event-reaction': { type: 'message.reaction', messageId: outbound, text: '👍', direction: 'inbound' },
  'event-reaction-removed': { type: 'message.reaction', messageId: outbound, text: '' },
  'event-shortlink': { type: 'sinch.event_inbound' },
  'event-payment': { type: 'sinch.event_inbound' },
  'event-delivery': { id: 'EVENT_DELIVERY:01HEVENT000000000000000000:DELIVERED', type: 'sinch.event_delivery' },
  'conversation-start': {
    id: `CONVERSATION_START:${conversation}`,
    type: 'conversation.created',
    conversationId: conversation,
    channel: 'WHATSAPP',
  },
  'conversation-stop': { type: 'conversation.closed', conversationId: conversation },
  'conversation-delete': { type: 'sinch.conversation_delete', conversationId: conversation },
  'contact-create': { id: 'CONTACT_CREATE:01HCONT0000000000000000000', type: 'contact.created' },
  'contact-update': { id: 'CONTACT_UPDATE:digest', type: 'contact.updated' },
  'contact-delete': { type: 'contact.deleted' },
  'contact-merge': { id: 'CONTACT_MERGE:digest', type: 'sinch.contact_merge' },
  'contact-identities-duplication': { type: 'sinch.contact_identities_duplication' },
  capability: { type: 'sinch.capability', channel: 'RCS', identity: '46701234567', status: 'CAPABILITY_FULL' },
  'opt-in': { type: 'contact.subscribed', ...sms },
  'opt-in-failed': { type: 'sinch.opt_in', failure: { code: undefined, reason: 'No such number' } },
  'opt-out': { type: 'contact.unsubscribed', ...sms },
  'channel-event': { type: 'sinch.channel_event', channel: 'WHATSAPP', identity: undefined },
  unsupported: { id: 'UNSUPPORTED:01HUNSUP000000000000000000', type: 'sinch.unsupported', channel: 'MESSENGER' },
  'smart-conversation': { type: 'sinch.smart_conversation', messageId: inbound, ...sms },
  'message-redaction': { type: 'sinch.message_inbound_smart_conversation_redaction', text: 'My name is {PERSON}' },
  record: { type: 'sinch.record_notification', ...whatsapp },
  'batch-status': { id: 'BATCH_STATUS_UPDATE:b1:BATCH_STATUS_PROCESSED', type: 'sinch.batch_status_update' },
  'unknown-key': { id: 'future_notification:digest', type: 'sinch.future_notification' },
};

describe('a callback of Sinch', () => {
  for (const [name, expected] of Object.entries(cases)) {
    it(`is told in common words: ${name}`, () => {
      const body = read(name);
      const event = decode(body);
      for (const [field, value] of Object.entries(expected)) {
        should(event?.[field as keyof IncomingEvent]).eql(value, `${field} of ${name}`);
      }
      should(event?.at).match(/^2026-01-01T00:00:0/);
      should(event?.body).equal(body);
    });
  }

  it('has a case here for every file, and a file for every trigger', () => {
    const files = callbackNames();
    files.toSorted().should.eql(Object.keys(cases).toSorted());
    const keys = new Set(files.flatMap((file) => Object.keys(read(file))));
    TRIGGERS.filter(({ key }) => !keys.has(key)).should.eql([]);
  });

  it('is of a type that its trigger is said to bring', () => {
    for (const name of Object.keys(cases)) {
      const body = read(name);
      const known = TRIGGERS.find(({ key }) => body[key]);
      if (known) should(known.events).containEql(decode(body)?.type);
    }
  });

  it('has media as attachments, in the form of Sinch', () => {
    should(decode(read('message-inbound-media'))?.attachments).eql([
      { url: 'https://example.com/a.jpg', thumbnail_url: '', filename_override: 'a.jpg' },
    ]);
  });

  it('is told of each channel that a message is tried on', () => {
    const on = (channel: string) => {
      const body = read('message-delivery-switching');
      body.message_delivery_report.channel_identity.channel = channel;
      return decode(body)?.id;
    };
    should(on('WHATSAPP')).not.equal(on('RCS'));
  });

  it('tells a receipt with a state that nobody knows under its own name', () => {
    for (const status of ['SOMETHING_NEW', 'constructor', '', undefined, 7]) {
      const body = read('message-delivery-read');
      body.message_delivery_report.status = status;
      should(decode(body)?.type).equal('sinch.message_delivery');
    }
  });

  it('is nothing where nothing happened', () => {
    const { app_id, project_id } = read('message-inbound-text');
    should(decode({})).equal(undefined);
    should(decode({ app_id, project_id, message_metadata: 'x', future: 'text' })).equal(undefined);
  });

  it('never throws, whatever the fields hold', () => {
    const keys = TRIGGERS.map(({ key }) => key);
    const field = fc.constantFrom(
      'id',
      'message_id',
      'status',
      'channel_identity',
      'contact_message',
      'contact_message_event',
      'reason',
      'conversation',
      'contact',
    );
    const payload = fc.oneof(fc.jsonValue(), fc.dictionary(field, fc.jsonValue()));
    fc.assert(
      fc.property(fc.constantFrom(...keys), payload, (key, value) => {
        const event = decode({ [key]: value });
        if (!event) return;
        event.type.should.match(/^[a-z]+\.[a-z_]+$/);
        event.id.length.should.be.above(0);
        for (const text of [event.conversationId, event.messageId, event.channel, event.identity, event.inReplyTo]) {
          if (text !== undefined) should(text).be.a.String();
        }
      }),
    );
  });
});
