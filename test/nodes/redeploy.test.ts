import should from 'should';
import { sandbox } from '../../nodes/runtime/sandbox-host';
import { deploy, helper, inject, startFlow, stopFlow, textsIn, usualFlow } from '../support/flow';

const MANY = 60;
const texts = Array.from({ length: MANY }, (_, i) => `message ${i}`);

describe('a redeploy in the middle of a burst', () => {
  afterEach(stopFlow);

  async function burst(account: object = {}) {
    const taps = await startFlow(usualFlow({}, { rateLimit: 100_000, ratePeriod: 1, ...account }));
    const { faults } = await sandbox();
    faults.add({ action: { kind: 'delay', ms: 5 } });
    for (const payload of texts) inject({ payload, conversationId: 'conv-ada' });
    await taps.ok?.received(5);
    return taps;
  }

  for (const type of ['full', 'flows', 'nodes'] as const) {
    it(`loses, doubles and reorders nothing (${type})`, async () => {
      const taps = await burst();
      await deploy(usualFlow({ name: 'renamed' }, { rateLimit: 100_000, ratePeriod: 1, name: 'renamed' }), type);
      const sent = await taps.ok?.received(MANY);
      should(sent?.map(({ payload }) => payload.text)).eql(texts);
      should((await textsIn('conv-ada')).filter((text) => text.startsWith('message'))).eql(texts);
      should(taps.bad?.messages).be.empty();
    });
  }

  it('brings the outcomes to a send node inside a subflow, which has another id after every deploy', async () => {
    const inSubflow = (round: number) => [
      ...usualFlow({}, { rateLimit: 100_000, ratePeriod: 1 }).filter(({ id }) => id !== 'send' && id !== 'complete'),
      {
        id: 'sub',
        type: 'subflow',
        name: `round ${round}`,
        in: [{ wires: [{ id: 'inner' }] }],
        out: [{ wires: [{ id: 'inner', port: 0 }] }],
      },
      { id: 'inner', type: 'conversation-send', z: 'sub', x: 0, y: 0, account: 'account', wires: [[], []] },
      { id: 'send', type: 'subflow:sub', z: 'flow', x: 0, y: 0, wires: [['ok']] },
    ];
    const taps = await startFlow(inSubflow(0));
    const { faults } = await sandbox();
    faults.add({ action: { kind: 'delay', ms: 5 } });
    for (const payload of texts) inject({ payload, conversationId: 'conv-ada' });
    await taps.ok?.received(5);
    await deploy(inSubflow(1));
    const sent = await taps.ok?.received(MANY);
    should(sent?.map(({ payload }) => payload.text)).eql(texts);
  });

  it('brings the outcomes to a send node that was moved to another flow', async () => {
    const taps = await burst();
    const moved = usualFlow({}, { rateLimit: 100_000, ratePeriod: 1 }).map((node) =>
      node.z === 'flow' ? { ...node, z: 'other' } : node,
    );
    await deploy([...moved, { id: 'other', type: 'tab', label: 'other' }]);
    const sent = await taps.ok?.received(MANY);
    should(sent?.map(({ payload }) => payload.text)).eql(texts);
  });

  it('goes on where the account was moved into one flow', async () => {
    const taps = await burst();
    await deploy(usualFlow({}, { rateLimit: 100_000, ratePeriod: 1, z: 'flow' }));
    const sent = await taps.ok?.received(MANY);
    should(sent?.map(({ payload }) => payload.text)).eql(texts);
  });

  it('lets changed settings take effect for what is still queued', async () => {
    const taps = await burst();
    await deploy(usualFlow({}, { environment: 'live' }), 'full', { account: {} });
    await taps.bad?.received(1);
    const total = () => (taps.ok?.messages.length ?? 0) + (taps.bad?.messages.length ?? 0);
    while (total() < MANY) await taps.bad?.received((taps.bad?.messages.length ?? 0) + 1);
    should(taps.bad?.messages.map(({ error }) => error.code)).matchEach('ERR_ACCOUNT_INCOMPLETE');
  });

  it('hands the queue of a removed account to the error outputs', async () => {
    const taps = await burst();
    await deploy(usualFlow({}, { d: true }), 'full');
    const sent = () => taps.ok?.messages.length ?? 0;
    await taps.bad?.received(MANY - sent() - 1);
    const codes = new Set(taps.bad?.messages.map(({ error }) => error.code));
    should([...codes]).eql(['ERR_ACCOUNT_REMOVED']);
  });

  for (const [how, place] of [
    ['deleted', undefined],
    ['disabled', { d: true }],
  ] as const) {
    it(`sends on for an account whose token it shares with one in a subflow whose instance is ${how}`, async () => {
      const limit = { rateLimit: 100_000, ratePeriod: 1 };
      const on = { z: 'sub', x: 0, y: 0 };
      const withSubflow = (instance: object | undefined) => [
        ...usualFlow({}, limit),
        { id: 'sub', type: 'subflow', name: 'sub', in: [{ wires: [{ id: 'inner' }] }], out: [] },
        { id: 'own', type: 'conversation-account', z: 'sub', provider: 'sendseven', environment: 'sandbox', ...limit },
        { id: 'inner', type: 'conversation-send', ...on, account: 'own', wires: [[], []] },
        ...(instance ? [{ id: 'instance', type: 'subflow:sub', z: 'flow', x: 0, y: 0, wires: [], ...instance }] : []),
      ];
      const taps = await startFlow(withSubflow({}));
      const { faults } = await sandbox();
      faults.add({ action: { kind: 'delay', ms: 5 } });
      for (const payload of texts) inject({ payload, conversationId: 'conv-ada' }, 'instance');
      inject({ payload: 'to Grace', conversationId: 'conv-grace' });
      await taps.ok?.first();
      await deploy(withSubflow(place), 'full');
      inject({ payload: 'to Grace again', conversationId: 'conv-grace' });
      should((await taps.ok?.received(2))?.map(({ payload }) => payload.text)).eql(['to Grace', 'to Grace again']);
      should((await textsIn('conv-ada')).filter((text) => text.startsWith('message')).length).be.below(MANY);
    });
  }

  it('says in one line how many outcomes had no one to go to', async () => {
    await burst();
    const warn = helper.log();
    await deploy(
      usualFlow({ d: true }, { rateLimit: 100_000, ratePeriod: 1 }).filter(({ id }) => id !== 'complete'),
      'full',
    );
    const lines = () =>
      warn.args.map(([entry]) => String((entry as { msg: unknown }).msg)).filter((msg) => /no one to go to/.test(msg));
    while ((await textsIn('conv-ada')).filter((text) => text.startsWith('message')).length < MANY);
    while (lines().length === 0) await new Promise((resolve) => setImmediate(resolve));
    should(lines()).have.length(1);
    should(lines()[0]).match(/\d+ outcomes of the removed node send/);
  });
});
