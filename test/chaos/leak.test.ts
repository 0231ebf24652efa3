import should from 'should';
import { DEVELOPMENT_NODE_RED, linkedUserFolder } from '../support/linked-user-folder';
import { type FlowNode, RealNodeRed } from '../support/real-node-red';

const REDEPLOYS = 500;
const MB = 1024 * 1024;

/** Sends at the start of its life, so that every deploy opens what a deploy can open. */
function leakFlow(round: number): FlowNode[] {
  const on = (id: string, type: string, more: object) => ({ id, type, z: 'leak-tab', x: 0, y: 0, ...more });
  return [
    { id: 'leak-tab', type: 'tab', label: `round ${round}` },
    {
      id: 'leak-account',
      type: 'conversation-account',
      environment: 'sandbox',
      provider: 'sendseven',
      rateLimit: 1000,
      ratePeriod: 1,
    },
    on('leak-inject', 'inject', {
      props: [{ p: 'payload' }, { p: 'conversationId', v: 'conv-ada', vt: 'str' }],
      payload: `round ${round}`,
      payloadType: 'str',
      repeat: '',
      once: true,
      onceDelay: 0,
      wires: [['leak-send']],
    }),
    on('leak-send', 'conversation-send', { account: 'leak-account', wires: [[], []] }),
  ];
}

describe(`${REDEPLOYS} redeploys`, function () {
  this.timeout(300_000);
  let nodeRed: RealNodeRed;
  let folder: Awaited<ReturnType<typeof linkedUserFolder>>;

  before(async () => {
    folder = await linkedUserFolder();
    nodeRed = await RealNodeRed.start(DEVELOPMENT_NODE_RED, folder.path);
  });

  after(async () => {
    await nodeRed?.stop();
    await folder?.remove();
  });

  async function redeploy(times: number): Promise<void> {
    for (let round = 0; round < times; round++) {
      await nodeRed.deploy(leakFlow(round), round % 3 === 0 ? 'full' : 'nodes');
      nodeRed.tape.forget();
    }
  }

  it('leave handles, listeners and memory flat', async () => {
    await redeploy(50);
    const before = await nodeRed.measure();
    await redeploy(REDEPLOYS);
    const after = await nodeRed.measure();
    should(after.listeners).equal(before.listeners);
    should(after.handles - before.handles).be.belowOrEqual(5);
    // The sandbox keeps the messages and the latest thousand requests, some kilobytes for each redeploy.
    should((after.heap - before.heap) / MB).be.below(8);
  });
});
