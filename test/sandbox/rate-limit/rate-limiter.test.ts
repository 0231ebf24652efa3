import fc from 'fast-check';
import { budgetFor, RateLimiter, rateLimitHeaders } from '../../../src/sandbox/rate-limit/rate-limiter';
import type { WindowSettings } from '../../../src/sandbox/rate-limit/settings';

const limit = 5;
const periodMs = 1_000;
const start = 1_000_000;

/** Mostly close together, so that the budget runs out, with pauses in which it comes back. */
const gap = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 80 }) }, { weight: 1, arbitrary: fc.nat(700) });

const arrivals = fc.array(gap, { minLength: 1, maxLength: 120 }).map((gaps) => {
  let now = start;
  return gaps.map((wait) => {
    now += wait;
    return now;
  });
});

function allowedTimes(model: WindowSettings['model'], times: readonly number[]): number[] {
  const budget = budgetFor({ model, limit, periodMs });
  return times.filter((time) => budget.take(time).allowed);
}

const within = (times: readonly number[], from: number, to: number) => times.filter((t) => t >= from && t < to).length;

describe('the rate limits of the sandbox', () => {
  it('never allow more than the limit in any whole period of the clock (fixed)', () => {
    fc.assert(
      fc.property(arrivals, (times) => {
        const allowed = allowedTimes('fixed', times);
        return allowed.every((time) => {
          const from = Math.floor(time / periodMs) * periodMs;
          return within(allowed, from, from + periodMs) <= limit;
        });
      }),
    );
  });

  it('never allow more than the limit in any stretch of one period (sliding)', () => {
    fc.assert(
      fc.property(arrivals, (times) => {
        const allowed = allowedTimes('sliding', times);
        return allowed.every((time) => within(allowed, time, time + periodMs) <= limit);
      }),
    );
  });

  it('never allow more than the bucket holds and gains in any stretch (bucket)', () => {
    fc.assert(
      fc.property(arrivals, (times) => {
        const allowed = allowedTimes('bucket', times);
        return allowed.every((from, first) =>
          allowed.slice(first).every((to, more) => more + 1 <= limit + ((to - from) * limit) / periodMs + 1e-6),
        );
      }),
    );
  });

  for (const model of ['fixed', 'sliding', 'bucket'] as const) {
    it(`allow a request as soon as the wait they named is over, and not before (${model})`, () => {
      fc.assert(
        fc.property(arrivals, (times) => {
          const early = budgetFor({ model, limit, periodMs });
          const late = budgetFor({ model, limit, periodMs });
          for (const time of times) {
            early.take(time);
            const { allowed, retryAfterMs } = late.take(time);
            if (allowed) continue;
            return !early.take(time + retryAfterMs - 1).allowed && late.take(time + retryAfterMs).allowed;
          }
          return true;
        }),
      );
    });

    it(`allow the whole limit at once when nothing was used (${model})`, () => {
      allowedTimes(model, Array(limit + 3).fill(start)).length.should.equal(limit);
    });
  }

  it('let a refused request cost budget only when told to', () => {
    const impatient = Array.from({ length: 30 }, (_, index) => start + index * 100);
    const kind = budgetFor({ model: 'sliding', limit, periodMs });
    const strict = budgetFor({ model: 'sliding', limit, periodMs, count429: true });
    impatient.filter((time) => kind.take(time).allowed).length.should.equal(15);
    impatient.filter((time) => strict.take(time).allowed).length.should.equal(limit);
  });

  it('keep one budget for each token', () => {
    const limiter = new RateLimiter({ model: 'fixed', limit: 1, periodMs });
    limiter.take('a', start).allowed.should.be.true();
    limiter.take('a', start).allowed.should.be.false();
    limiter.take('b', start).allowed.should.be.true();
  });

  it('start anew when they are changed', () => {
    const limiter = new RateLimiter({ model: 'fixed', limit: 1, periodMs });
    limiter.take('a', start);
    limiter.configure({ model: 'fixed', limit: 1, periodMs });
    limiter.take('a', start).allowed.should.be.true();
  });

  it('allow everything by default', () => {
    const limiter = new RateLimiter();
    Array.from({ length: 1_000 }, () => limiter.take('a', start).allowed).should.matchEach(true);
  });
});

describe('the headers of a rate limit', () => {
  const refusal = { allowed: false, remaining: 0, retryAfterMs: 1_200, resetMs: 2_500 };
  const settings = { model: 'sliding', limit: 7 } as const;

  it('name limit, rest and reset, and on a refusal the wait in whole seconds', () => {
    rateLimitHeaders(refusal, settings, 10_000).should.eql({
      'retry-after': '2',
      'x-ratelimit-limit': '7',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '13',
    });
  });

  it('can name the reset in seconds from now', () => {
    const headers = rateLimitHeaders(refusal, { ...settings, resetForm: 'delta' }, 10_000);
    headers.should.have.property('x-ratelimit-reset', '3');
  });

  it('can be the wait alone, and only on a refusal', () => {
    const sparse = { ...settings, headers: 'retry-after' } as const;
    rateLimitHeaders(refusal, sparse, 0).should.eql({ 'retry-after': '2' });
    rateLimitHeaders({ ...refusal, allowed: true }, sparse, 0).should.eql({});
  });

  it('can be missing altogether', () => {
    rateLimitHeaders(refusal, { ...settings, headers: 'none' }, 0).should.eql({});
  });

  it('never tell to wait 0 seconds', () => {
    rateLimitHeaders({ ...refusal, retryAfterMs: 0 }, settings, 0).should.have.property('retry-after', '1');
  });
});
