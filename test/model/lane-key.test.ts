import fc from 'fast-check';
import should from 'should';
import { laneKey } from '../../src/model/lane-key';
import type { Recipient } from '../../src/model/message';

const id = fc.constantFrom('a', 'b', 'contact a', '["a","b"]', 'address ["a","b"]');
const address = fc.record({ channel: id, identity: id });
const recipient: fc.Arbitrary<Recipient> = fc.oneof(
  id.map((conversationId) => ({ kind: 'conversation', conversationId }) as const),
  id.map((contactId) => ({ kind: 'contact', contactId }) as const),
  id.map((contactMethodId) => ({ kind: 'contactMethod', contactMethodId }) as const),
  address.map((one) => ({ kind: 'address', ...one }) as const),
);

describe('the lane of a message', () => {
  it('is another one for every other recipient, whatever the ids look like', () => {
    fc.assert(
      fc.property(recipient, recipient, (one, other) => {
        should(laneKey(one) === laneKey(other)).equal(JSON.stringify(one) === JSON.stringify(other));
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same for a phone number with and without its plus', () => {
    const at = (identity: string) => laneKey({ kind: 'address', channel: 'SMS', identity });
    at('+46701').should.equal(at('46701'));
    at('46701').should.not.equal(at('46702'));
  });

  it('is the same for a channel in capitals or not, which go to the same phone', () => {
    const on = (channel: string) => laneKey({ kind: 'address', channel, identity: '46701' });
    on('sms').should.equal(on('SMS'));
    on('sms').should.not.equal(on('rcs'));
  });

  it('is that of the preferred address, where there are several', () => {
    const preferred = { channel: 'WHATSAPP', identity: '46701' };
    laneKey({ kind: 'addresses', addresses: [preferred, { channel: 'SMS', identity: '46701' }] }).should.equal(
      laneKey({ kind: 'address', ...preferred }),
    );
  });

  it('is the same for a contact on whichever channel', () => {
    laneKey({ kind: 'contact', contactId: 'c', channelId: '1' }).should.equal(
      laneKey({ kind: 'contact', contactId: 'c' }),
    );
  });
});
