import should from 'should';
import type { WebhookTerms } from '../../../nodes/runtime/account-webhook';
import { Receiving } from '../../../nodes/runtime/receiving-office';
import type { WebhookMode, WebhookProblem } from '../../../nodes/runtime/webhook-report';
import type { Provider } from '../../../src/provider/provider';
import { receiveSendSeven } from '../../../src/provider/sendseven/receive';
import { MemoryRegistrations } from '../../../src/webhook/memory-registrations';
import { SeenEvents } from '../../../src/webhook/seen-events';
import { eventually } from '../../support/eventually';
import { RemoteEndpoints } from '../../webhook/support/remote-endpoints';

describe('the office that receives', () => {
  let office: Receiving;
  let remote: RemoteEndpoints;
  let files: MemoryRegistrations;
  beforeEach(() => {
    office = new Receiving(new SeenEvents());
    remote = new RemoteEndpoints();
    files = new MemoryRegistrations();
  });
  afterEach(() => office.stop());

  /** An account that registers by itself at `at`. */
  function terms(path: string, more: Partial<WebhookTerms> = {}, at = remote): WebhookTerms {
    const shownUrl = path && `https://flows.example.com${path}`;
    return {
      name: 'Node-RED',
      mode: 'automatic',
      owner: 'tenant',
      path,
      shownUrl,
      url: async () => shownUrl,
      receive: receiveSendSeven,
      secret: '',
      authorization: '',
      acceptUnsigned: false,
      connect: async () => ({ key: '', provider: { webhooks: at } as unknown as Provider, close: () => {} }),
      store: files,
      problems: [],
      ...more,
    };
  }

  /** A deploy that leaves these accounts as they are to be. */
  function deploy(accounts: Record<string, WebhookTerms>): void {
    office.hold();
    for (const [id, opened] of Object.entries(accounts)) office.open(id, opened);
    office.release();
  }

  const isVerified = (id: string) => eventually(() => office.report(id)?.state === 'verified');
  const settled = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  const secretOf = (id: string) => office.webhook(id)?.policy().secrets;
  const places = (at = remote) => at.endpoints.map(({ url }) => new URL(url).pathname);

  describe('two accounts at one path', () => {
    it('registers the first one only', async () => {
      deploy({ one: terms('/x') });
      await isVerified('one');
      remote.take();
      deploy({ one: terms('/x'), two: terms('/x', { store: new MemoryRegistrations() }) });
      await settled();
      remote.take().should.eql(['list']);
      should(secretOf('one')).eql(['secret w1']);
      should(office.report('two')).match({ state: 'off', problems: ['path-taken'] });
    });

    it('leaves the endpoint of the first one when the second one goes', async () => {
      deploy({ one: terms('/x'), two: terms('/x') });
      await isVerified('one');
      office.remove('two');
      await settled();
      places().should.eql(['/x']);
    });

    it('registers the second one when the first one goes, without taking over its endpoint', async () => {
      deploy({ one: terms('/x'), two: terms('/x') });
      await isVerified('one');
      const events: string[] = [];
      office.subscribe('two', { events: [], changed: () => events.push(office.report('two')?.problems.join() ?? '') });
      // The removal reaches the provider later than whoever comes next.
      const { remove } = remote;
      remote.remove = async (id) => settled().then(() => remove.call(remote, id));
      office.remove('one');
      office.release();
      events.should.eql(['']);
      await isVerified('two');
      remote.endpoints.map(({ id }) => id).should.eql(['w2']);
      remote.calls.should.not.matchAny(/^renew/);
    });

    it('lets both move on in one deploy', async () => {
      deploy({ one: terms('/a'), two: terms('/b', { store: new MemoryRegistrations() }) });
      await Promise.all([isVerified('one'), isVerified('two')]);
      deploy({ one: terms('/b'), two: terms('/c') });
      await eventually(() => places().join() === '/b,/c');
      should(office.report('one')?.problems).be.empty();
      remote.calls.should.not.matchAny(/^(renew|remove)/);
    });

    it('does not let a new account take over the endpoint that moves away from its path', async () => {
      deploy({ one: terms('/a') });
      await isVerified('one');
      deploy({ two: terms('/a', { store: new MemoryRegistrations() }), one: terms('/b') });
      await isVerified('two');
      places().should.eql(['/b', '/a']);
      remote.calls.should.not.matchAny(/^renew/);
    });

    it('gives back the endpoint of an account that has left its path and got no other', async () => {
      deploy({ one: terms('/a'), two: terms('/b', { store: new MemoryRegistrations() }) });
      await Promise.all([isVerified('one'), isVerified('two')]);
      deploy({ one: terms('/b') });
      await eventually(() => places().join() === '/b');
    });
  });

  describe('an account that changes whom it speaks to', () => {
    let sandbox: RemoteEndpoints;
    beforeEach(() => {
      sandbox = new RemoteEndpoints();
    });
    const live = () => terms('/x');
    const simulated = () =>
      terms('/x', { mode: 'sandbox', owner: 'sendseven', store: new MemoryRegistrations() }, sandbox);
    /** The sandbox's endpoint is made only where somebody wants events. */
    const wanting = () => office.subscribe('one', { events: ['message.received'] });

    it('gives the live endpoint back, by the connection that it was made with, and registers in the sandbox', async () => {
      wanting();
      deploy({ one: live() });
      await isVerified('one');
      deploy({ one: simulated() });
      await isVerified('one');
      remote.endpoints.should.be.empty();
      places(sandbox).should.eql(['/x']);
      should(await files.load('one')).be.undefined();
      office.remove('one');
      await eventually(() => sandbox.endpoints.length === 0);
    });

    it("remembers the live endpoint's secret, after the sandbox, where it lasts", async () => {
      wanting();
      deploy({ one: simulated() });
      await isVerified('one');
      deploy({ one: live() });
      await isVerified('one');
      sandbox.endpoints.should.be.empty();
      should(await files.load('one')).match({ secret: remote.endpoints[0]?.secret });
    });

    it("does not show the sandbox's endpoint as the live one", async () => {
      wanting();
      deploy({ one: simulated() });
      await isVerified('one');
      deploy({ one: { ...live(), url: async () => '', shownUrl: '', problems: ['no-public-url'] } });
      await settled();
      should(office.report('one')).match({ state: 'off', endpointId: undefined });
      should(secretOf('one')).be.empty();
    });

    it('removes the endpoint of the old tenant', async () => {
      const other = new RemoteEndpoints();
      deploy({ one: live() });
      await isVerified('one');
      // The removal is slower than whoever comes next: what it forgets must not be what was made since.
      remote.meanwhile = (call) => (call.startsWith('remove') ? settled() : undefined);
      deploy({ one: terms('/x', { owner: 'other tenant' }, other) });
      await isVerified('one');
      await settled();
      remote.endpoints.should.be.empty();
      places(other).should.eql(['/x']);
      should(await files.load('one')).match({ secret: other.endpoints[0]?.secret });
    });

    it('keeps the endpoint and its secret where the owner is the same', async () => {
      deploy({ one: live() });
      await isVerified('one');
      remote.take();
      deploy({ one: live() });
      await settled();
      remote.take().should.eql(['list']);
    });

    it('finds the endpoint again where the old token was revoked and the new one is of the same tenant', async () => {
      deploy({ one: live() });
      await isVerified('one');
      remote.trouble = (call) =>
        call.startsWith('remove') ? { when: 'before', code: 'ERR_UNAUTHORIZED', statusCode: 401 } : undefined;
      deploy({ one: terms('/x', { owner: 'new token' }) });
      await isVerified('one');
      remote.calls.should.not.matchAny(/^renew/);
      should(secretOf('one')).eql(['secret w1']);
    });

    it('gives the endpoint back when the public URL goes', async () => {
      deploy({ one: live() });
      await isVerified('one');
      deploy({ one: { ...live(), url: async () => '', shownUrl: '', problems: ['no-public-url'] } });
      await eventually(() => remote.endpoints.length === 0);
    });
  });

  describe('whoever wants to wait', () => {
    const enter = (id = 'one') =>
      office.enter({ accountId: id, senderId: 's', recipient: {}, goal: 'reply', timeoutMs: 1000 } as never);
    const refused = { code: 'ERR_NO_WEBHOOK' };

    for (const problem of ['no-public-url', 'http-node-off'] satisfies WebhookProblem[])
      it(`is refused where nothing can arrive (${problem})`, () => {
        office.open('one', terms('/x', { problems: [problem] }));
        should(() => enter()).throw(refused);
      });

    for (const mode of ['off', 'manual'] satisfies WebhookMode[])
      it(`is refused without a webhook or its secret (${mode})`, () => {
        office.open('one', terms('/x', { mode }));
        should(() => enter()).throw(refused);
      });

    it('is refused where another account has the path, and where there is no account', () => {
      office.open('one', terms('/x'));
      office.open('two', terms('/x'));
      should(() => enter('two')).throw(refused);
      should(() => enter('three')).throw(refused);
      should(() => enter('one')).not.throw();
    });

    it('may wait while the endpoint is being registered, and where a person has registered it', () => {
      office.open('one', terms('/x'));
      office.open('two', terms('/y', { mode: 'manual', secret: 's' }));
      office.open('three', terms('/z', { mode: 'manual', acceptUnsigned: true }));
      for (const id of ['one', 'two', 'three']) should(() => enter(id)).not.throw();
    });
  });
});
