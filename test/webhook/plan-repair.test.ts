import should from 'should';
import { type Known, planRepair } from '../../src/webhook/plan-repair';
import { RemoteEndpoints } from './support/remote-endpoints';

const url = 'https://flows.example.com/hook';
const draft = { name: 'Node-RED', url, events: ['message.received'] };

describe('the plan that repairs an endpoint', () => {
  let remote: RemoteEndpoints;
  beforeEach(() => {
    remote = new RemoteEndpoints();
  });

  function plan(known: Partial<Known> = {}): string[] {
    const all = { draft, endpointId: 'w1', attempted: [], authorization: undefined, verify: false, ...known };
    return planRepair(remote.endpoints, all).map((step) =>
      step.kind === 'create' ? 'create' : `${step.kind} ${step.endpoint.id}`,
    );
  }

  it('is empty where all is well', () => {
    remote.add();
    plan().should.eql([]);
  });

  it('makes one where none is, or only those of others', () => {
    plan().should.eql(['create']);
    remote.add({ id: 'x', url: 'https://other.example.com/hook' });
    plan().should.eql(['create']);
  });

  it('takes over the one that delivers to the address already, with a new secret', () => {
    remote.add({ id: 'x' });
    plan().should.eql(['renew x']);
    plan({ endpointId: undefined }).should.eql(['renew x']);
  });

  it('prefers the one whose secret is known, and leaves the other alone', () => {
    remote.add({ id: 'x' });
    remote.add({ id: 'w1', url: 'https://old.example.com/hook' });
    plan().should.eql(['update w1']);
  });

  for (const [what, facts] of Object.entries({
    'another address': { url: 'https://flows.example.com/other' },
    'events missing': { events: [] },
    'events too many': { events: ['message.received', 'message.read'] },
    'other events': { events: ['message.read'] },
    'switched off': { active: false },
  })) {
    it(`changes one with ${what}`, () => {
      remote.add(facts);
      plan().should.eql(['update w1']);
    });
  }

  it('does not mind the order of events, nor how the provider writes the address', () => {
    remote.add({ events: ['b', 'a', 'a'], url: 'https://FLOWS.example.com:443/hook' });
    plan({ draft: { ...draft, events: ['a', 'b'] } }).should.eql([]);
  });

  it('has one verified that is not, or was suspended, or if somebody asks', () => {
    const endpoint = remote.add({ verified: false });
    plan().should.eql(['verify w1']);
    Object.assign(endpoint, { verified: true, suspendedAt: '2026-01-01T00:00:00Z' });
    plan().should.eql(['verify w1']);
    endpoint.suspendedAt = undefined;
    plan({ verify: true }).should.eql(['verify w1']);
  });

  it('leaves the verification of one that moves to the provider', () => {
    remote.add({ url: 'https://old.example.com/hook', verified: false });
    plan({ verify: true }).should.eql(['update w1']);
  });

  it('renews before it changes, and changes before it verifies', () => {
    remote.add({ id: 'x', events: [], verified: false });
    plan().should.eql(['renew x', 'update x', 'verify x']);
  });

  it('gives the endpoint the Authorization that it is not known to have', () => {
    remote.add();
    plan({ draft: { ...draft, authorization: 'Basic eA==' } }).should.eql(['update w1']);
    plan({ draft: { ...draft, authorization: 'Basic eA==' }, authorization: 'Basic eA==' }).should.eql([]);
    plan({ authorization: 'Basic eA==' }).should.eql(['update w1']);
  });

  it('takes over one that was made without an answer, and removes a second one', () => {
    const old = 'https://old.example.com/hook';
    remote.add({ id: 'lost', url: old });
    plan({ endpointId: undefined, attempted: [old] }).should.eql(['renew lost', 'update lost']);
    remote.add({ id: 'w1' });
    plan({ attempted: [old] }).should.eql(['remove lost']);
  });

  it('changes nothing of what it is given', () => {
    remote.add({ events: [] });
    const before = JSON.stringify(remote.endpoints);
    plan();
    should(JSON.stringify(remote.endpoints)).equal(before);
  });
});
