import should from 'should';
import { DeliveryDesk } from '../support/delivery-desk';

describe('the courier in an outage', () => {
  let desk: DeliveryDesk;
  beforeEach(() => {
    desk = new DeliveryDesk();
    desk.random = 0.999;
  });

  /** Twenty conversations with two messages each; the provider does not answer until it is noticed. */
  async function breakDown(): Promise<void> {
    for (let i = 0; i < 20; i++) desk.submit(`c${i}`, `c${i} first`, `c${i} second`);
    while (desk.courier.report().pause?.reason !== 'outage' || desk.provider.underWay.length > 0) {
      for (const request of desk.provider.underWay) request.fail('ERR_CONNECTION_REFUSED');
      await desk.clock.advance();
    }
  }

  it('stops after a few failures instead of spending the tries of every message', async () => {
    await breakDown();
    should(desk.provider.requests.length).be.within(5, 20);
    should(desk.ended).eql([]);
  });

  it('probes with one message at a time, at growing intervals', async () => {
    await breakDown();
    const before = desk.provider.requests.length;
    const probes: number[] = [];
    while (probes.length < 6) {
      await desk.clock.runUntil(() => desk.provider.underWay.length > 0);
      should(desk.provider.underWay.length).equal(1);
      probes.push(Math.round(desk.clock.now() / 1_000));
      desk.provider.underWay[0]?.fail('ERR_SERVER');
      await desk.clock.advance();
    }
    should(desk.provider.requests.length).equal(before + 6);
    should(probes).eql([1, 3, 7, 15, 31, 61]);
  });

  it('is at full speed again with the first good answer', async () => {
    await breakDown();
    await desk.clock.advance(1_000);
    should(desk.provider.underWay.length).equal(1);
    const [probe] = desk.provider.underWay;
    await desk.accept(probe?.text ?? '');
    should(desk.provider.underWay.length).be.above(10);
    should(desk.courier.report().pause).equal(undefined);
    await desk.acceptAll();
    should(desk.ended.length).equal(40);
  });

  it('ends a message whose time is over, also while a probe is under way', async () => {
    desk.join({ keepTryingForMs: 3_000 });
    await breakDown();
    await desk.clock.advance(1_000);
    should(desk.provider.underWay.length).equal(1);
    await desk.clock.advance(2_000);
    should(desk.ended.length).be.above(3);
    for (const text of desk.ended) should(desk.failure(String(text)).code).equal('ERR_CONNECTION_REFUSED');
  });

  it('says how long it will take until the next probe', async () => {
    await breakDown();
    const pause = desk.courier.report().pause;
    should(pause?.reason).equal('outage');
    should(pause?.forMs).be.within(990, 1_000);
  });
});
