import fc from 'fast-check';
import should from 'should';
import { decodeEvent } from '../../../src/provider/sendseven/decode-event';
import { anEnvelope, aReceived, liveMessage } from '../support/sendseven-events';

function decode(body: object) {
  const event = decodeEvent(body as Record<string, unknown>, () => 'made-up');
  if (!event) throw new Error('It was expected to be an event.');
  return event;
}

const outbound = { ...liveMessage, direction: 'outbound', from_id: null, to_id: '15555550100', text: 'Hello' };

describe('a message that was received', () => {
  it('is told in common words, with what SendSeven said beside it', () => {
    const body = aReceived();
    should(decode(body)).eql({
      id: 'evt-1',
      type: 'message.received',
      at: '2026-09-16T05:26:15Z',
      conversationId: 'conv-ada',
      messageId: 'msg-1',
      channel: 'whatsapp',
      direction: 'inbound',
      inReplyTo: undefined,
      identity: '15555550100',
      text: 'Grüße 👋',
      attachments: undefined,
      reply: undefined,
      status: undefined,
      failure: undefined,
      message: body.data && (body.data as { message: unknown }).message,
      contact: { id: 'contact-ada', name: 'Ada' },
      conversation: { id: 'conv-ada', status: 'open' },
      body,
    });
  });

  it('names the message that it answers', () => {
    should(decode(aReceived({ reply_to_id: 'msg-0' })).inReplyTo).equal('msg-0');
  });

  it('may be an image without a word', () => {
    const image = { id: 'att-1', type: 'image', url: 'https://example.com/1', source: 'platform' };
    const event = decode(aReceived({ text: null, message_type: 'image', attachments: [image] }));
    should(event.text).be.undefined();
    should(event.attachments).eql([image]);
  });

  for (const [form, message] of [
    ['meta.button', { meta: { button: { id: 'yes', text: 'Yes, please' } } }],
    ['an attachment', { attachments: [{ type: 'button_reply', button_id: 'yes', button_title: 'Yes, please' }] }],
    [
      'interactive.list_reply',
      { interactive: { type: 'list_reply', list_reply: { id: 'yes', title: 'Yes, please' } } },
    ],
    [
      'interactive.button_reply',
      { interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes, please' } } },
    ],
  ] as const) {
    it(`tells what was chosen, from ${form}`, () => {
      const event = decode(aReceived({ message_type: 'interactive', ...message }));
      should(event.reply).eql({ id: 'yes', title: 'Yes, please' });
      should(event.attachments).be.undefined();
    });
  }

  it('takes a choice that lacks its id or its title, and looks on where there is neither', () => {
    should(decode(aReceived({ meta: { button: { text: 'Yes' } } })).reply).eql({ id: undefined, title: 'Yes' });
    const message = { meta: { button: {} }, interactive: { list_reply: null, button_reply: { id: 7 } } };
    should(decode(aReceived(message)).reply).eql({ id: '7', title: undefined });
  });

  it('keeps files apart from what was chosen', () => {
    const file = { id: 'att-1', type: 'image' };
    const attachments = [{ type: 'button_reply', button_id: 'yes' }, file, null, 'x'];
    const event = decode(aReceived({ attachments }));
    should(event.attachments).eql([file]);
    should(event.reply).eql({ id: 'yes', title: undefined });
  });

  it('is inbound by its name where nothing else says so', () => {
    should(decode(aReceived({ direction: undefined })).direction).equal('inbound');
    should(decode(aReceived({ direction: 'outbound' })).direction).equal('outbound');
  });
});

describe('a receipt', () => {
  for (const status of ['sent', 'delivered', 'read']) {
    it(`tells that a message of ours is ${status}`, () => {
      const event = decode(anEnvelope(`message.${status}`, { message: { ...outbound, status } }));
      event.should.containEql({ direction: 'outbound', status, messageId: 'msg-1', identity: '15555550100' });
      should(event.failure).be.undefined();
    });
  }

  it('is understood by its name where the message says little', () => {
    const event = decode(anEnvelope('message.delivered', { message: { id: 'msg-1' } }));
    event.should.containEql({ direction: 'outbound', status: 'delivered', messageId: 'msg-1' });
  });

  it('of a failure tells code and reason, the code as a text', () => {
    const failed = (message: object, data: object = {}) =>
      decode(anEnvelope('message.failed', { message: { ...outbound, status: 'failed', ...message }, ...data })).failure;
    should(failed({ meta: { error: 'Outside the window', error_code: '131047' } })).eql({
      code: '131047',
      reason: 'Outside the window',
    });
    should(failed({ meta: { error: 'x', error_code: 131047 } })).eql({ code: '131047', reason: 'x' });
    should(failed({ error_message: 'x' })).eql({ code: undefined, reason: 'x' });
    should(failed({ meta: null }, { error: { message: 'x', code: 5 } })).eql({ code: '5', reason: 'x' });
    should(failed({ meta: 'x' })).eql({ code: undefined, reason: undefined });
  });
});

describe('another event', () => {
  it('passes through, whatever its type', () => {
    const event = decode(anEnvelope('team_chat.message.created', { room: 1 }));
    event.should.containEql({ id: 'evt-1', type: 'team_chat.message.created' });
    should(event.body).eql(anEnvelope('team_chat.message.created', { room: 1 }));
    should(event.direction).be.undefined();
  });

  it('tells its conversation where there is one', () => {
    const idOf = (data: object) => decode(anEnvelope('conversation.closed', data)).conversationId;
    should(idOf({ conversation: { id: 'conv-1' } })).equal('conv-1');
    should(idOf({ conversation_id: 'conv-2' })).equal('conv-2');
    should(idOf({})).be.undefined();
  });

  it('tells the channel that changed', () => {
    should(decode(anEnvelope('channel.updated', { channel: { platform: 'telegram' } })).channel).equal('telegram');
  });

  it('that is a reaction is by the one who reacts, and not what the message says', () => {
    const reaction = { emoji: '👍', action: 'added', from_id: '15555550100' };
    const event = decode(anEnvelope('message.reaction', { reaction, message: outbound }));
    event.should.containEql({ messageId: 'msg-1', identity: '15555550100', text: '👍', conversationId: 'conv-ada' });
    should(event.direction).be.undefined();
    should(event.status).be.undefined();
  });

  it('without an id gets one', () => {
    should(decode({ type: 'x' }).id).equal('made-up');
    should(decode({ type: 'x', id: {} }).id).equal('made-up');
  });

  it('never fails over what is in it, and tells only what it should be', () => {
    const names = Object.keys({ ...liveMessage, interactive: 1, type: 1 });
    const anything = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...names), fc.jsonValue()));
    const types = fc.constantFrom('message.received', 'message.failed', 'message.reaction', 'x');
    const data = fc.dictionary(
      fc.constantFrom('message', 'conversation', 'contact', 'channel', 'reaction', 'error', 'conversation_id'),
      anything,
    );
    fc.assert(
      fc.property(types, fc.oneof(data, fc.jsonValue()), fc.jsonValue(), (type, given, id) => {
        const event = decode({ type, id, created_at: id, data: given });
        for (const name of [
          'id',
          'at',
          'conversationId',
          'messageId',
          'channel',
          'identity',
          'text',
          'status',
        ] as const) {
          should(event[name] ?? '').be.a.String();
        }
        should(event.id).not.equal('');
        (event.attachments ?? []).every((item) => typeof item === 'object' && item !== null).should.be.true();
      }),
    );
  });
});
