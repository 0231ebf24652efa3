import 'should';
import { deploy, httpNodeUrl, startFlow, stopFlow, type Taps } from '../support/flow';
import { deliverEvent, eventBody, WEBHOOK_SECRET } from '../support/signed-event';

const ON_FLOW = { z: 'flow', x: 0, y: 0 };
const CREDENTIALS = { account: { token: 's7_api_test', baseUrl: 'http://127.0.0.1:9', webhookSecret: WEBHOOK_SECRET } };

/** A live account whose endpoint was registered by hand, a receive node, and a tap behind it. */
function receivingFlow(receive: object = {}, account: object = {}) {
  return [
    { id: 'flow', type: 'tab', label: 'test' },
    { id: 'account', type: 'conversation-account', provider: 'sendseven', environment: 'live', ...account },
    { id: 'receive', type: 'conversation-receive', ...ON_FLOW, account: 'account', wires: [['got']], ...receive },
    { id: 'got', type: 'helper', ...ON_FLOW },
    { id: 'catch', type: 'catch', ...ON_FLOW, scope: null, uncaught: false, wires: [['caught']] },
    { id: 'caught', type: 'helper', ...ON_FLOW },
  ];
}

/** Delivers to the account's endpoint, or to another path. */
const deliver = async (event: object, path = '/conversations/account', secret = WEBHOOK_SECRET) =>
  deliverEvent(`${await httpNodeUrl()}${path}`, event, secret);
const received = (taps: Taps) => taps.got as Taps[string];

const httpIn = require('@node-red/nodes/core/network/21-httpin.js');

describe('conversation-receive', () => {
  afterEach(stopFlow);

  it('emits what somebody wrote, with whom it came from', async () => {
    const taps = await startFlow(receivingFlow(), CREDENTIALS);
    (await deliver(eventBody({ id: 'evt_1' }))).should.equal(200);
    const msg = await received(taps).first();
    msg.should.match({
      payload: 'Hello',
      conversationId: 'conv-ada',
      recipient: { conversationId: 'conv-ada' },
      event: 'message.received',
      eventId: 'evt_1',
      provider: 'sendseven',
      channel: 'whatsapp',
      message: { id: 'msg-1', text: 'Hello' },
      contact: { name: 'Ada' },
      conversation: { status: 'open' },
      awaited: false,
    });
    msg.should.not.have.property('rawBody');
  });

  it('drops an event that it has had, whatever the delivery id', async () => {
    const taps = await startFlow(receivingFlow(), CREDENTIALS);
    const event = eventBody({ id: 'evt_twice' });
    (await deliver(event)).should.equal(200);
    (await deliver(event)).should.equal(200);
    await deliver(eventBody({ message: { text: 'after' } }));
    (await received(taps).received(2)).map(({ payload }) => payload).should.deepEqual(['Hello', 'after']);
  });

  it('refuses what is signed with another secret, and tells nobody why', async () => {
    const taps = await startFlow(receivingFlow(), CREDENTIALS);
    (await deliver(eventBody(), undefined, 'f'.repeat(64))).should.equal(401);
    await deliver(eventBody({ message: { text: 'genuine' } }));
    (await received(taps).first()).payload.should.equal('genuine');
  });

  it('refuses everything while the account has no secret', async () => {
    await startFlow(receivingFlow(), { account: { ...CREDENTIALS.account, webhookSecret: '' } });
    (await deliver(eventBody())).should.equal(401);
  });

  it('takes unsigned events where the account says so', async () => {
    const taps = await startFlow(receivingFlow({}, { acceptUnsigned: true }), { account: { token: 's7_api_test' } });
    const body = JSON.stringify(eventBody());
    const headers = { 'content-type': 'application/json' };
    (
      await fetch(`${await httpNodeUrl()}/conversations/account`, { method: 'POST', headers, body })
    ).status.should.equal(200);
    (await received(taps).first()).payload.should.equal('Hello');
  });

  it('listens at the path that the account names', async () => {
    const taps = await startFlow(receivingFlow({}, { webhookPath: 'hooks/support/' }), CREDENTIALS);
    (await deliver(eventBody())).should.equal(404);
    (await deliver(eventBody(), '/hooks/support')).should.equal(200);
    (await received(taps).first()).payload.should.equal('Hello');
  });

  it('leaves other addresses to other nodes', async () => {
    const flow = [
      ...receivingFlow(),
      { id: 'in', type: 'http in', ...ON_FLOW, url: '/conversations/other', method: 'post', wires: [['got']] },
    ];
    const taps = await startFlow(flow, CREDENTIALS, [httpIn]);
    (await deliver(eventBody(), '/conversations/unknown')).should.equal(404);
    void deliver(eventBody({ id: 'evt_other' }), '/conversations/other').catch(() => {});
    (await received(taps).first()).payload.id.should.equal('evt_other');
  });

  describe('filters', () => {
    /** Delivers some events and then one that passes for sure; answers what came out. */
    async function passing(receive: object, messages: object[]): Promise<unknown[]> {
      const taps = await startFlow(receivingFlow(receive), CREDENTIALS);
      for (const message of messages) await deliver(eventBody({ message }));
      const last = { text: 'the last one', platform: 'sms', conversation_id: 'conv-last' };
      await deploy(receivingFlow(), 'nodes', CREDENTIALS);
      await deliver(eventBody({ message: last }));
      const tap = received(taps);
      for (let count = 1; ; count++) {
        const all = await tap.received(count);
        const texts = all.map(({ payload }) => payload);
        if (texts.at(-1) === last.text) return texts.slice(0, -1);
      }
    }

    it('lets through a channel, whatever its case', async () => {
      const messages = [{ text: 'a', platform: 'telegram' }, { text: 'b' }];
      (await passing({ filterChannel: 'WhatsApp', filterChannelType: 'str' }, messages)).should.deepEqual(['b']);
    });

    it('lets through a conversation', async () => {
      const messages = [{ text: 'a', conversation_id: 'conv-grace' }, { text: 'b' }];
      const filter = { filterConversation: 'conv-grace', filterConversationType: 'str' };
      (await passing(filter, messages)).should.deepEqual(['a']);
    });

    for (const [filter, texts] of [
      [{ filterConversation: '["conv-alan", "conv-grace"]', filterConversationType: 'jsonata' }, ['a']],
      [{ filterConversation: 'event = "message.received"', filterConversationType: 'jsonata' }, ['a', 'b']],
      [{ filterChannel: '["sms", "WhatsApp"]', filterChannelType: 'jsonata' }, ['a', 'b']],
    ] as const) {
      it(`lets through what an expression names, or says itself: ${Object.values(filter)[0]}`, async () => {
        const messages = [{ text: 'a', conversation_id: 'conv-grace' }, { text: 'b' }];
        (await passing(filter, messages)).should.deepEqual(texts);
      });
    }

    it('does not mind a space around a conversation that was pasted', async () => {
      const messages = [{ text: 'a', conversation_id: 'conv-grace' }, { text: 'b' }];
      const filter = { filterConversation: ' conv-grace ', filterConversationType: 'str' };
      (await passing(filter, messages)).should.deepEqual(['a']);
    });

    it('lets through a text that contains another', async () => {
      const messages = [{ text: 'no' }, { text: 'Please HELP me' }];
      (await passing({ filterText: 'help', filterTextType: 'str' }, messages)).should.deepEqual(['Please HELP me']);
    });

    it('lets through a text that fits a regular expression', async () => {
      const messages = [{ text: 'yes' }, { text: 'yesterday' }, { text: 'YES' }];
      (await passing({ filterText: '/^yes$/i', filterTextType: 're' }, messages)).should.deepEqual(['yes', 'YES']);
    });

    it('lets through what an expression says', async () => {
      const messages = [{ text: 'short' }, { text: 'rather long' }];
      const filter = { filterText: '$length(payload) > 6', filterTextType: 'jsonata' };
      (await passing(filter, messages)).should.deepEqual(['rather long']);
    });

    it('never lets through what the flow itself has sent', async () => {
      (await passing({}, [{ text: 'mine', direction: 'outbound' }, { text: 'theirs' }])).should.deepEqual(['theirs']);
    });
  });

  it('emits only the types of events that it names', async () => {
    const taps = await startFlow(receivingFlow({ events: ['message.delivered', 'my.own'] }), CREDENTIALS);
    await deliver(eventBody());
    await deliver(eventBody({ type: 'message.delivered', message: { direction: 'outbound' } }));
    await deliver(eventBody({ type: 'my.own', data: { answer: 42 } }));
    const [delivered, own] = await received(taps).received(2);
    delivered?.event.should.equal('message.delivered');
    delivered?.direction.should.equal('outbound');
    delivered?.status.should.equal('delivered');
    own?.payload.should.deepEqual({ answer: 42 });
  });

  it('never has as payload what our own side wrote, so that nobody answers himself', async () => {
    const taps = await startFlow(receivingFlow({ events: ['message.sent'] }), CREDENTIALS);
    await deliver(eventBody({ type: 'message.sent', message: { direction: 'outbound', text: 'echo' } }));
    const msg = await received(taps).first();
    msg.payload.should.be.an.Object();
    msg.text.should.equal('echo');
  });

  it('has the chosen title as payload where the answer has an empty text', async () => {
    const taps = await startFlow(receivingFlow(), CREDENTIALS);
    const interactive = { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes, please' } };
    await deliver(eventBody({ message: { text: '', interactive } }));
    const msg = await received(taps).first();
    msg.reply.should.deepEqual({ id: 'yes', title: 'Yes, please' });
    msg.payload.should.equal('Yes, please');
  });

  it('brings a wrong filter to Catch nodes, with the message', async () => {
    const filter = { filterText: '(', filterTextType: 're' };
    const taps = await startFlow(receivingFlow(filter), CREDENTIALS);
    await deliver(eventBody());
    (await (taps.caught as Taps[string]).first()).should.match({ payload: 'Hello', error: { code: 'ERR_EXPRESSION' } });
  });

  it('hands on the raw body where it is asked to, byte for byte', async () => {
    const taps = await startFlow(receivingFlow({ rawBody: true }), CREDENTIALS);
    const event = eventBody({ message: { text: 'Grüße 👋' } });
    await deliver(event);
    const { rawBody } = await received(taps).first();
    rawBody.should.be.instanceof(Buffer);
    rawBody.toString().should.equal(JSON.stringify(event));
  });

  it('gives every receive node a message of its own', async () => {
    const second = { id: 'second', type: 'conversation-receive', ...ON_FLOW, account: 'account', wires: [['got']] };
    const taps = await startFlow([...receivingFlow(), second], CREDENTIALS);
    await deliver(eventBody());
    const [one, other] = await received(taps).received(2);
    one?.message.should.deepEqual(other?.message);
    one?.message.should.not.equal(other?.message);
  });

  for (const type of ['full', 'flows', 'nodes'] as const) {
    it(`emits each event once after a redeploy (${type})`, async () => {
      const taps = await startFlow(receivingFlow(), CREDENTIALS);
      for (let round = 0; round < 3; round++)
        await deploy(receivingFlow({ name: `round ${round}` }), type, CREDENTIALS);
      await deliver(eventBody({ message: { text: 'one' } }));
      await deliver(eventBody({ message: { text: 'two' } }));
      (await received(taps).received(2)).map(({ payload }) => payload).should.deepEqual(['one', 'two']);
    });
  }

  it('says 404 once the account is gone', async () => {
    // Not the account of the other tests: the helper forgets the credentials of a node that was removed for good.
    const [tab, account, ...rest] = receivingFlow({ account: 'leaving' });
    const leaving = { ...account, id: 'leaving' } as (typeof rest)[number];
    await startFlow([tab as typeof leaving, leaving, ...rest], { leaving: CREDENTIALS.account });
    (await deliver(eventBody(), '/conversations/leaving')).should.equal(200);
    await deploy([tab as typeof leaving, ...rest]);
    (await deliver(eventBody(), '/conversations/leaving')).should.equal(404);
  });

  it('says 404 once the subflow that the account is in is used nowhere', async () => {
    const flow = (...instances: { id: string; type: string; z: string; x: number; y: number }[]) => [
      { id: 'flow', type: 'tab', label: 'test' },
      { id: 'sub', type: 'subflow', name: 'sub', in: [], out: [] },
      {
        id: 'inside',
        type: 'conversation-account',
        z: 'sub',
        provider: 'sendseven',
        environment: 'live',
        webhookPath: '/hooks/inside',
      },
      { id: 'receive', type: 'conversation-receive', ...ON_FLOW, z: 'sub', account: 'inside', wires: [[]] },
      ...instances,
    ];
    const credentials = { inside: CREDENTIALS.account };
    await startFlow(flow({ id: 'instance', type: 'subflow:sub', ...ON_FLOW }), credentials);
    (await deliver(eventBody(), '/hooks/inside')).should.equal(200);
    await deploy(flow(), 'full', credentials);
    (await deliver(eventBody(), '/hooks/inside')).should.equal(404);
  });
});
