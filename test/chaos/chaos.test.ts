import should from 'should';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { burstFlow, DEPLOYS, taken } from '../support/chaos';
import { DEVELOPMENT_NODE_RED, linkedUserFolder } from '../support/linked-user-folder';
import { type FlowNode, RealNodeRed } from '../support/real-node-red';

const MESSAGES = 2_000;
const CONVERSATIONS = 50;

/** Messages of each conversation carry their number, so that order and number can be seen where they arrive. */
const BURST = `for (let i = 0; i < ${MESSAGES}; i++) {
  node.send({ payload: String(i), conversationId: 'chaos-' + (i % ${CONVERSATIONS}) });
}`;

const COUNT = `const counts = flow.get('counts') || { ok: 0, bad: 0 };
counts[msg.error ? 'bad' : 'ok']++;
flow.set('counts', counts);
if (counts.ok + counts.bad === ${MESSAGES}) return { payload: counts };`;

function chaosFlow({ sendseven: { baseUrl, token } }: Sandbox, round: number): FlowNode[] {
  const account = { provider: 'sendseven', rateLimit: 1_000_000, ratePeriod: 1, credentials: { baseUrl, token } };
  return burstFlow({ round, account, burst: BURST, note: COUNT });
}

describe('2,000 messages to 50 conversations through a faulty server, with five redeploys', function () {
  this.timeout(180_000);
  let server: Sandbox;
  let nodeRed: RealNodeRed;
  let folder: Awaited<ReturnType<typeof linkedUserFolder>>;

  before(async () => {
    server = await startSandbox({ record: MESSAGES * 3 });
    for (let i = 0; i < CONVERSATIONS; i++)
      server.world.introduce({ name: `Person ${i}`, conversationId: `chaos-${i}` });
    server.faults.add({ match: { method: 'POST' }, action: { kind: 'delay', ms: 5 } });
    server.faults.add({ match: { method: 'POST' }, probability: 0.1, action: { kind: 'status', status: 500 } });
    server.faults.add({ match: { method: 'POST' }, probability: 0.025, when: 'before', action: { kind: 'reset' } });
    server.faults.add({ match: { method: 'POST' }, probability: 0.025, when: 'after', action: { kind: 'reset' } });
    folder = await linkedUserFolder();
    nodeRed = await RealNodeRed.start(DEVELOPMENT_NODE_RED, folder.path, { SYNC_DELIVERY: 'true' });
  });

  after(async () => {
    await nodeRed?.stop();
    await server?.close();
    await folder?.remove();
  });

  it('brings each conversation its messages once and in order, and each message one outcome', async () => {
    await nodeRed.deploy(chaosFlow(server, 0));
    await nodeRed.press('chaos-inject');
    for (const [round, type] of DEPLOYS.entries()) {
      await taken(server, (round + 1) * 250);
      await nodeRed.deploy(chaosFlow(server, round + 1), type);
    }
    const [result] = await nodeRed.debugOf('chaos-debug', 1, 120_000);
    should(result?.msg).eql({ ok: MESSAGES, bad: 0 });
    for (let i = 0; i < CONVERSATIONS; i++) {
      const expected = Array.from({ length: MESSAGES / CONVERSATIONS }, (_, n) => String(n * CONVERSATIONS + i));
      should(server.world.messages.of(`chaos-${i}`).map(({ text }) => text)).eql(expected);
    }
  });
});
