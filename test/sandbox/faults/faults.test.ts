import should from 'should';
import { Faults } from '../../../src/sandbox/faults/faults';
import { seededRandom } from '../../../src/sandbox/faults/random';
import { useSandbox } from '../harness';

const target = { method: 'POST', path: '/api/v1/messages', conversationId: 'conv-ada', text: 'Hello' };
const reset = { kind: 'reset' } as const;

describe('armed faults', () => {
  const faults = (seed = 1) => new Faults(seededRandom(seed));
  const hits = (armed: Faults, count: number) =>
    Array.from({ length: count }, () => armed.draw('before', target).length).filter((length) => length > 0).length;

  it('hit only what they are aimed at', () => {
    const wrong = [{ method: 'GET' }, { path: '/contacts' }, { conversationId: 'conv-grace' }, { textIncludes: 'bye' }];
    for (const match of wrong) {
      const armed = faults();
      armed.add({ match, action: reset });
      hits(armed, 1).should.equal(0);
    }
    const armed = faults();
    armed.add({
      match: { method: 'post', path: '/messages', conversationId: 'conv-ada', textIncludes: 'ell' },
      action: reset,
    });
    hits(armed, 1).should.equal(1);
  });

  it('are spent after the times they were given', () => {
    const armed = faults();
    armed.add({ times: 2, action: reset });
    hits(armed, 5).should.equal(2);
  });

  it('hit at their moment only', () => {
    const armed = faults();
    armed.add({ when: 'after', action: reset });
    armed.draw('before', target).should.be.empty();
    armed.draw('after', target).should.eql([reset]);
  });

  it('hit by chance, the same way for the same seed', () => {
    const run = (seed: number) => {
      const armed = faults(seed);
      armed.add({ probability: 0.3, action: reset });
      return Array.from({ length: 1_000 }, () => armed.draw('before', target).length).join('');
    };
    run(7).should.equal(run(7));
    run(7).should.not.equal(run(8));
    run(7).replaceAll('0', '').length.should.be.within(200, 400);
  });

  it('can be taken back, one or all', () => {
    const armed = faults();
    const takeBack = armed.add({ action: reset });
    armed.add({ action: { kind: 'hang' } });
    takeBack();
    armed.draw('before', target).should.eql([{ kind: 'hang' }]);
    armed.clear();
    hits(armed, 1).should.equal(0);
  });

  it('may be late and then wrong', () => {
    const armed = faults();
    armed.add({ action: { kind: 'delay', ms: 5 } });
    armed.add({ action: reset });
    armed.add({ action: { kind: 'hang' } });
    armed.draw('before', target).should.eql([{ kind: 'delay', ms: 5 }, reset]);
  });
});

describe('a fault', () => {
  const world = useSandbox();
  const post = () => world.call('POST', '/messages', { body: { conversation_id: 'conv-ada', text: 'Hello' } });
  const sent = () =>
    world.sandbox.world.messages.of('conv-ada').filter(({ direction }) => direction === 'outbound').length;

  it('before the effect leaves the world as it was', async () => {
    world.sandbox.faults.add({ action: { kind: 'status', status: 503, body: { detail: 'later' } } });
    (await post()).should.containDeep({ status: 503, body: { detail: 'later' } });
    sent().should.equal(0);
  });

  it('after the effect loses the answer only', async () => {
    world.sandbox.faults.add({ when: 'after', action: reset });
    await post().should.be.rejected();
    sent().should.equal(1);
    should(world.sandbox.requests[0]?.status).be.undefined();
  });

  it('can be a delay by the clock', async () => {
    world.sandbox.faults.add({ action: { kind: 'delay', ms: 60_000 } });
    const answer = post();
    while (world.clock.pending === 0) await new Promise((resolve) => setImmediate(resolve));
    await world.clock.advance(59_999);
    sent().should.equal(0);
    await world.clock.advance(1);
    (await answer).status.should.equal(201);
  });
});
