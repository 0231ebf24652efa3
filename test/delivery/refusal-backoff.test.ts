import should from 'should';
import { RefusalBackoff } from '../../src/delivery/refusal-backoff';

describe('the least wait after a 429', () => {
  const leastMs = (refusals: number, limit: number, periodMs: number) => {
    const backoff = new RefusalBackoff();
    for (let i = 0; i < refusals; i++) backoff.refused();
    return backoff.leastMs({ limit, periodMs, concurrency: 16 });
  };

  it('doubles from the time of one request', () => {
    should([1, 2, 3, 4].map((refusals) => leastMs(refusals, 100, 60_000))).eql([600, 1_200, 2_400, 4_800]);
  });

  it('is no longer than a period, nor than 30 s, however many there were', () => {
    should(leastMs(5_000, 20, 2_000)).equal(2_000);
    should(leastMs(5_000, 100, 60_000)).equal(30_000);
  });

  it('is the time of one request even where that is longer', () => {
    should([1, 2, 9].map((refusals) => leastMs(refusals, 2, 86_400_000))).eql([43_200_000, 43_200_000, 43_200_000]);
  });

  it('begins anew after a reset', () => {
    const backoff = new RefusalBackoff();
    for (let i = 0; i < 3; i++) backoff.refused();
    backoff.reset();
    backoff.refused();
    should(backoff.leastMs({ limit: 100, periodMs: 60_000, concurrency: 16 })).equal(600);
  });
});
