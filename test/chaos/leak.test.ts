import should from 'should';
import { onTab } from '../support/chaos';
import { debugMessages } from '../support/debug-message';
import { DEVELOPMENT_NODE_RED, linkedUserFolder } from '../support/linked-user-folder';
import { type FlowNode, RealNodeRed } from '../support/real-node-red';
import type { TapRecord } from '../support/tape';

const REDEPLOYS = 500;
const MB = 1024 * 1024;
const READ_LIMIT_MS = 60_000;

/** More than the sandbox keeps of the latest requests and of the latest webhooks: from then on neither grows. */
const FILL = 1_100;

const FILLING = `for (let i = 0; i < ${FILL}; i++) node.send({ payload: 'fill', conversationId: 'conv-ada', round: -1 });`;

const SENT_BY_ROUND = [
  { p: 'payload', v: 'Hello', vt: 'str' },
  { p: 'conversationId', v: 'conv-ada', vt: 'str' },
];

/** Sends at the start of its life and waits for what becomes of it, so that every deploy opens what a deploy can open. */
function leakFlow(round: number): FlowNode[] {
  const on = onTab('leak-tab');
  return [
    { id: 'leak-tab', type: 'tab', label: `round ${round}` },
    {
      id: 'leak-account',
      type: 'conversation-account',
      environment: 'sandbox',
      provider: 'sendseven',
      rateLimit: 100_000,
      ratePeriod: 1,
    },
    on('leak-inject', 'inject', {
      props: [...SENT_BY_ROUND, { p: 'round', v: String(round), vt: 'num' }],
      repeat: '',
      once: true,
      onceDelay: 0,
      wires: [['leak-send', 'leak-wait']],
    }),
    on('leak-send', 'conversation-send', { account: 'leak-account', wires: [[], []] }),
    on('leak-wait', 'conversation-send', { account: 'leak-account', waitFor: 'read', wires: [['leak-read'], []] }),
    on('leak-read', 'debug', { active: true, tosidebar: true, complete: 'round', targetType: 'msg' }),
    on('leak-receive', 'conversation-receive', {
      account: 'leak-account',
      events: ['message.received', 'message.delivered', 'message.read'],
      wires: [[]],
    }),
    on('leak-fill', 'inject', { props: [], repeat: '', once: false, wires: [['leak-filling']] }),
    on('leak-filling', 'function', { func: FILLING, outputs: 1, wires: [['leak-wait']] }),
  ];
}

describe(`${REDEPLOYS} redeploys`, function () {
  this.timeout(300_000);
  let nodeRed: RealNodeRed;
  let folder: Awaited<ReturnType<typeof linkedUserFolder>>;
  let round = 0;

  before(async () => {
    folder = await linkedUserFolder();
    nodeRed = await RealNodeRed.start(DEVELOPMENT_NODE_RED, folder.path);
  });

  after(async () => {
    await nodeRed?.stop();
    await folder?.remove();
  });

  async function redeploy(times: number): Promise<void> {
    const last = round + times;
    while (round < last) {
      round++;
      nodeRed.tape.forget();
      await nodeRed.deploy(leakFlow(round), round % 3 === 0 ? 'full' : 'nodes');
    }
    await hasRead(round, 1);
  }

  /** Waits until messages of a round have been read, which is the end of their life. */
  async function hasRead(which: number, count: number): Promise<void> {
    const what = `messages of round ${which} were read`;
    const enough = (records: readonly TapRecord[]) => {
      const read = debugMessages(records).filter(({ id, msg }) => id === 'leak-read' && Number(msg) === which);
      return read.length >= count ? read : undefined;
    };
    await nodeRed.tape.until(what, enough, { limitMs: READ_LIMIT_MS });
  }

  it('leave handles, listeners, nodes, endpoints and memory flat', async () => {
    await redeploy(1);
    await nodeRed.press('leak-fill');
    await hasRead(-1, FILL);
    await redeploy(50);
    const before = await nodeRed.measure();
    await redeploy(REDEPLOYS);
    const after = await nodeRed.measure();
    should(after.listeners).equal(before.listeners);
    should(after.nodes).equal(before.nodes);
    should(after.instances).eql(before.instances);
    should(after.handles - before.handles).be.belowOrEqual(5);
    // The sandbox keeps every message, about a kilobyte each.
    should((after.heap - before.heap) / MB).be.below(2);
  });
});
