import fc from 'fast-check';
import should from 'should';
import type { OutgoingMessage, Recipient } from '../../../src/model/message';
import { encodeHeaders, encodeMessage } from '../../../src/provider/sendseven/encode';
import { USER_AGENT } from '../../../src/provider/user-agent';
import { failureOf } from '../support/failure-of';

const to = (recipient: Recipient, text = 'Hello', options?: OutgoingMessage['options']) => ({
  recipient,
  content: { kind: 'text', text } as const,
  idempotencyKey: 'key-1',
  options,
});
const message = (conversationId: string, text: string, options?: OutgoingMessage['options']) =>
  to({ kind: 'conversation', conversationId }, text, options);
const account = { provider: 'sendseven', token: 't', baseUrl: 'https://h', requestTimeoutMs: 1 } as const;

describe('a message in the words of SendSeven', () => {
  it('is a reply in a conversation, and nothing else', () => {
    encodeMessage(message('conv-ada', 'Hello')).should.deepEqual({
      conversation_id: 'conv-ada',
      text: 'Hello',
      message_type: 'text',
    });
  });

  for (const [recipient, addressing] of [
    [{ kind: 'contactMethod', contactMethodId: 'm1' }, { contact_method_id: 'm1' }],
    [{ kind: 'contact', contactId: 'c1' }, { contact_id: 'c1' }],
    [
      { kind: 'contact', contactId: 'c1', channelId: 'ch1' },
      { contact_id: 'c1', channel_id: 'ch1' },
    ],
    [
      { kind: 'address', channel: 'ch1', identity: '+4670' },
      { to: '+4670', channel_id: 'ch1' },
    ],
  ] as const) {
    it(`goes to a recipient by ${Object.keys(addressing).join(' and ')}`, () => {
      encodeMessage(to(recipient)).should.deepEqual({ ...addressing, text: 'Hello', message_type: 'text' });
    });
  }

  it('cannot go to several addresses', async () => {
    const addresses = [{ channel: 'ch1', identity: '+4670' }];
    const failure = await failureOf(() => encodeMessage(to({ kind: 'addresses', addresses })));
    failure.should.containEql({ code: 'ERR_RECIPIENT_UNSUPPORTED', kind: 'input' });
  });

  it('has the options that SendSeven knows', () => {
    const options = {
      subject: 's'.repeat(998),
      reply_to_message_id: 'm1',
      include_signature: 'false',
      sender_id: 's1',
      message_traffic_type: 'transaction',
      content_format: 'markdown',
      meta: { order: 7 },
    };
    encodeMessage(message('c', 'Hello', options)).should.deepEqual({
      ...options,
      conversation_id: 'c',
      text: 'Hello',
      message_type: 'text',
      include_signature: false,
      message_traffic_type: 'TRANSACTION',
    });
  });

  for (const [name, value] of [
    ['subject', 's'.repeat(999)],
    ['include_signature', 'perhaps'],
    ['message_traffic_type', 'SPAM'],
    ['content_format', 'html'],
    ['meta', 'text'],
    ['conversation_id', 'another'],
    ['text', 'another'],
    ['ttl', 10],
  ] as const) {
    it(`does not have the option ${name} ${value.toString().slice(0, 20)}`, async () => {
      const failure = await failureOf(() => encodeMessage(message('c', 'Hello', { [name]: value })));
      failure.should.containEql({ code: 'ERR_OPTION', kind: 'input' });
    });
  }

  it('keeps id and text as they are, whatever they hold', () => {
    const any = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(any, any, (id, text) => {
        should(encodeMessage(message(id, text))).containEql({ conversation_id: id, text });
      }),
    );
  });
});

describe('the headers of every request', () => {
  it('hold the token, what is understood, and who asks', () => {
    encodeHeaders(account).should.deepEqual({
      Authorization: 'Bearer t',
      Accept: 'application/json',
      'User-Agent': USER_AGENT,
    });
  });

  it('hold the tenant where the account has one', () => {
    encodeHeaders({ ...account, tenantId: 'tenant-1' }).should.containEql({ 'X-Tenant-ID': 'tenant-1' });
    encodeHeaders({ ...account, tenantId: '' }).should.not.have.property('X-Tenant-ID');
  });
});
