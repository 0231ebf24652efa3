import should from 'should';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { onTab } from '../support/chaos';
import { eventually } from '../support/eventually';
import { DEVELOPMENT_NODE_RED, linkedUserFolder } from '../support/linked-user-folder';
import { type DeployType, type FlowNode, RealNodeRed } from '../support/real-node-red';

const MESSAGES = 12;
/** So many go out at once, and no more before the test is over. */
const LIMIT = 5;
const BURST = `for (let i = 0; i < ${MESSAGES}; i++) node.send({ payload: String(i), conversationId: 'conv-ada' });`;

/** A node that is not installed: Node-RED closes what a deploy has changed, and starts nothing. */
const MISSING = [
  { id: 'stop-other-tab', type: 'tab', label: 'other' },
  onTab('stop-other-tab')('stop-missing', 'of-a-package-that-is-not-installed', { wires: [] }),
];

function burstFlow({ sendseven: { baseUrl, token } }: Sandbox, send: object = {}): FlowNode[] {
  const on = onTab('stop-tab');
  const account = { environment: 'live', rateLimit: LIMIT, ratePeriod: 3600, credentials: { baseUrl, token } };
  return [
    { id: 'stop-tab', type: 'tab', label: 'stop' },
    { id: 'stop-account', type: 'conversation-account', provider: 'sendseven', ...account },
    on('stop-inject', 'inject', { props: [], repeat: '', once: false, wires: [['stop-burst']] }),
    on('stop-burst', 'function', { func: BURST, outputs: 1, wires: [['stop-send']] }),
    on('stop-send', 'conversation-send', { account: 'stop-account', wires: [['stop-ok'], []], ...send }),
    on('stop-ok', 'debug', { active: true, tosidebar: true, complete: 'payload', targetType: 'msg' }),
  ];
}

describe('stopping Node-RED after a deploy that could not start', function () {
  this.timeout(90_000);
  let server: Sandbox;
  let folder: Awaited<ReturnType<typeof linkedUserFolder>>;
  let nodeRed: RealNodeRed;

  beforeEach(async () => {
    server = await startSandbox();
    folder = await linkedUserFolder();
    nodeRed = await RealNodeRed.start(DEVELOPMENT_NODE_RED, folder.path);
    await nodeRed.deploy(burstFlow(server));
    await nodeRed.press('stop-inject');
    await nodeRed.debugOf('stop-ok', LIMIT);
  });

  afterEach(async () => {
    await nodeRed?.stop();
    await server?.close();
    await folder?.remove();
  });

  async function deployMissing(type: DeployType, send: object = {}): Promise<void> {
    // A node whose credentials come along counts as changed.
    const kept = burstFlow(server, send).map(({ credentials: _, ...node }) => node);
    const response = await nodeRed.admin('flows', {
      method: 'POST',
      body: [...kept, ...MISSING],
      headers: { 'Node-RED-Deployment-Type': type },
    });
    should(response.ok).be.true();
    await nodeRed.tape.until('it misses a node', (records) =>
      records.find((it) => it.kind === 'log' && it.text.includes('of-a-package-that-is-not-installed')),
    );
  }

  /** What the package warns of until the end; what a process printed last may come after its end. */
  async function warned(count: number): Promise<string[]> {
    const lines = () => nodeRed.printed.match(/(?<=\[warn\] \[node-red-contrib-conversations\] ).*(?=\n)/g) ?? [];
    await nodeRed.stop();
    await eventually(() => lines().length >= count);
    return lines();
  }

  it('says how many messages it loses when no node is left to wait for them', async () => {
    await deployMissing('full');
    should(await warned(1)).eql(['Node-RED stops, and no node is left to wait: 7 messages may not have been sent.']);
  });

  it('waits for the account, and counts what it does not send, when that was left running', async () => {
    await deployMissing('nodes');
    should(await warned(1)).eql(['Node-RED stops: 7 messages were not sent.']);
  });

  it('says of a send node that was closed that outcomes were for it, when the account was left running', async () => {
    await deployMissing('nodes', { name: 'renamed' });
    should(await warned(2)).eql([
      '7 outcomes of the removed node stop-send had no one to go to.',
      'Node-RED stops: 7 messages were not sent.',
    ]);
  });
});
