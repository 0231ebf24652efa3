import fc from 'fast-check';
import { encodeHeaders, encodeMessage } from '../../../src/provider/sendseven/encode';
import { USER_AGENT } from '../../../src/provider/user-agent';

const message = (conversationId: string, text: string) => ({
  recipient: { kind: 'conversation', conversationId } as const,
  content: { kind: 'text', text } as const,
  idempotencyKey: 'key-1',
});
const account = { provider: 'sendseven', token: 't', baseUrl: 'https://h', requestTimeoutMs: 1 } as const;

describe('a message in the words of SendSeven', () => {
  it('is a reply in a conversation, and nothing else', () => {
    encodeMessage(message('conv-ada', 'Hello')).should.deepEqual({
      conversation_id: 'conv-ada',
      text: 'Hello',
      message_type: 'text',
    });
  });

  it('keeps id and text as they are, whatever they hold', () => {
    const any = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(any, any, (id, text) => {
        encodeMessage(message(id, text)).should.containEql({ conversation_id: id, text });
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
