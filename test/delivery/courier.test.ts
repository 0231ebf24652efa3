import should from 'should';
import { DeliveryDesk } from '../support/delivery-desk';
import { anEntry } from '../support/delivery-entries';

describe('the courier', () => {
  let desk: DeliveryDesk;
  beforeEach(() => {
    desk = new DeliveryDesk();
  });

  describe('delivers', () => {
    it('one message of a conversation after the other', async () => {
      desk.submit('c', 'm1', 'm2');
      should(desk.provider.texts).eql(['m1']);
      await desk.accept('m1');
      should(desk.provider.texts).eql(['m1', 'm2']);
      await desk.accept('m2');
      should(desk.ended).eql(['m1', 'm2']);
    });

    it('conversations side by side', () => {
      desk.submit('c', 'c1', 'c2');
      desk.submit('d', 'd1');
      should(desk.provider.texts).eql(['c1', 'd1']);
    });

    it('and tells when it was accepted, after how many attempts and how long a wait', async () => {
      desk.submit('c', 'm1', 'm2');
      await desk.clock.advance(300);
      desk.clock.stepTimeOfDay(86_400_000);
      await desk.accept('m1');
      await desk.clock.advance(50);
      await desk.fail('m2', 'ERR_SERVER');
      await desk.clock.advance(250);
      desk.provider.request('m2').accept({ messageId: 'id2' });
      await desk.clock.advance();
      const { acceptance, acceptedAt, attempts, queuedMs } = desk.delivery('m2');
      should(acceptance.messageId).equal('id2');
      should(new Date(acceptedAt).toISOString()).equal('2026-01-02T00:00:00.600Z');
      should({ attempts, queuedMs }).eql({ attempts: 2, queuedMs: 300 });
    });

    it('more urgent messages first where not all can go at once', async () => {
      desk.join({ concurrency: 1 });
      desk.submit('x', 'first');
      for (const priority of ['bulk', 'normal', 'high'] as const)
        desk.submitEntry(anEntry(priority, priority, { priority }));
      await desk.acceptAll();
      should(desk.ended).eql(['first', 'high', 'normal', 'bulk']);
    });

    it('no more at once than the account allows', async () => {
      desk.join({ concurrency: 3 });
      for (let i = 0; i < 20; i++) desk.submit(`c${i}`, `m${i}`);
      for (let most = 0; desk.provider.underWay.length > 0; most = desk.provider.underWay.length) {
        should(most).be.belowOrEqual(3);
        await desk.accept((desk.provider.underWay[0] as { text: string }).text);
      }
      should(desk.ended.length).equal(20);
    });

    it('and leaves nothing behind', async () => {
      for (let i = 0; i < 50; i++) desk.submit(`c${i % 7}`, `m${i}`);
      await desk.acceptAll();
      should(desk.ended.length).equal(50);
      should(desk.clock.pending).equal(0);
      should(desk.courier.size).equal(0);
      should(desk.courier.report()).containEql({ queued: { high: 0, normal: 0, bulk: 0 }, underWay: 0 });
    });
  });

  describe('tries again', () => {
    it('after a while, with the same key, and lets nothing of the conversation overtake', async () => {
      desk.submit('c', 'm1', 'm2');
      await desk.fail('m1', 'ERR_SERVER');
      await desk.clock.advance(99);
      should(desk.provider.texts).eql(['m1']);
      await desk.clock.advance(1);
      should(desk.provider.texts).eql(['m1', 'm1']);
      should(desk.provider.requests.map(({ message }) => message.idempotencyKey)).eql(['m1', 'm1']);
      await desk.acceptAll();
      should(desk.ended).eql(['m1', 'm2']);
    });

    it('for no longer than the account says, from the first attempt', async () => {
      desk.join({ keepTryingForMs: 2_000 });
      desk.submit('c', 'm1', 'm2');
      await desk.clock.advance(5_000);
      await desk.fail('m1', 'ERR_SERVER');
      should(desk.failure('m1').cause.attempts).equal(1);
      should(desk.provider.texts).eql(['m1', 'm2'], 'the next one of the conversation goes on');
      for (const wait of [100, 200, 400, 800]) {
        await desk.fail('m2', 'ERR_SERVER');
        await desk.clock.advance(wait);
      }
      await desk.fail('m2', 'ERR_SERVER');
      should(desk.failure('m2').cause.attempts).equal(5);
      should(desk.failure('m2').code).equal('ERR_SERVER');
    });

    it('never, where the account wants one attempt', async () => {
      desk.join({ keepTryingForMs: 0 });
      desk.submit('c', 'm1');
      await desk.fail('m1', 'ERR_CONNECTION_REFUSED');
      should(desk.failure('m1').cause).containEql({ attempts: 1, kind: 'unavailable' });
    });

    it('not after a refusal', async () => {
      desk.submit('c', 'm1', 'm2');
      await desk.fail('m1', 'ERR_NOT_FOUND', { statusCode: 404 });
      should(desk.failure('m1').cause).containEql({ statusCode: 404, attempts: 1 });
      should(desk.provider.texts).eql(['m1', 'm2']);
    });

    it('not after an unknown outcome, where that could double the message', async () => {
      desk = new DeliveryDesk({ onUncertain: 'fail' }, false);
      desk.submit('c', 'm1');
      await desk.fail('m1', 'ERR_TIMEOUT');
      should(desk.failure('m1').kind).equal('uncertain');
      should(desk.failure('m1').cause.hint).match(/would send it twice/);
    });

    it('and says that a message may have been sent though the last attempt did not even connect', async () => {
      desk.join({ keepTryingForMs: 1_000 });
      desk.submit('c', 'm1');
      await desk.fail('m1', 'ERR_CONNECTION_RESET');
      await desk.clock.advance(250);
      await desk.clock.advance(900);
      await desk.fail('m1', 'ERR_CONNECTION_REFUSED');
      should(desk.failure('m1').code).equal('ERR_CONNECTION_REFUSED');
      should(desk.failure('m1').kind).equal('uncertain');
    });

    it('but takes a conflict about its own key for an answer, and explains it', async () => {
      desk.submit('c', 'm1');
      await desk.fail('m1', 'ERR_CONNECTION_RESET');
      await desk.clock.advance(250);
      await desk.fail('m1', 'ERR_CONFLICT', { statusCode: 409 });
      should(desk.failure('m1').kind).equal('uncertain');
      should(desk.failure('m1').message).match(/whose answer was lost/);
      await desk.clock.advance(60_000);
      should(desk.provider.texts.length).equal(2);
    });

    it('and survives a mistake of its own', async () => {
      desk.join({ keepTryingForMs: 0 });
      desk.provider.send = () => Promise.reject(new TypeError('secret'));
      desk.submit('c', 'm1');
      await desk.clock.advance();
      should(desk.failure('m1').code).equal('ERR_INTERNAL');
      should(JSON.stringify(desk.failure('m1'))).not.match(/secret/);
    });
  });

  describe('keeps to the limit', () => {
    beforeEach(() => {
      desk = new DeliveryDesk({ rateLimit: 5, ratePeriodMs: 10_000 });
    });

    it('and sends the rest when slots come back', async () => {
      for (let i = 0; i < 8; i++) desk.submit(`c${i}`, `m${i}`);
      await desk.acceptAll();
      should(desk.ended.length).equal(5);
      await desk.clock.advance(10_001);
      should(desk.provider.requests.length).equal(5);
      await desk.clock.advance(1);
      await desk.acceptAll();
      should(desk.ended.length).equal(8);
    });

    it('stops everyone at a 429 for as long as the server asks, and costs nobody a place', async () => {
      desk.submit('c', 'c1', 'c2');
      await desk.fail('c1', 'ERR_RATE_LIMITED', { retryAfterMs: 7_000 });
      desk.submit('d', 'd1');
      should(desk.courier.report().pause).eql({ reason: 'limit', forMs: 7_000 });
      await desk.clock.advance(6_999);
      should(desk.provider.texts).eql(['c1']);
      await desk.clock.advance(1);
      await desk.acceptAll();
      should(desk.provider.texts).eql(['c1', 'c1', 'd1', 'c2']);
      should(desk.delivery('c1').attempts).equal(2);
    });

    it('ends a message whose time is over during a pause, then', async () => {
      desk.join({ rateLimit: 5, ratePeriodMs: 10_000, keepTryingForMs: 3_000 });
      desk.submit('c', 'c1', 'c2');
      await desk.fail('c1', 'ERR_RATE_LIMITED');
      await desk.clock.advance(2_999);
      should(desk.ended).eql([]);
      await desk.clock.advance(1);
      should(desk.failure('c1').code).equal('ERR_RATE_LIMITED');
      should(desk.ended).eql(['c1']);
    });

    it('of the strictest of the accounts that share the courier', async () => {
      desk.join({ rateLimit: 2, ratePeriodMs: 10_000 }, 'b');
      for (let i = 0; i < 8; i++) desk.submit(`c${i}`, `m${i}`);
      await desk.acceptAll();
      should(desk.ended.length).equal(2);
      should(desk.courier.report().rate).eql({ used: 2, limit: 2, believed: 2, periodMs: 10_000 });
    });
  });

  it('reports the newest failure by its code and time, and nothing else of it', async () => {
    desk.submit('c', 'm1');
    await desk.clock.advance(40);
    await desk.fail('m1', 'ERR_FORBIDDEN', { detail: 'private' });
    should(desk.courier.report().lastError).eql({ code: 'ERR_FORBIDDEN', at: Date.UTC(2026, 0, 1) + 40 });
    should(JSON.stringify(desk.courier.report())).not.match(/private/);
  });
});
