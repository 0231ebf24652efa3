import should from 'should';
import { Outage } from '../../src/delivery/outage';
import { aFailure } from '../support/delivery-entries';

const uncertain = aFailure('ERR_SERVER');
const unavailable = aFailure('ERR_CONNECTION_REFUSED');

describe('an outage', () => {
  let outage: Outage;
  beforeEach(() => {
    outage = new Outage();
  });

  function fail(times: number, now = 0, lane?: string, failure = uncertain): void {
    for (let i = 0; i < times; i++) outage.fails(now, lane ?? `lane ${i}`, failure, 1);
  }

  it('begins after five failures in a row', () => {
    fail(4);
    should(outage.probeAt).equal(undefined);
    fail(1);
    should(outage.probeAt).equal(1_000);
  });

  it('is not one message that the server cannot digest', () => {
    fail(50, 0, 'the only lane');
    should(outage.probeAt).equal(undefined);
    fail(1, 0, 'another lane');
    should(outage.probeAt).equal(1_000);
  });

  it('is one in a single conversation too where the provider is not even reached', () => {
    fail(5, 0, 'the only lane', unavailable);
    should(outage.probeAt).equal(1_000);
  });

  it('is over with one good answer, and the count begins anew', () => {
    fail(5);
    outage.works();
    should(outage.probeAt).equal(undefined);
    fail(4);
    should(outage.probeAt).equal(undefined);
  });

  it('is probed at intervals that double up to half a minute', () => {
    fail(5);
    const intervals = [];
    for (let i = 0; i < 7; i++) {
      const at = outage.probeAt as number;
      fail(1, at);
      intervals.push((outage.probeAt as number) - at);
    }
    should(intervals).eql([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('does not take what was under way when it began for probes', () => {
    fail(5);
    fail(11, 20);
    should(outage.probeAt).equal(1_000);
  });

  it('spreads the probes of many clients', () => {
    for (let i = 0; i < 5; i++) outage.fails(0, `lane ${i}`, uncertain, 0);
    should(outage.probeAt).equal(750);
  });

  it('begins again with the shortest interval the next time', () => {
    fail(5);
    fail(1, 1_000);
    outage.works();
    fail(5, 10_000);
    should(outage.probeAt).equal(11_000);
  });
});
