import should from 'should';
import { sandbox } from '../../nodes/runtime/sandbox-host';
import { eventually } from '../support/eventually';
import { deploy, inject, registered, startFlow, stopFlow, type TestMessage, textsIn, usualFlow } from '../support/flow';

const ON_FLOW = { z: 'flow', x: 0, y: 0 };

/** The usual flow, with a receive node whose messages go to the tap `got`, or elsewhere. */
function dialogueFlow(send: object = {}, receive: object = {}) {
  return [
    ...usualFlow(send),
    { id: 'receive', type: 'conversation-receive', ...ON_FLOW, account: 'account', wires: [['got']], ...receive },
    { id: 'got', type: 'helper', ...ON_FLOW },
  ];
}

type FlowTaps = Awaited<ReturnType<typeof startFlow>>;
type TapName = 'ok' | 'bad' | 'got' | 'completed';
const tap = (taps: FlowTaps, name: TapName) => taps[name] as FlowTaps[string];
const texts = (messages: TestMessage[]) => messages.map(({ payload }) => payload);

describe('a dialogue in the sandbox', () => {
  afterEach(stopFlow);

  it('emits what is written on the phone, without anything to set up', async () => {
    const taps = await startFlow(dialogueFlow());
    await registered();
    (await sandbox()).world.reply('conv-ada', 'Is anybody there?');
    (await tap(taps, 'got').first()).should.match({ payload: 'Is anybody there?', conversationId: 'conv-ada' });
  });

  it('is an echo bot with one wire from receive to send', async () => {
    const taps = await startFlow(dialogueFlow({}, { wires: [['send']] }));
    await registered();
    const { world } = await sandbox();
    world.reply('conv-ada', 'echo');
    await tap(taps, 'ok').first();
    world.reply('conv-grace', 'another');
    await tap(taps, 'ok').received(2);
    (await textsIn('conv-ada')).slice(-2).should.deepEqual(['echo', 'echo']);
    (await textsIn('conv-grace')).slice(-2).should.deepEqual(['another', 'another']);
  });

  describe('waiting', () => {
    it('leaves nothing of an earlier event beside the answer', async () => {
      const taps = await startFlow(dialogueFlow({ waitFor: 'reply', waitTimeout: '60' }));
      await registered();
      const earlier = {
        attachments: [{ url: 'old' }],
        awaited: false,
        rawBody: Buffer.from('old'),
        reply: { id: 'old' },
      };
      inject({ payload: 'And now?', conversationId: 'conv-ada', ...earlier });
      await eventually(async () => (await textsIn('conv-ada')).includes('And now?'));
      (await sandbox()).world.reply('conv-ada', 'Nothing');
      const msg = await tap(taps, 'ok').first();
      msg.payload.should.equal('Nothing');
      for (const name of Object.keys(earlier)) should(msg[name]).equal(undefined, name);
    });

    it('brings the answer to the first output, with the response beside it', async () => {
      const taps = await startFlow(dialogueFlow({ waitFor: 'reply', waitTimeout: '60' }));
      await registered();
      inject({ payload: 'Shall we come?', conversationId: 'conv-ada', orderId: 7 });
      await eventually(async () => (await textsIn('conv-ada')).includes('Shall we come?'));
      tap(taps, 'ok').messages.should.be.empty();
      (await sandbox()).world.reply('conv-ada', 'Yes please');
      (await tap(taps, 'ok').first()).should.match({
        payload: 'Yes please',
        text: 'Yes please',
        orderId: 7,
        event: 'message.received',
        conversationId: 'conv-ada',
        statusCode: 201,
        response: { status: 'pending' },
        receipt: { provider: 'sendseven', attempts: 1 },
      });
      (await tap(taps, 'completed').received(1)).should.have.length(1);
      (await tap(taps, 'got').first()).awaited.should.equal(true);
    });

    it('brings the response once the message is delivered', async () => {
      const taps = await startFlow(dialogueFlow({ waitFor: 'delivered' }));
      await registered();
      inject({ payload: 'Hello', conversationId: 'conv-ada' });
      const msg = await tap(taps, 'ok').first();
      msg.event.should.match(/^message\.(delivered|read)$/);
      msg.payload.should.have.property('id', msg.receipt.messageId);
    });

    it('brings a message that fails on its way to the error output, with its receipt', async () => {
      const taps = await startFlow(dialogueFlow({ waitFor: 'delivered' }));
      await registered();
      inject({ payload: 'Hello', conversationId: 'conv-unreachable' });
      const msg = await tap(taps, 'bad').first();
      msg.should.match({ payload: 'Hello', error: { code: 'ERR_MESSAGE_FAILED' }, receipt: { attempts: 1 } });
    });

    it('brings a message whose answer does not come in time to the error output', async () => {
      const taps = await startFlow(dialogueFlow({ waitFor: 'reply', waitTimeout: '1' }));
      await registered();
      inject({ payload: 'Anybody?', conversationId: 'conv-ada' });
      const msg = await tap(taps, 'bad').first();
      msg.should.match({
        payload: 'Anybody?',
        error: { code: 'ERR_WAIT_TIMEOUT', retryable: false },
        receipt: { provider: 'sendseven' },
      });
    });

    it('goes on over a redeploy, and the answer comes out of the new node', async () => {
      const taps = await startFlow(dialogueFlow({ waitFor: 'reply' }));
      await registered();
      inject({ payload: 'Well?', conversationId: 'conv-ada' });
      await eventually(async () => (await textsIn('conv-ada')).includes('Well?'));
      await deploy(dialogueFlow({ waitFor: 'reply', name: 'renamed' }), 'full');
      (await sandbox()).world.reply('conv-ada', 'Here I am');
      texts(await tap(taps, 'ok').received(1)).should.deepEqual(['Here I am']);
    });

    it('refuses at once where the account cannot receive', async () => {
      const flow = usualFlow({ waitFor: 'reply' }, { environment: 'live' });
      const taps = await startFlow(flow, { account: { token: 's7_api_x', baseUrl: 'http://127.0.0.1:9' } });
      inject({ payload: 'Well?', conversationId: 'conv-ada' });
      (await tap(taps, 'bad').first()).error.code.should.equal('ERR_NO_WEBHOOK');
    });

    it('refuses what cannot be waited for', async () => {
      const taps = await startFlow(dialogueFlow({ waitFor: 'sunset' }));
      inject({ payload: 'Well?', conversationId: 'conv-ada' });
      (await tap(taps, 'bad').first()).error.code.should.equal('ERR_WAIT');
    });
  });
});
