import should from 'should';
import { LINES, programOf } from '../package/harness/lines';
import { needsRegistry } from '../package/harness/needs-registry';
import { pathsBelow } from '../package/harness/secret-search';
import { userFolder } from '../package/harness/tarball';
import { eventually } from '../support/eventually';
import { freePort } from '../support/free-port';
import { RealNodeRed } from '../support/real-node-red';
import { HOOK, ids, receiverFlow } from './support/real-receiver';
import { SandboxProcess } from './support/sandbox-process';

for (const line of LINES) {
  describe(`Automatic registration in ${line.title}, at a provider in another process`, function () {
    this.timeout('2m');
    let provider: SandboxProcess;
    let nodeRed: RealNodeRed;
    let folder: string;
    let port: number;

    before('install the package, start the provider', async function () {
      folder = await needsRegistry(this, async () => userFolder(line, (await programOf(line)).node));
      provider = await SandboxProcess.start();
      port = await freePort();
      await start();
    });
    after(async () => {
      await nodeRed?.stop();
      await provider?.stop();
    });

    async function start(): Promise<void> {
      nodeRed = await RealNodeRed.start(await programOf(line), folder, {}, { port });
    }

    function flow(account: object = {}) {
      const publicUrl = `http://127.0.0.1:${port}`;
      const credentials = { token: provider.token, baseUrl: provider.baseUrl };
      return receiverFlow(0, { autoRegister: true, publicUrl, credentials, ...account });
    }

    /** The one endpoint there is, when it leads to this path and has proven itself. */
    async function verifiedAt(path: string) {
      const isThere = async () => {
        const [endpoint, ...others] = await provider.endpoints();
        return endpoint?.url === `http://127.0.0.1:${port}${path}` && endpoint.is_verified && others.length === 0;
      };
      await eventually(isThere);
      const [endpoint] = await provider.endpoints();
      return endpoint;
    }

    const noneLeft = () => eventually(async () => (await provider.endpoints()).length === 0);

    async function hears(text: string): Promise<void> {
      await provider.write('conv-ada', text);
      await nodeRed.tape.until(
        `"${text}" comes out`,
        () => nodeRed.debugged.some(({ msg }) => msg === text) || undefined,
      );
    }

    /** Shows texts instead of event ids. */
    const showing = (account: object = {}) =>
      flow(account).map((node) => (node.id === ids.seen ? { ...node, complete: 'payload' } : node));

    it('makes an endpoint that is verified and asks for what the node wants', async () => {
      await nodeRed.deploy(showing());
      should(await verifiedAt(HOOK)).match({ subscribed_events: ['message.received'], is_active: true });
    });

    it('brings what a person writes into the flow', async () => {
      await hears('Hello');
    });

    it('leaves the endpoint as it is over deploys and over a restart', async () => {
      const before = await verifiedAt(HOOK);
      await nodeRed.deploy(showing());
      await nodeRed.stop();
      await start();
      await hears('after the restart');
      should((await verifiedAt(HOOK))?.id).equal(before?.id);
      should((await provider.requests('POST')).filter((path) => path.endsWith('/webhook-endpoints'))).have.length(1);
      should(await provider.requests('PATCH')).be.empty();
    });

    it('moves the endpoint when the path changes', async () => {
      const before = await verifiedAt(HOOK);
      await nodeRed.deploy(showing({ webhookPath: '/hooks/support' }));
      should((await verifiedAt('/hooks/support'))?.id).equal(before?.id);
      await hears('at the new path');
    });

    it('asks for what a node wants since a deploy', async () => {
      const wanting = showing({ webhookPath: '/hooks/support' }).map((node) =>
        node.id === ids.receive ? { ...node, events: ['message.received', 'message.read'] } : node,
      );
      await nodeRed.deploy(wanting, 'nodes');
      const isAsked = async () => (await provider.endpoints())[0]?.subscribed_events.includes('message.read') ?? false;
      await eventually(isAsked);
    });

    it('makes another endpoint when somebody has removed it, once it is looked for', async () => {
      const before = await verifiedAt('/hooks/support');
      await provider.remove(before?.id ?? '');
      await nodeRed.admin('conversations/webhooks/verify', { method: 'POST', body: { id: ids.account } });
      should((await verifiedAt('/hooks/support'))?.id).not.equal(before?.id);
      await hears('at the new endpoint');
    });

    it('sends a test event when the tab asks for one', async () => {
      const answer = await nodeRed.admin('conversations/webhooks/test', { method: 'POST', body: { id: ids.account } });
      should(await answer.json()).match({ ok: true, statusCode: 200 });
    });

    it('removes the endpoint when the account is unticked, and makes one when it is ticked again', async () => {
      await nodeRed.deploy(showing({ autoRegister: false }));
      await noneLeft();
      await nodeRed.deploy(showing());
      await verifiedAt(HOOK);
    });

    it('removes the endpoint when the account is disabled', async () => {
      await nodeRed.deploy(showing({ d: true }));
      await noneLeft();
      await nodeRed.deploy(showing());
      await verifiedAt(HOOK);
    });

    it('removes the endpoint when the account is deleted, and forgets its secret', async () => {
      await nodeRed.deploy(showing().filter(({ id }) => id !== ids.account));
      await noneLeft();
      await eventually(() => !pathsBelow(folder).some((path) => path.includes('endpoints')));
    });
  });
}
