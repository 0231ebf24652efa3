import should from 'should';
import { BelievedLimit } from '../../src/delivery/believed-limit';

const PERIOD = 1_000;

describe('the believed limit', () => {
  let believed: BelievedLimit;
  beforeEach(() => {
    believed = new BelievedLimit(100, PERIOD);
  });

  it('is the set one until a 429 says otherwise', () => {
    should(believed.value(1e9)).equal(100);
    should(believed.lowered(1e9)).equal(false);
    should(believed.mayGoBeyond(1e9)).equal(false);
  });

  it('comes down to what a full window has let through', () => {
    believed.filled(0, 67);
    should(believed.value(0)).equal(67);
    should(believed.lowered(0)).equal(true);
  });

  it('is never less than one nor more than set', () => {
    believed.filled(0, 0);
    should(believed.value(0)).equal(1);
    believed.filled(0, 200);
    should(believed.value(0)).equal(100);
  });

  it('rises again to the set one after five quiet periods, step by step', () => {
    believed.filled(0, 50);
    should(believed.value(5 * PERIOD - 1)).equal(50);
    should(believed.value(5 * PERIOD)).equal(70);
    should(believed.value(6 * PERIOD)).equal(90);
    should(believed.value(7 * PERIOD)).equal(100);
    should(believed.value(100 * PERIOD)).equal(100);
  });

  it('begins the quiet periods anew with every 429', () => {
    believed.filled(0, 50);
    believed.filled(4 * PERIOD, 50);
    should(believed.value(8 * PERIOD)).equal(50);
  });

  it('may be tested beyond at once after the first 429, and more seldom after each further one', () => {
    believed.filled(0, 50);
    should(believed.mayGoBeyond(0)).equal(true);
    believed.filled(100, 50);
    should(believed.mayGoBeyond(PERIOD + 99)).equal(false);
    should(believed.mayGoBeyond(PERIOD + 100)).equal(true);
    believed.filled(2_000, 50);
    should(believed.mayGoBeyond(2_000 + 3 * PERIOD - 1)).equal(false);
    should(believed.mayGoBeyond(2_000 + 3 * PERIOD)).equal(true);
  });

  it('rises at once to what late answers prove', () => {
    believed.filled(0, 60);
    believed.proven(64);
    should(believed.value(0)).equal(64);
    believed.proven(10);
    should(believed.value(0)).equal(64);
  });

  it('takes a measured pace, but not much less in one step', () => {
    believed.paced(0, 72);
    should(believed.value(0)).equal(72);
    believed.paced(0, 1);
    should(believed.value(0)).be.approximately(50.4, 1e-9);
  });

  it('never takes a pace that is higher than before', () => {
    believed.paced(0, 72);
    believed.paced(0, 90);
    should(believed.value(0)).equal(72);
  });

  it('raises a pace after two quiet periods', () => {
    believed.paced(0, 72);
    should(believed.value(2 * PERIOD - 1)).equal(72);
    should(believed.value(2 * PERIOD)).equal(92);
  });
});
