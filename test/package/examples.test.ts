import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import should from 'should';
import { type FlowNode, RealNodeRed } from '../support/real-node-red';
import { EXPECTATIONS, type Expectation } from './expectations';
import { LINES, programOf } from './harness/lines';
import { needsRegistry } from './harness/needs-registry';
import { MANIFEST, ROOT, userFolder } from './harness/tarball';
import { tryOut } from './harness/try-out';

const FOLDER = join(ROOT, 'examples');
const FILES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.json'))
  .sort();

/** The least that must work, whatever the examples are. */
const SHORTEST: FlowNode[] = [
  { id: 'tab', type: 'tab', label: 'shortest' },
  { id: 'account', type: 'conversation-account', name: '', provider: 'sendseven', environment: 'sandbox' },
  {
    id: 'press',
    type: 'inject',
    z: 'tab',
    x: 100,
    y: 100,
    name: 'Send',
    props: [{ p: 'payload' }, { p: 'conversationId', v: 'conv-ada', vt: 'str' }],
    payload: 'Your parcel is on its way.',
    payloadType: 'str',
    wires: [['send']],
  },
  { id: 'send', type: 'conversation-send', z: 'tab', x: 300, y: 100, account: 'account', wires: [['show'], []] },
  {
    id: 'show',
    type: 'debug',
    z: 'tab',
    x: 500,
    y: 100,
    name: 'response',
    active: true,
    tosidebar: true,
    complete: 'true',
    targetType: 'full',
    wires: [],
  },
];
const SHORTEST_DOES: Expectation = {
  steps: ['Send'],
  shown: {
    response: [{ statusCode: 201, conversationId: 'conv-ada', receipt: { provider: 'sendseven', attempts: 1 } }],
  },
  phone: { 'conv-ada': ['Your parcel is on its way.'] },
};

describe('The examples', () => {
  it('are all tried out below', () => {
    Object.keys(EXPECTATIONS).sort().should.eql(FILES);
  });
});

for (const line of LINES) {
  describe(`The package, installed in ${line.title}`, function () {
    this.timeout('10m');
    let nodeRed: RealNodeRed;

    before('install and start', async function () {
      const program = await needsRegistry(this, () => programOf(line));
      const folder = await needsRegistry(this, () => userFolder(line, program.node));
      nodeRed = await RealNodeRed.start(program, folder);
    });

    after(() => nodeRed?.stop());

    it('is loaded with all its nodes', async () => {
      const response = await nodeRed.admin('nodes', { headers: { accept: 'application/json' } });
      const sets = (await response.json()) as { module: string; types: string[]; enabled: boolean; err?: unknown }[];
      const ours = sets.filter(({ module }) => module === MANIFEST.name);
      ours.flatMap(({ types }) => types).should.eql(Object.keys(MANIFEST['node-red'].nodes));
      ours.filter(({ enabled, err }) => !enabled || err !== undefined).should.eql([]);
    });

    it('offers its examples in the import dialog', async () => {
      for (const file of FILES) {
        const entry = encodeURI(file.replace(/\.json$/, ''));
        const response = await nodeRed.admin(`library/examples/flows/${MANIFEST.name}/${entry}`);
        (await response.json()).should.eql(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')), file);
      }
    });

    it('sends a message in the shortest flow', () => tryOut(nodeRed, SHORTEST, SHORTEST_DOES));

    for (const file of FILES) {
      it(`does what the example "${file.replace(/\.json$/, '')}" promises`, async () => {
        const flow = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as FlowNode[];
        const expectation = EXPECTATIONS[file];
        should(expectation).be.ok();
        if (expectation) {
          await tryOut(nodeRed, flow, expectation);
        }
        if (expectation?.switched) {
          const { provider, does } = expectation.switched;
          await tryOut(nodeRed, withProvider(flow, provider), does);
        }
      });
    }
  });
}

/** The flow with another provider in its accounts, and nothing else changed. */
function withProvider(flow: readonly FlowNode[], provider: string): FlowNode[] {
  return flow.map((node) => (node.type === 'conversation-account' ? { ...node, provider } : node));
}
