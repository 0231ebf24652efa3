import 'should';
import { sandbox } from '../../nodes/runtime/sandbox-host';
import { eventually } from '../support/eventually';
import { inject, registered, startFlow, stopFlow, type TestMessage, usualFlow } from '../support/flow';

const ON_FLOW = { z: 'flow', x: 0, y: 0 };
const SINCH = { provider: 'sinch' };
const SMS = { channel: 'SMS', identity: '+15555550199' };

function sinchFlow(send: object = {}, receive: object = {}) {
  return [
    ...usualFlow(send, SINCH),
    { id: 'receive', type: 'conversation-receive', ...ON_FLOW, account: 'account', wires: [['got']], ...receive },
    { id: 'got', type: 'helper', ...ON_FLOW },
  ];
}

type FlowTaps = Awaited<ReturnType<typeof startFlow>>;
const tap = (taps: FlowTaps, name: 'ok' | 'bad' | 'got') => taps[name] as FlowTaps[string];

/** Texts on the phone that is reached at an address, oldest first. */
async function textsAt(identity: string): Promise<(string | null)[]> {
  const { world } = await sandbox();
  const [conversation] = await conversationsAt(identity);
  return conversation ? world.messages.of(conversation.id).map(({ text }) => text) : [];
}

async function conversationsAt(identity: string) {
  const { world } = await sandbox();
  const plain = (value: string | undefined) => value?.replace(/^\+/, '');
  return [...world.directory.conversations.values()].filter(
    ({ addressId }) => plain(world.directory.address(addressId)?.value) === plain(identity),
  );
}

describe('an account of Sinch in the sandbox', () => {
  afterEach(stopFlow);

  it('sends an SMS to an address', async () => {
    const taps = await startFlow(sinchFlow({ recipient: JSON.stringify(SMS), recipientType: 'address' }));
    inject({ payload: 'Your parcel is here.' });
    const msg = await tap(taps, 'ok').first();
    msg.should.match({ statusCode: 200, receipt: { provider: 'sinch', attempts: 1 } });
    msg.payload.should.have.property('message_id', msg.receipt.messageId);
    (await textsAt(SMS.identity)).should.deepEqual(['Your parcel is here.']);
  });

  it('takes the recipient from a message, in whatever form it is there', async () => {
    const taps = await startFlow(sinchFlow({ recipient: 'to', recipientType: 'msg' }));
    inject({ payload: 'one', to: SMS });
    inject({ payload: 'two', to: [SMS, { channel: 'WHATSAPP', identity: '15555550199' }] });
    await tap(taps, 'ok').received(2);
    (await textsAt(SMS.identity)).should.deepEqual(['one', 'two']);
  });

  it('says what to do about a conversation id, which Sinch cannot be sent', async () => {
    const taps = await startFlow(sinchFlow());
    inject({ payload: 'Hello', conversationId: 'conv-ada' });
    (await tap(taps, 'bad').first()).error.should.match({
      code: 'ERR_RECIPIENT_UNSUPPORTED',
      attempts: 0,
      hint: /address|recipient/,
    });
  });

  it('refuses an option beyond its limit before any request', async () => {
    const options = [{ name: 'message_metadata', value: 'x'.repeat(1025), type: 'str' }];
    const taps = await startFlow(sinchFlow({ recipient: JSON.stringify(SMS), recipientType: 'address', options }));
    inject({ payload: 'Hello' });
    (await tap(taps, 'bad').first()).error.should.match({ code: 'ERR_OPTION', attempts: 0 });
  });

  it('is an echo bot with one wire, as with the other provider', async () => {
    const taps = await startFlow(sinchFlow({}, { wires: [['send', 'got']] }));
    const { world } = await sandbox();
    await startConversation(taps);
    const [conversation] = await conversationsAt(SMS.identity);
    world.reply(String(conversation?.id), 'echo');
    const got = await tap(taps, 'got').first();
    got.should.match({ payload: 'echo', event: 'message.received', provider: 'sinch', channel: 'SMS' });
    await tap(taps, 'ok').received(2);
    (await textsAt(SMS.identity)).slice(-2).should.deepEqual(['echo', 'echo']);
  });

  it('does not answer the person who wrote where the flow has chosen another conversation', async () => {
    const taps = await startFlow(sinchFlow());
    const written = { payload: 'Internal', recipient: { ...SMS, answers: 'conversation of the person' } };
    inject({ ...written, conversationId: 'conversation of the team' });
    (await tap(taps, 'bad').first()).error.should.match({ code: 'ERR_RECIPIENT_UNSUPPORTED', attempts: 0 });
    inject({ ...written, payload: 'Hello', conversationId: 'conversation of the person' });
    await tap(taps, 'ok').first();
    (await textsAt(SMS.identity)).should.deepEqual(['Hello']);
  });

  it('does not take a recipient that the flow has set itself for another name of a conversation', async () => {
    const taps = await startFlow(sinchFlow());
    inject({ payload: 'Internal', recipient: SMS, conversationId: 'conversation of the team' });
    (await tap(taps, 'bad').first()).error.should.match({ code: 'ERR_RECIPIENT_UNSUPPORTED', attempts: 0 });
  });

  it('waits for the answer', async () => {
    const taps = await startFlow(sinchFlow({ recipient: 'to', recipientType: 'msg', waitFor: 'reply' }));
    await registered();
    inject({ payload: 'Well?', to: SMS });
    await eventually(async () => (await textsAt(SMS.identity)).includes('Well?'));
    const [conversation] = await conversationsAt(SMS.identity);
    (await sandbox()).world.reply(String(conversation?.id), 'Yes');
    (await tap(taps, 'ok').first()).payload.should.equal('Yes');
  });

  async function startConversation(taps: FlowTaps): Promise<TestMessage> {
    await registered();
    inject({ payload: 'Hello', recipient: SMS });
    return tap(taps, 'ok').first();
  }
});
