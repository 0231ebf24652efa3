import 'should';
import { encodeMessage as toSendSeven } from '../../src/provider/sendseven/encode';
import { decodeAcceptance } from '../../src/provider/sinch/decode';
import { encodeMessage as toSinch } from '../../src/provider/sinch/encode';
import { aMessage } from '../support/delivery-entries';
import { type MockWire, wireOf } from './child/mock-wire';
import { termsOf } from './child/providers';

const text = '17 Your parcel is on its way.';
const read = (wire: MockWire, body: unknown) => wire.read(JSON.stringify(body));

/** What a flow's function node makes for the http request node. */
function requested(provider: 'sendseven' | 'sinch'): unknown {
  const make = new Function('number', 'conversationId', 'text', `return ${termsOf(provider).requesting};`);
  return make(17, 'somebody', text).payload;
}

describe('the mock server', () => {
  const sendSeven = wireOf('/api/v1/messages');
  const sinch = wireOf('/api/v1/v1/projects/p/messages:send');

  it('finds the same message in what either contender sends to SendSeven', () => {
    const expected = { conversation: 'somebody', text };
    read(sendSeven, toSendSeven(aMessage('somebody', text))).should.deepEqual(expected);
    read(sendSeven, requested('sendseven')).should.deepEqual(expected);
  });

  it('finds the same message in what either contender sends to Sinch', () => {
    const expected = { conversation: 'somebody', text };
    const recipient = { kind: 'address', channel: 'SMS', identity: 'somebody' } as const;
    read(sinch, toSinch({ ...aMessage('', text), recipient }, 'app')).should.deepEqual(expected);
    read(sinch, requested('sinch')).should.deepEqual(expected);
  });

  it('answers in a form that is understood as acceptance', () => {
    const body = sinch.accepted('somebody', text);
    const { messageId } = decodeAcceptance({ status: sinch.status, headers: {}, body }, 0);
    String(messageId).should.match(/^[\da-f-]{36}$/);
  });
});
