import should from 'should';
import { DeliveryDesk } from '../support/delivery-desk';
import { anEntry } from '../support/delivery-entries';

describe('the courier, while accounts restart and go', () => {
  let desk: DeliveryDesk;
  beforeEach(() => {
    desk = new DeliveryDesk();
  });

  it('starts nothing while an account restarts, and goes on with its new settings', async () => {
    desk.submit('c', 'm1', 'm2');
    desk.courier.hold('a');
    await desk.accept('m1');
    desk.submit('d', 'd1');
    should(desk.provider.texts).eql(['m1']);
    should(desk.courier.report().pause).eql({ reason: 'restart' });
    desk.join({ concurrency: 1 });
    should(desk.provider.underWay.length).equal(1);
    await desk.acceptAll();
    should(desk.ended.length).equal(3);
  });

  it('does not start what comes due during a restart', async () => {
    desk.submit('c', 'm1');
    await desk.fail('m1', 'ERR_SERVER');
    desk.courier.hold('a');
    await desk.clock.advance(10_000);
    should(desk.provider.texts).eql(['m1']);
    desk.join();
    should(desk.provider.texts).eql(['m1', 'm1']);
  });

  it('gives back the queue of an account that goes, once nothing of it is under way', async () => {
    desk.submit('c', 'm1', 'm2', 'm3');
    let left: unknown[] | undefined;
    desk.courier.leave('a').then((entries) => {
      left = entries.map(({ luggage }) => luggage);
    });
    await desk.clock.advance(1_000);
    should(left).equal(undefined);
    await desk.accept('m1');
    should(left).eql(['m2', 'm3']);
    should(desk.ended).eql(['m1']);
    should(desk.courier.size).equal(0);
  });

  it('gives back what waits for a retry too, with what happened to it so far', async () => {
    desk.submit('c', 'm1', 'm2');
    await desk.fail('m1', 'ERR_TIMEOUT');
    const [first] = await desk.courier.leave('a');
    should(first).containEql({ luggage: 'm1', attempts: 1, firstAttemptAt: 0 });
    should(first?.uncertain?.code).equal('ERR_TIMEOUT');
    should(desk.clock.pending).equal(0);
  });

  it('goes on with other accounts, also in conversations that both wrote to', async () => {
    desk.join({}, 'b');
    desk.submit('c', 'a1');
    await desk.fail('a1', 'ERR_SERVER');
    desk.submitEntry(anEntry('c', 'b1', { accountId: 'b' }));
    await desk.courier.leave('a');
    should(desk.provider.texts).eql(['a1', 'b1']);
  });

  it('takes in a queue from elsewhere, in order', async () => {
    desk.courier.adopt([anEntry('c', 'm1'), anEntry('c', 'm2')]);
    await desk.acceptAll();
    should(desk.ended).eql(['m1', 'm2']);
  });
});

describe('the courier, when Node-RED stops', () => {
  let desk: DeliveryDesk;
  let unsent: number | undefined;
  beforeEach(() => {
    desk = new DeliveryDesk();
    unsent = undefined;
  });

  async function close(graceMs: number): Promise<void> {
    desk.courier.close(graceMs).then((count) => {
      unsent = count;
    });
    await desk.clock.advance();
  }

  it('is closed at once when nothing is queued, and takes nothing new', async () => {
    await close(10_000);
    should(unsent).equal(0);
    should(desk.clock.pending).equal(0);
    desk.submit('c', 'm1');
    should(desk.failure('m1').code).equal('ERR_CLOSED');
    should(desk.provider.texts).eql([]);
  });

  it('sends what is queued, takes nothing new, and is then closed', async () => {
    desk.submit('c', 'm1', 'm2');
    await close(10_000);
    desk.submit('d', 'late');
    should(desk.failure('late').code).equal('ERR_CLOSED');
    await desk.accept('m1');
    should(unsent).equal(undefined);
    await desk.accept('m2');
    should(unsent).equal(0);
    should(desk.clock.pending).equal(0);
  });

  it('sends also what was held for a restart that will not come', async () => {
    desk.courier.hold('a');
    desk.submit('c', 'm1');
    await close(10_000);
    await desk.accept('m1');
    should(unsent).equal(0);
  });

  it('ends what is left when the time is over, and cuts off what is under way', async () => {
    desk.submit('c', 'm1', 'm2');
    desk.submit('d', 'd1');
    await desk.fail('d1', 'ERR_SERVER', { retryAfterMs: 20_000 });
    await close(10_000);
    await desk.clock.advance(9_999);
    should(desk.ended).eql([]);
    await desk.clock.advance(1);
    should(unsent).equal(3);
    for (const text of ['m1', 'm2', 'd1']) should(desk.failure(text).code).equal('ERR_CLOSED');
    should(desk.failure('m1').kind).equal('uncertain', 'it was under way');
    should(desk.failure('m2').kind).equal('cancelled');
    should(desk.clock.pending).equal(0);
  });

  it('does not wait for a pause that outlasts the time', async () => {
    desk.submit('c', 'm1', 'm2');
    await desk.fail('m1', 'ERR_RATE_LIMITED', { retryAfterMs: 30_000 });
    await close(10_000);
    should(unsent).equal(2);
    should(desk.clock.now()).equal(0);
  });

  it('can be asked to close twice', async () => {
    desk.submit('c', 'm1');
    const first = desk.courier.close(10_000);
    await close(10_000);
    await desk.accept('m1');
    should(await first).equal(0);
    should(unsent).equal(0);
    should(desk.clock.pending).equal(0);
  });

  it('opens again when an account joins, with no end set any more', async () => {
    desk.submit('c', 'm1');
    await close(10_000);
    desk.join();
    await desk.clock.advance(20_000);
    desk.submit('c', 'm2');
    await desk.acceptAll();
    should(unsent).equal(0);
    should(desk.ended).eql(['m1', 'm2']);
    should(desk.delivery('m2').attempts).equal(1);
  });

  it('opens again after it gave up', async () => {
    desk.submit('c', 'm1');
    await close(0);
    await desk.clock.advance();
    should(unsent).equal(1);
    desk.join();
    desk.submit('c', 'm2');
    await desk.accept('m2');
    should(desk.delivery('m2').attempts).equal(1);
  });
});
