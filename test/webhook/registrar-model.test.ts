import fc from 'fast-check';
import should from 'should';
import { Registrar } from '../../src/webhook/registrar';
import { MemoryRegistrations } from '../../src/webhook/registration-store';
import { DeliveryClock } from '../support/delivery-clock';
import { RemoteEndpoints, type Trouble } from './support/remote-endpoints';

/** Something that happens. Numbers choose among what there is. */
type Happening =
  | { readonly do: 'ensure'; readonly url: number; readonly events: number }
  | { readonly do: 'change'; readonly what: Change }
  | { readonly do: 'trouble'; readonly troubles: readonly (Trouble | undefined)[] }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'reachable'; readonly yes: boolean }
  /** `lose`: a restart after which the store is empty. */
  | { readonly do: 'remove' | 'verify' | 'restart' | 'lose' };

const CHANGES = ['delete', 'deactivate', 'unverify', 'suspend', 'events', 'url'] as const;
type Change = (typeof CHANGES)[number];

const URLS = ['/0', '/1', '/2'].map((path) => `https://flows.example.com${path}`);
const EVENTS = [['message.received'], ['message.read', 'message.received']];

const trouble: fc.Arbitrary<Trouble | undefined> = fc.option(
  fc.record({
    when: fc.constantFrom('before' as const, 'after' as const),
    code: fc.constantFrom('ERR_TIMEOUT' as const, 'ERR_SERVER' as const, 'ERR_CONNECTION_RESET' as const),
  }),
  { nil: undefined },
);

const anything = (urls: number, changes: readonly Change[], others: readonly ('restart' | 'lose')[]) =>
  fc.oneof(
    fc.record({ do: fc.constant('ensure' as const), url: fc.nat(urls - 1), events: fc.nat(1) }),
    fc.record({ do: fc.constant('change' as const), what: fc.constantFrom(...changes) }),
    fc.record({ do: fc.constant('trouble' as const), troubles: fc.array(trouble, { maxLength: 5 }) }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.nat(7_200_000) }),
    fc.record({ do: fc.constant('reachable' as const), yes: fc.boolean() }),
    fc.record({ do: fc.constantFrom('remove' as const, 'verify' as const, ...others) }),
  );

/** Plays what happens, and then lets the world be quiet. */
async function play(happenings: readonly Happening[]): Promise<void> {
  const clock = new DeliveryClock();
  const remote = new RemoteEndpoints();
  const store = new MemoryRegistrations();
  const start = () => new Registrar({ accountId: 'a', store, api: async () => remote, clock });
  let registrar = start();
  let draft = { name: 'Node-RED', url: URLS[0] ?? '', events: EVENTS[0] ?? [] };
  const stranger = remote.add({ url: 'https://other.example.com/hook' });
  const ours = () => remote.endpoints.filter((endpoint) => endpoint !== stranger);
  let troubles: (Trouble | undefined)[] = [];
  remote.trouble = () => troubles.shift();

  for (const happening of happenings) {
    switch (happening.do) {
      case 'ensure':
        draft = { ...draft, url: URLS[happening.url] ?? '', events: EVENTS[happening.events] ?? [] };
        void registrar.ensure(draft);
        break;
      case 'change':
        for (const endpoint of ours()) change(remote, endpoint, happening.what);
        break;
      case 'trouble':
        troubles = [...happening.troubles];
        break;
      case 'wait':
        await clock.advance(happening.ms);
        break;
      case 'reachable':
        remote.reachable = happening.yes;
        break;
      case 'remove':
      case 'verify':
        void registrar[happening.do]();
        break;
      case 'restart':
      case 'lose':
        // Node-RED lets what is under way end, up to a point.
        await clock.advance();
        registrar.close();
        if (happening.do === 'lose') await store.forget('a');
        registrar = start();
    }
  }

  troubles = [];
  remote.reachable = true;
  await registrar.ensure(draft);
  await clock.advance(3 * 3_600_000);
  const found = ours();
  found.length.should.equal(1, 'one endpoint of ours');
  should(found[0]).containEql({ url: draft.url, active: true, verified: true, suspendedAt: undefined });
  should(new Set(found[0]?.events)).eql(new Set(draft.events));
  registrar.secrets.should.eql([found[0]?.secret]);
  should(await store.load('a')).eql({ endpointId: found[0]?.id, url: draft.url, secret: found[0]?.secret });
  should(registrar.state.state).equal('verified');
  should(stranger).containEql({ url: 'https://other.example.com/hook', secret: 'secret w1' });
  await registrar.remove();
  ours().length.should.equal(0);
  should(clock.pending).equal(0);
}

function change(remote: RemoteEndpoints, endpoint: RemoteEndpoints['endpoints'][number], what: Change): void {
  if (what === 'delete') remote.endpoints.splice(remote.endpoints.indexOf(endpoint), 1);
  if (what === 'deactivate') endpoint.active = false;
  if (what === 'unverify') endpoint.verified = false;
  if (what === 'suspend') endpoint.suspendedAt = '2026-01-01T00:00:00Z';
  if (what === 'events') endpoint.events = ['contact.created'];
  if (what === 'url') endpoint.url = 'https://elsewhere.example.com/hook';
}

describe('whatever happens, there is one endpoint of ours in the end, as wanted and with a known secret', () => {
  it('while the registrar lives', async () => {
    const happenings = fc.array(anything(URLS.length, CHANGES, []), { maxLength: 20 });
    await fc.assert(fc.asyncProperty(happenings, play), { numRuns: 300 });
  });

  it('also over restarts and with a store that forgets, as long as the address stays the same', async () => {
    const changes = CHANGES.filter((what) => what !== 'url');
    const happenings = fc.array(anything(1, changes, ['restart', 'lose']), { maxLength: 20 });
    await fc.assert(fc.asyncProperty(happenings, play), { numRuns: 300 });
  });
});
