import should from 'should';
import { DeliveryError } from '../../src/model/failure';
import type { EndpointDraft } from '../../src/provider/webhook-api';
import { Registrar, type RegistrarState } from '../../src/webhook/registrar';
import { MemoryRegistrations } from '../../src/webhook/registration-store';
import { DeliveryClock } from '../support/delivery-clock';
import { aFailure } from '../support/delivery-entries';
import { RemoteEndpoints } from './support/remote-endpoints';

const url = 'https://flows.example.com/hook';
const draft: EndpointDraft = { name: 'Node-RED', url, events: ['message.received'] };
const MINUTE = 60_000;

describe('the registrar', () => {
  let clock: DeliveryClock;
  let remote: RemoteEndpoints;
  let store: MemoryRegistrations;
  let registrar: Registrar;
  let states: RegistrarState['state'][];
  beforeEach(() => {
    clock = new DeliveryClock();
    remote = new RemoteEndpoints();
    store = new MemoryRegistrations();
    states = [];
    registrar = start();
  });
  afterEach(() => registrar.close());

  function start(api: () => Promise<RemoteEndpoints> = async () => remote): Registrar {
    return new Registrar({ accountId: 'a', store, api, clock, onState: ({ state }) => states.push(state) });
  }

  describe('at its start', () => {
    it('makes the endpoint, remembers it and sees it verified', async () => {
      await registrar.ensure(draft);
      remote.take().should.eql(['list', 'create', 'list']);
      registrar.state.should.eql({ state: 'verified', endpointId: 'w1', checkedAt: clock.timeOfDay() });
      states.at(0)?.should.equal('working');
      registrar.secrets.should.eql(['secret w1']);
      should(await store.load('a')).eql({ endpointId: 'w1', url, secret: 'secret w1' });
    });

    it('finds after a restart what it has made, and changes nothing', async () => {
      await registrar.ensure(draft);
      registrar.close();
      remote.take();
      registrar = start();
      await registrar.ensure(draft);
      remote.take().should.eql(['list']);
      registrar.secrets.should.eql(['secret w1']);
    });

    it('knows its secret after a restart before anybody is asked', async () => {
      await registrar.ensure(draft);
      registrar.close();
      remote.take();
      registrar = start();
      await registrar.ready();
      registrar.secrets.should.eql(['secret w1']);
      remote.take().should.be.empty();
    });

    it('does not fall back to what was registered before while an endpoint is being made', async () => {
      let resolve: (nothing: undefined) => void = () => {};
      const read = new Promise<undefined>((settle) => {
        resolve = settle;
      });
      store.load = () => read;
      const ready = registrar.ready();
      const made = registrar.ensure(draft);
      resolve(undefined);
      await Promise.all([ready, made]);
      registrar.secrets.should.eql(['secret w1']);
    });

    it('does not end before the secret of a new endpoint is safe', async () => {
      let safe = false;
      store.save = async () => {
        await new Promise((resolve) => setImmediate(resolve));
        safe = true;
      };
      void registrar.ensure(draft);
      while (registrar.secrets.length === 0) await Promise.resolve();
      safe.should.equal(false);
      await registrar.close();
      safe.should.equal(true);
    });

    it('asks for another secret if it has lost its own', async () => {
      await registrar.ensure(draft);
      registrar.close();
      await store.forget('a');
      remote.take();
      registrar = start();
      await registrar.ensure(draft);
      remote.take().should.eql(['list', 'renew w1', 'list']);
      registrar.secrets.should.eql(['secret w1+']);
      should((await store.load('a'))?.secret).equal('secret w1+');
    });

    it('does nothing, and knows nothing, before it is told to', async () => {
      await clock.advance(60 * MINUTE);
      remote.take().should.eql([]);
      registrar.state.should.eql({ state: 'off' });
      registrar.secrets.should.eql([]);
      registrar.expectsChallenge('w1').should.be.false();
      registrar.expectsChallenge(undefined).should.be.false();
    });

    it('goes on where nothing can be saved, and saves it later', async () => {
      let broken = true;
      const save = store.save.bind(store);
      store.save = (...given) => (broken ? Promise.reject(new Error('disk full')) : save(...given));
      await registrar.ensure(draft);
      registrar.state.state.should.equal('verified');
      should(await store.load('a')).be.undefined();
      broken = false;
      await clock.advance(60 * MINUTE);
      should((await store.load('a'))?.secret).equal('secret w1');
    });
  });

  describe('while the endpoint is there', () => {
    beforeEach(async () => {
      await registrar.ensure(draft);
      remote.take();
      states.length = 0;
    });

    it('looks again every hour, and keeps quiet about it', async () => {
      await clock.advance(60 * MINUTE);
      remote.take().should.eql(['list']);
      states.should.eql(['verified']);
      await clock.advance(120 * MINUTE);
      remote.take().should.eql(['list', 'list']);
    });

    it('makes another one when somebody has removed it', async () => {
      remote.endpoints.length = 0;
      await clock.advance(60 * MINUTE);
      remote.take().should.eql(['list', 'create', 'list']);
      registrar.state.should.containEql({ state: 'verified', endpointId: 'w2' });
      registrar.secrets.should.eql(['secret w2']);
    });

    it('believes what was signed with the old secret until the new endpoint is complete', async () => {
      remote.endpoints.length = 0;
      let during: readonly string[] = [];
      remote.meanwhile = (call) => {
        if (call === 'create') during = registrar.secrets;
      };
      await registrar.ensure(draft);
      during.should.eql(['secret w1']);
      registrar.secrets.should.eql(['secret w2']);
    });

    it('ends a suspension, and says so as long as it lasts', async () => {
      const [endpoint] = remote.endpoints;
      if (endpoint) endpoint.suspendedAt = '2026-01-01T00:00:00Z';
      remote.trouble = (call) => (call.startsWith('verify') ? { when: 'before', code: 'ERR_SERVER' } : undefined);
      await clock.advance(60 * MINUTE);
      registrar.state.state.should.equal('failed');
      remote.trouble = () => undefined;
      remote.take();
      await clock.advance(MINUTE);
      remote.take().should.eql(['list', 'verify w1', 'list']);
      registrar.state.state.should.equal('verified');
    });

    it('moves it to another address, and takes other events', async () => {
      await registrar.ensure({ ...draft, url: `${url}/new`, events: ['message.read'] });
      remote.take().should.eql(['list', 'update w1', 'list']);
      should(remote.endpoints[0]).containEql({ url: `${url}/new`, events: ['message.read'] });
      should((await store.load('a'))?.url).equal(`${url}/new`);
    });

    it('gives it an Authorization, once', async () => {
      await registrar.ensure({ ...draft, authorization: 'Basic eA==' });
      await registrar.ensure({ ...draft, authorization: 'Basic eA==' });
      remote.take().should.eql(['list', 'update w1', 'list', 'list']);
      should(remote.endpoints[0]?.authorization).equal('Basic eA==');
    });

    it('has it verified when somebody asks, although it is', async () => {
      const state = await registrar.verify();
      remote.take().should.eql(['list', 'verify w1', 'list']);
      state.state.should.equal('verified');
      await registrar.ensure(draft);
      remote.take().should.eql(['list']);
    });

    it('tells whoever asks for a verification why there is none', async () => {
      remote.trouble = () => ({ when: 'before', code: 'ERR_SERVER', statusCode: 500 });
      const { state, failure, endpointId } = await registrar.verify();
      should({ state, code: failure?.code, endpointId }).eql({ state: 'failed', code: 'ERR_SERVER', endpointId: 'w1' });
    });

    it('has a test event sent', async () => {
      should(await registrar.test('message.read')).eql({ delivered: true, statusCode: 200 });
      remote.take().should.eql(['test w1 message.read']);
    });

    it('says where a provider sends no test events', async () => {
      registrar.close();
      registrar = start(async () => Object.assign(Object.create(remote), { test: undefined }));
      await registrar.ensure(draft);
      should(await registrar.test('message.read')).containEql({ delivered: false });
    });

    it('removes and forgets it with its account, and makes another one when the account comes back', async () => {
      await registrar.remove();
      remote.take().should.eql(['remove w1']);
      registrar.state.state.should.equal('off');
      should(registrar.state.endpointId).be.undefined();
      registrar.secrets.should.eql([]);
      should(await store.load('a')).be.undefined();
      await clock.advance(120 * MINUTE);
      remote.take().should.eql([]);
      await registrar.ensure(draft);
      registrar.state.should.containEql({ state: 'verified', endpointId: 'w2' });
    });

    it('remembers what could not be removed', async () => {
      remote.trouble = () => ({ when: 'before', code: 'ERR_SERVER' });
      await registrar.remove();
      registrar.state.should.containEql({ state: 'failed', endpointId: 'w1' });
      should((await store.load('a'))?.endpointId).equal('w1');
    });

    it('makes no more requests once it is closed', async () => {
      registrar.close();
      await clock.advance(120 * MINUTE);
      await registrar.ensure(draft);
      await registrar.remove();
      remote.take().should.eql([]);
      should(clock.pending).equal(0);
    });
  });

  describe('that is told several things at once', () => {
    it('does one after the other, and the last draft counts', async () => {
      const drafts = ['/1', '/2', '/3'].map((path) => ({ ...draft, url: url + path }));
      await Promise.all(drafts.map((one) => registrar.ensure(one)));
      remote.endpoints.map((endpoint) => endpoint.url).should.eql([`${url}/3`]);
      remote
        .take()
        .filter((call) => call === 'create')
        .length.should.equal(1);
    });

    it('takes a draft that comes in the middle of a repair', async () => {
      let later: Promise<void> | undefined;
      remote.meanwhile = (call) => {
        if (call === 'create') later = registrar.ensure({ ...draft, events: ['message.read'] });
      };
      await registrar.ensure(draft);
      await later;
      should(remote.endpoints.map(({ events }) => events)).eql([['message.read']]);
      should(clock.pending).equal(1);
    });

    it('keeps the order of what is removed and what is wanted', async () => {
      registrar.ensure(draft);
      registrar.remove();
      await registrar.ensure(draft);
      remote.endpoints.length.should.equal(1);
      registrar.ensure(draft);
      await registrar.remove();
      remote.endpoints.length.should.equal(0);
      should(clock.pending).equal(0);
    });
  });

  describe('that is refused', () => {
    it('tries again after a minute, and less and less often', async () => {
      remote.trouble = () => ({ when: 'before', code: 'ERR_SERVER', statusCode: 503 });
      await registrar.ensure(draft);
      registrar.state.should.containEql({ state: 'failed' });
      should(registrar.state.failure?.code).equal('ERR_SERVER');
      remote.take();
      await clock.advance(7 * MINUTE);
      remote.take().should.eql(['list', 'list', 'list']);
      remote.trouble = () => undefined;
      await clock.advance(8 * MINUTE);
      registrar.state.state.should.equal('verified');
    });

    for (const [statusCode, code] of [
      [401, 'ERR_UNAUTHORIZED'],
      [403, 'ERR_MISSING_SCOPE'],
    ] as const) {
      it(`does not try again by itself after ${statusCode}, but when it is told to`, async () => {
        remote.trouble = () => ({ when: 'before', code, statusCode });
        await registrar.ensure(draft);
        should(clock.pending).equal(0);
        remote.trouble = () => undefined;
        await registrar.ensure(draft);
        registrar.state.state.should.equal('verified');
      });
    }

    it('tells why the account cannot be used', async () => {
      registrar.close();
      registrar = start(() => Promise.reject(aFailure('ERR_ACCOUNT_INCOMPLETE')));
      await registrar.ensure(draft);
      should(registrar.state.failure?.code).equal('ERR_ACCOUNT_INCOMPLETE');
      await registrar.test('message.read').should.be.rejectedWith({ code: 'ERR_NO_WEBHOOK' });
    });

    it('reaches for nobody to remove what it never made', async () => {
      registrar.close();
      registrar = start(() => Promise.reject(aFailure('ERR_ACCOUNT_INCOMPLETE')));
      await registrar.remove();
      registrar.state.should.eql({ state: 'off', checkedAt: undefined });
    });

    it('does not say that all is well where nothing is wanted, and nobody was asked', async () => {
      await registrar.verify().should.be.rejectedWith({ code: 'ERR_NO_WEBHOOK' });
      await registrar.ensure(draft);
      await registrar.remove();
      remote.take();
      await registrar.verify().should.be.rejectedWith({ code: 'ERR_NO_WEBHOOK' });
      remote.take().should.be.empty();
    });

    it('leaves the endpoint alone while it rests', async () => {
      await registrar.ensure(draft);
      registrar.rest();
      remote.take();
      await clock.advance(180 * MINUTE);
      remote.take().should.be.empty();
      remote.endpoints.should.have.length(1);
    });

    it('has nothing to test while there is no endpoint', async () => {
      const thrown = await registrar.test('message.read').catch((failure: unknown) => failure);
      should(thrown).be.instanceOf(DeliveryError);
      should(thrown).containEql({ code: 'ERR_NO_WEBHOOK', kind: 'config' });
    });

    it('finds the endpoint again whose making got no answer', async () => {
      remote.trouble = (call) => (call === 'create' ? { when: 'after', code: 'ERR_TIMEOUT' } : undefined);
      await registrar.ensure(draft);
      registrar.state.state.should.equal('failed');
      registrar.expectsChallenge('w1').should.be.true();
      remote.take();
      await clock.advance(MINUTE);
      remote.take().should.eql(['list', 'renew w1', 'list']);
      registrar.secrets.should.eql([remote.endpoints[0]?.secret]);
    });

    it('removes with the account also what was made without an answer', async () => {
      remote.add({ url: 'https://other.example.com/hook' });
      remote.trouble = (call) => (call === 'create' ? { when: 'after', code: 'ERR_TIMEOUT' } : undefined);
      await registrar.ensure(draft);
      await registrar.remove();
      remote.endpoints.map((endpoint) => endpoint.id).should.eql(['w1']);
      registrar.expectsChallenge('w2').should.be.false();
    });

    it('asks anew for a secret whose answer was lost', async () => {
      remote.add({ url });
      remote.trouble = (call) => (call === 'renew w1' ? { when: 'after', code: 'ERR_TIMEOUT' } : undefined);
      await registrar.ensure(draft);
      remote.trouble = () => undefined;
      await clock.advance(MINUTE);
      registrar.secrets.should.eql(['secret w1++']);
    });
  });

  describe('that is challenged', () => {
    it('answers before it knows the id of what it makes, and then only for that', async () => {
      const answers: boolean[] = [];
      remote.meanwhile = (call) => {
        if (call === 'create') answers.push(registrar.expectsChallenge('w1'), registrar.expectsChallenge(undefined));
      };
      await registrar.ensure(draft);
      answers.should.eql([true, true]);
      registrar.expectsChallenge('w1').should.be.true();
      registrar.expectsChallenge('stranger').should.be.false();
      registrar.expectsChallenge(undefined).should.be.false();
    });

    it('answers no stranger where the provider has refused to make an endpoint', async () => {
      remote.trouble = (call) =>
        call === 'create' ? { when: 'before', code: 'ERR_VALIDATION', statusCode: 422 } : undefined;
      await registrar.ensure(draft);
      registrar.expectsChallenge('stranger').should.be.false();
      registrar.expectsChallenge(undefined).should.be.false();
    });

    it('answers without an id as long as the endpoint is not verified, and looks after it soon', async () => {
      remote.reachable = false;
      await registrar.ensure(draft);
      registrar.state.state.should.equal('unverified');
      registrar.expectsChallenge(undefined).should.be.true();
      remote.take();
      await clock.advance(1000);
      remote.take().should.eql(['list', 'verify w1', 'list']);
      const [endpoint] = remote.endpoints;
      if (endpoint) endpoint.verified = true;
      await clock.advance(5000);
      remote.take().should.eql(['list']);
      registrar.state.state.should.equal('verified');
      registrar.expectsChallenge(undefined).should.be.false();
    });
  });
});
