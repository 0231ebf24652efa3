import fc from 'fast-check';
import should from 'should';
import { DeliveryError } from '../../src/model/failure';
import { parseRecipient, type RecipientForm } from '../../src/model/parse-recipient';
import { refusalOf } from './support/refusal';

const sms = { channel: 'SMS', identity: '+46701234567' };
const whatsapp = { channel: 'WHATSAPP', identity: '46701234567' };

const refusal = (value: unknown, form?: RecipientForm) => refusalOf('input', () => parseRecipient(value, form));

describe('a recipient', () => {
  for (const [what, value, recipient] of [
    ['a text is a conversation', ' conv-1 ', { kind: 'conversation', conversationId: 'conv-1' }],
    ['a whole number is a conversation', 42, { kind: 'conversation', conversationId: '42' }],
    ['{conversationId}', { conversationId: 'conv-1' }, { kind: 'conversation', conversationId: 'conv-1' }],
    ['{contactId}', { contactId: 'c1' }, { kind: 'contact', contactId: 'c1' }],
    [
      '{contactId, channelId}',
      { contactId: 'c1', channelId: 'ch1' },
      { kind: 'contact', contactId: 'c1', channelId: 'ch1' },
    ],
    ['{contactMethodId}', { contactMethodId: 'm1' }, { kind: 'contactMethod', contactMethodId: 'm1' }],
    ['{channel, identity}', sms, { kind: 'address', ...sms }],
    ['{to, channelId}', { to: '+4670', channelId: 'ch1' }, { kind: 'address', channel: 'ch1', identity: '+4670' }],
    [
      'a phone number as a number',
      { channel: 'SMS', identity: 46701 },
      { kind: 'address', channel: 'SMS', identity: '46701' },
    ],
    ['a list of addresses', [whatsapp, sms], { kind: 'addresses', addresses: [whatsapp, sms] }],
    ['keys without a value', { conversationId: '', contactId: null, ...sms }, { kind: 'address', ...sms }],
    ['other keys beside it', { ...sms, name: 'Ada' }, { kind: 'address', ...sms }],
  ] as const) {
    it(`is known: ${what}`, () => {
      should(parseRecipient(value)).deepEqual(recipient);
    });
  }

  it('is what the form says, where a text stands alone', () => {
    parseRecipient('x', 'conversation').should.deepEqual({ kind: 'conversation', conversationId: 'x' });
    parseRecipient(7, 'contact').should.deepEqual({ kind: 'contact', contactId: '7' });
    parseRecipient('x', 'contactMethod').should.deepEqual({ kind: 'contactMethod', contactMethodId: 'x' });
  });

  it('may be written as JSON where only an object will do', () => {
    parseRecipient(JSON.stringify(sms), 'address').should.deepEqual({ kind: 'address', ...sms });
    parseRecipient(JSON.stringify([sms]), 'addresses').should.deepEqual({ kind: 'addresses', addresses: [sms] });
    parseRecipient('{"conversationId":"x"}').should.containEql({ conversationId: '{"conversationId":"x"}' });
  });

  it('is a list of one where a list is wanted and one address is given', () => {
    parseRecipient(sms, 'addresses').should.deepEqual({ kind: 'addresses', addresses: [sms] });
  });

  for (const nothing of [undefined, null, '', '  ']) {
    it(`is missing when it is ${JSON.stringify(nothing)}, whatever form is wanted`, () => {
      for (const form of [undefined, 'conversation', 'contact', 'contactMethod', 'address', 'addresses'] as const) {
        refusal(nothing, form).code.should.equal('ERR_CONVERSATION_MISSING');
      }
    });
  }

  for (const [what, value, form] of [
    ['an empty object', {}, undefined],
    ['an unknown key', { contactID: 'c' }, undefined],
    ['a channel without an identity', { channel: 'SMS' }, undefined],
    ['an empty list', [], undefined],
    ['a list of texts', ['+4670'], undefined],
    ['a list in a list', [[sms]], undefined],
    ['a list with something else', [sms, { contactId: 'c' }], undefined],
    ['a buffer', Buffer.from('x'), undefined],
    ['another form', { contactId: 'c' }, 'address'],
    ['a text', '+46701', 'address'],
    ['JSON that is none', '{sms', 'address'],
    ['a fraction', 1.5, 'contact'],
    ['a list', [sms], 'address'],
  ] as const) {
    it(`is refused: ${what}${form ? ` as ${form}` : ''}`, () => {
      const failure = refusal(value, form);
      failure.code.should.equal('ERR_RECIPIENT');
      failure.cause.hint.should.match(/^Set it to .*\.$/);
      JSON.stringify(failure.cause).should.not.containEql('4670"');
    });
  }

  it('is refused where it names two ways at once', () => {
    for (const value of [
      { conversationId: 'x', contactId: 'c' },
      { conversationId: 'x', ...sms },
      { contactId: 'c', to: '+4670', channelId: 'ch' },
      { contactMethodId: 'm', contactId: 'c' },
    ]) {
      const failure = refusal(value);
      failure.code.should.equal('ERR_RECIPIENT');
      failure.message.should.match(/more than one way/);
    }
  });

  it('keeps the code that flows know for what cannot be a conversation', () => {
    for (const value of [true, {}, []]) refusal(value, 'conversation').code.should.equal('ERR_CONVERSATION_TYPE');
    refusal(true).code.should.equal('ERR_CONVERSATION_TYPE');
  });

  it('is known or refused with a reason, whatever a flow holds', () => {
    const form = fc.constantFrom(undefined, 'conversation', 'contact', 'contactMethod', 'address', 'addresses');
    const key = fc.constantFrom(
      'conversationId',
      'contactId',
      'channelId',
      'contactMethodId',
      'channel',
      'identity',
      'to',
    );
    const value = fc.oneof(fc.anything(), fc.dictionary(key, fc.anything()), fc.array(fc.dictionary(key, fc.string())));
    fc.assert(
      fc.property(value, form as fc.Arbitrary<RecipientForm | undefined>, (given, wanted) => {
        try {
          const recipient = parseRecipient(given, wanted);
          if (wanted) recipient.kind.should.equal(wanted);
          JSON.stringify(recipient).should.not.containEql('""');
        } catch (error) {
          should(error).be.instanceOf(DeliveryError);
        }
      }),
    );
  });
});
