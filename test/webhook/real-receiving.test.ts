import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import should from 'should';
import { LINES, type Line, programOf } from '../package/harness/lines';
import { needsRegistry } from '../package/harness/needs-registry';
import { userFolder } from '../package/harness/tarball';
import { RealNodeRed, type StartOptions } from '../support/real-node-red';
import { HOOK, onConnections, receiverFlow, seenIn, storm, tell, untilSeen } from './support/real-receiver';

const DEPLOYS = 5;

/** Node-RED drops what is on its way between two nodes when a deploy replaces them. Delivered at once, nothing is. */
const AT_ONCE = { SYNC_DELIVERY: 'true' };

/** What the Webhook tab of the account is told. */
interface Overview {
  readonly root: string | false;
  readonly auth: boolean;
  readonly accounts: Readonly<Record<string, { problems: string[]; lastRefusal?: { why: string } }>>;
}

async function overview(nodeRed: RealNodeRed): Promise<Overview> {
  return (await (await nodeRed.admin('conversations/webhooks')).json()) as Overview;
}

/** What Node-RED, or one of its nodes, logged as an error. */
function errors(nodeRed: RealNodeRed): string[] {
  const lines = nodeRed.tape.records.flatMap((record) => (record.kind === 'log' && record.level <= 20 ? record : []));
  return lines.map(({ text }) => text);
}

for (const line of LINES) {
  describe(`Webhooks in ${line.title}`, function () {
    this.timeout('5m');
    let folder: string;
    let nodeRed: RealNodeRed | undefined;

    before('install the package', async function () {
      folder = await needsRegistry(this, () => newFolder(line));
    });
    afterEach(async () => {
      await nodeRed?.stop();
    });

    async function start(options: StartOptions = {}, where = folder): Promise<RealNodeRed> {
      nodeRed = await RealNodeRed.start(await programOf(line), where, AT_ONCE, options);
      return nodeRed;
    }

    it('arrive with the settings that Node-RED comes with, where editor and HTTP nodes share a root', async () => {
      const running = await start();
      await running.deploy(receiverFlow());
      should(await tell(running, 'evt_default', HOOK)).equal(200);
      await untilSeen(running, 'evt_default');
    });

    it('arrive below httpNodeRoot and nowhere else', async () => {
      const running = await start({ settings: { httpNodeRoot: '/api' } });
      await running.deploy(receiverFlow());
      should(await tell(running, 'evt_outside', HOOK)).equal(404);
      should(await tell(running, 'evt_below', `/api${HOOK}`)).equal(200);
      await untilSeen(running, 'evt_below');
    });

    it('are neither lost nor doubled by full deploys', async () => {
      const running = await start();
      await running.deploy(receiverFlow());
      const sent = await storm(running, 'evt_deploy', async () => {
        for (let round = 1; round <= DEPLOYS; round++) await running.deploy(receiverFlow(round));
      });
      await tell(running, 'evt_last', HOOK);
      await untilSeen(running, 'evt_last');
      should(seenIn(running).toSorted()).deepEqual([...sent, 'evt_last'].toSorted());
      should(sent.length).be.above(DEPLOYS);
    });

    it('are known again after a restart', async () => {
      const first = await start();
      await first.deploy(receiverFlow());
      await tell(first, 'evt_before', HOOK);
      await first.stop();
      const second = await start();
      should(await tell(second, 'evt_before', HOOK)).equal(200);
      should(await tell(second, 'evt_after', HOOK)).equal(200);
      await untilSeen(second, 'evt_after');
      should(seenIn(second)).deepEqual(['evt_after']);
    });

    it('are put off with 503 while flows do not run yet, and taken once they do', async () => {
      const empty = await newFolder(line);
      writeFileSync(
        join(empty, 'flows.json'),
        JSON.stringify([
          { id: 'tab', type: 'tab' },
          { id: 'x', type: 'not installed', z: 'tab', wires: [] },
        ]),
      );
      const running = await start({ flowsRun: false }, empty);
      should(await tell(running, 'evt_early', HOOK)).equal(503);
      await running.deploy(receiverFlow());
      should(await tell(running, 'evt_early', HOOK)).equal(200);
      await untilSeen(running, 'evt_early');
    });

    it('are put off with 503 while flows are stopped, and taken when they run again', async () => {
      // A folder of its own: Node-RED remembers there, a moment later, that flows are to be stopped.
      const running = await start({ settings: { runtimeState: { enabled: true, ui: true } } }, await newFolder(line));
      await running.deploy(receiverFlow());
      await running.admin('flows/state', { method: 'POST', body: { state: 'stop' } });
      should(await tell(running, 'evt_stopped', HOOK)).equal(503);
      await running.admin('flows/state', { method: 'POST', body: { state: 'start' } });
      should(await tell(running, 'evt_stopped', HOOK)).equal(200);
      await untilSeen(running, 'evt_stopped');
    });

    it('let Node-RED end without a crash while they arrive', async () => {
      const running = await start();
      await running.deploy(receiverFlow());
      const statuses = new Set<number>();
      const note = async (id: string) => {
        // When Node-RED has ended nobody answers any more.
        statuses.add(await tell(running, id, HOOK).catch(() => 503));
      };
      let code: number | null = null;
      await onConnections('evt_end', note, async () => {
        await untilSeen(running, 'evt_end_1_5');
        code = await running.stop();
      });
      should(code).equal(0);
      should([...statuses].filter((status) => status !== 200 && status !== 503)).deepEqual([]);
      running.printed.should.not.match(/Uncaught|Unhandled/i);
    });

    it('need the password of httpNodeAuth, and the tab knows it', async () => {
      // The hash is Node-RED's own for "password".
      const httpNodeAuth = { user: 'user', pass: '$2a$08$zZWtXTja0fB1pzD4sHCMyOCMYz2Z6dNbM6tl8sJogENOMcxWV9DN.' };
      const running = await start({ settings: { httpNodeAuth } });
      await running.deploy(receiverFlow());
      should(await tell(running, 'evt_locked', HOOK)).equal(401);
      should((await overview(running)).auth).be.true();
      should((await overview(running)).accounts['receiver-account']).have.property('refused', 0);
    });

    it('are not to be had without HTTP nodes: the tab says so, and nothing else breaks', async () => {
      const running = await start({ settings: { httpNodeRoot: false } });
      await running.deploy(receiverFlow());
      should(await tell(running, 'evt_nowhere', HOOK)).equal(404);
      const { root, accounts } = await overview(running);
      should(root).equal(false);
      should(accounts['receiver-account']?.problems).containEql('http-node-off');
      should(errors(running)).deepEqual([]);
    });

    it('are put off with 503 where another node reads the bodies first, and the tab says why', async () => {
      const running = await start();
      const raw = { id: 'raw', type: 'http in', z: 'receiver-tab', x: 1, y: 1, url: HOOK, method: 'post', wires: [[]] };
      await running.deploy([...receiverFlow(), { ...raw, skipBodyParsing: true }]);
      should(await tell(running, 'evt_read', HOOK)).equal(503);
      const { accounts } = await overview(running);
      should(accounts['receiver-account']?.lastRefusal?.why).equal('already-read');
    });
  });
}

async function newFolder(line: Line): Promise<string> {
  return userFolder(line, (await programOf(line)).node);
}
