import should from 'should';
import { Courier } from '../../../src/delivery/courier';
import { newEntry, type Outcome } from '../../../src/delivery/entry';
import { type DeliveryPolicyInput, parseDeliveryPolicy } from '../../../src/model/delivery-policy';
import { DeliveryClock } from '../../support/delivery-clock';
import { accepted, json, sinchServer, toSinch } from '../support/sinch-server';

/** Lets real answers arrive; the courier's time stands meanwhile. */
async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise(setImmediate);
}

describe('a message on its way to Sinch', () => {
  const { answers, client, apiRequests, tokenRequests } = sinchServer();
  let clock: DeliveryClock;
  let outcome: Outcome | undefined;
  let courier: Courier;

  beforeEach(() => {
    clock = new DeliveryClock();
    outcome = undefined;
  });

  /** Hands one message to a courier that delivers as an account of Sinch does. */
  function submit(policy: DeliveryPolicyInput = {}) {
    courier = new Courier({
      clock,
      random: () => 0.5,
      onOutcome: (_, ended) => {
        outcome = ended;
      },
    });
    courier.join('a', { provider: client(), policy: parseDeliveryPolicy(policy, 'sinch') });
    courier.submit(
      newEntry({
        message: toSinch(),
        priority: 'normal',
        accountId: 'a',
        senderId: 's',
        luggage: 1,
        submittedAt: clock.now(),
      }),
    );
  }

  const failedOnce = () => courier.report().lastError !== undefined;

  it('is not sent again when its outcome is unknown, and says so', async () => {
    answers.api = (socket) => socket.destroy();
    submit();
    await until(() => outcome !== undefined);
    await clock.advance(3_600_000);
    apiRequests().length.should.equal(1);
    should(outcome).have.property('failure').containEql({ kind: 'uncertain' });
    should(outcome)
      .have.propertyByPath('failure', 'cause', 'hint')
      .match(/the provider would send it twice/);
  });

  it('is sent again when its outcome is unknown, if the account allows it', async () => {
    answers.api = json(500, {});
    submit({ onUncertain: 'retry' });
    await until(failedOnce);
    await clock.advance(60_000);
    await until(() => apiRequests().length > 1);
    answers.api = accepted;
    while (!outcome) await clock.advance(60_000);
    should(outcome).containEql({ ok: true });
  });

  it('is sent again after a 429, because it was not taken', async () => {
    answers.api = json(429, {}, { 'Retry-After': '2' });
    submit();
    await until(failedOnce);
    answers.api = accepted;
    await clock.advance(2_000);
    await until(() => outcome !== undefined);
    should(outcome).containEql({ ok: true });
    apiRequests().length.should.equal(2);
  });

  it('waits for a token that cannot be had at the moment, and goes out once', async () => {
    answers.token = json(503, {});
    submit();
    await until(failedOnce);
    tokenRequests().length.should.equal(1);
    apiRequests().length.should.equal(0);
    answers.token = undefined;
    await clock.advance(60_000);
    await until(() => outcome !== undefined);
    should(outcome).containEql({ ok: true });
    apiRequests().length.should.equal(1);
  });

  it('ends at once where the key is wrong', async () => {
    answers.token = json(401, {});
    submit();
    await until(() => outcome !== undefined);
    should(outcome).have.property('failure').containEql({ code: 'ERR_UNAUTHORIZED', kind: 'refused' });
    apiRequests().length.should.equal(0);
  });
});
