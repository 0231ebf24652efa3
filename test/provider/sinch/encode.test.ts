import fc from 'fast-check';
import should from 'should';
import type { DeliveryError } from '../../../src/model/failure';
import type { Recipient } from '../../../src/model/message';
import { CHANNELS } from '../../../src/provider/sinch/channels';
import { basicAuthorization, checkMessage, encodeMessage } from '../../../src/provider/sinch/encode';
import { failureOf } from '../support/failure-of';
import { toSinch } from '../support/sinch-server';

const encode = (recipient: Recipient, options?: Record<string, unknown>) =>
  encodeMessage(toSinch(recipient, options), 'APP');

const refusal = (recipient: Recipient, options?: Record<string, unknown>): Promise<DeliveryError> =>
  failureOf(() => checkMessage(toSinch(recipient, options)));

const phone = { identity: '+46701234567' };

describe('a message in the words of Sinch', () => {
  it('goes to a contact', () => {
    should(encode({ kind: 'contact', contactId: 'C1' }).recipient).deepEqual({ contact_id: 'C1' });
  });

  for (const channel of [...CHANNELS, 'SOMETHING_NEW']) {
    it(`goes to an address on ${channel}`, () => {
      should(encode({ kind: 'address', channel: channel.toLowerCase(), ...phone }).recipient).deepEqual({
        identified_by: { channel_identities: [{ channel, ...phone }] },
      });
    });
  }

  it('goes to several addresses, the preferred first', () => {
    const addresses = [
      { channel: 'WHATSAPP', identity: '46701234567' },
      { channel: 'SMS', ...phone },
    ];
    should(encode({ kind: 'addresses', addresses }).recipient).deepEqual({
      identified_by: { channel_identities: addresses },
    });
  });

  it('says what to use instead of Viber, which is gone', async () => {
    const failure = await refusal({ kind: 'address', channel: 'VIBER', ...phone });
    failure.code.should.equal('ERR_RECIPIENT');
    failure.message.should.match(/VIBERBM/);
    const order = await refusal({ kind: 'contact', contactId: 'c' }, { channel_priority_order: ['VIBER'] });
    order.code.should.equal('ERR_OPTION');
    order.message.should.match(/VIBERBM/);
  });

  for (const channel of ['CHANNEL_UNSPECIFIED', 'S M S', '46701', 'ä']) {
    it(`does not go to the channel "${channel}"`, async () => {
      (await refusal({ kind: 'address', channel, ...phone })).code.should.equal('ERR_RECIPIENT');
    });
  }

  for (const [recipient, hint] of [
    [{ kind: 'conversation', conversationId: 'c' }, /msg\.recipient of a receive node/],
    [{ kind: 'contactMethod', contactMethodId: 'm' }, /address of the person/],
    [{ kind: 'contact', contactId: 'c', channelId: 'ch' }, /channel_priority_order/],
  ] as const) {
    it(`cannot go to ${Object.keys(recipient).slice(1).join(' and ')}, and says what can`, async () => {
      const failure = await refusal(recipient);
      failure.should.containEql({ code: 'ERR_RECIPIENT_UNSUPPORTED', kind: 'input' });
      failure.cause.hint.should.match(hint);
    });
  }

  it('cannot go to a contact where no contacts are kept', async () => {
    const failure = await refusal({ kind: 'contact', contactId: 'c' }, { processing_strategy: 'DISPATCH_ONLY' });
    failure.code.should.equal('ERR_RECIPIENT_UNSUPPORTED');
  });

  it('carries its idempotency key for receipts, unless the flow has something else for them', () => {
    should(encode({ kind: 'contact', contactId: 'c' }).message_metadata).equal('key-1');
    should(encode({ kind: 'contact', contactId: 'c' }, { message_metadata: 'order 7' }).message_metadata).equal(
      'order 7',
    );
    should(encode({ kind: 'contact', contactId: 'c' }, { message_metadata: '' }).message_metadata).equal('key-1');
  });

  it('keeps the text and the address as they are, whatever they hold', () => {
    const any = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(any, any, (identity, text) => {
        const message = {
          ...toSinch({ kind: 'address', channel: 'SMS', identity }),
          content: { kind: 'text', text } as const,
        };
        encodeMessage(message, 'APP').should.containEql({
          message: { text_message: { text } },
          recipient: { identified_by: { channel_identities: [{ channel: 'SMS', identity }] } },
        });
      }),
    );
  });
});

describe('the key of Sinch as it travels', () => {
  it('is what HTTP calls Basic', () => {
    basicAuthorization({ keyId: 'Aladdin', keySecret: 'open sesame' }).should.equal(
      'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
    );
  });
});
