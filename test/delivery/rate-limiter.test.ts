import fc from 'fast-check';
import should from 'should';
import { type LimitNews, RateLimiter } from '../../src/delivery/rate-limiter';

const settings = { limit: 10, periodMs: 10_000, concurrency: 16 };
const good: LimitNews = { limited: false };

/** A slot comes back this much later than the period says. */
const MARGIN = 2;

describe('the rate limiter', () => {
  let limiter: RateLimiter;
  beforeEach(() => {
    limiter = new RateLimiter(settings);
  });

  /** Sends one request after the other, each answered at once, until the limiter says to wait: how many there were. */
  function sendAll(now: number, news: LimitNews = good): number {
    let sent = 0;
    for (; limiter.waitMs(now) === 0; sent++) {
      limiter.end(now, limiter.start(now), news);
    }
    return sent;
  }

  function refuse(now: number, news: Partial<LimitNews> = {}): void {
    limiter.end(now, limiter.start(now), { limited: true, ...news });
  }

  it('lets through the limit at once, and the next one period after the first answer', () => {
    should(sendAll(0)).equal(10);
    should(limiter.waitMs(0)).equal(10_000 + MARGIN);
    should(limiter.waitMs(4_000)).equal(6_000 + MARGIN);
    should(sendAll(10_000 + MARGIN)).equal(10);
  });

  it('gives a slot back one period after the answer, not after the start', () => {
    limiter.end(3_000, limiter.start(0), good);
    should(sendAll(3_000)).equal(9);
    should(limiter.waitMs(10_500)).equal(2_500 + MARGIN);
  });

  it('waits for an answer rather than for time when too many are under way', () => {
    const first = limiter.start(0);
    limiter.start(0);
    should(limiter.waitMs(0)).equal(undefined);
    limiter.end(10, first, good);
    should(limiter.waitMs(10)).equal(0);
  });

  it('counts what is used', () => {
    const started = limiter.start(0);
    should(limiter.used(0)).equal(1);
    limiter.end(0, started, good);
    should(limiter.used(9_999)).equal(1);
    should(limiter.used(10_000 + MARGIN)).equal(0);
  });

  it('pauses for as long as Retry-After says', () => {
    refuse(0, { retryAfterMs: 7_000 });
    should(limiter.waitMs(0)).equal(7_000);
    should(limiter.waitMs(6_000)).equal(1_000);
    should(limiter.pausedUntil).equal(7_000);
  });

  it('pauses until the reset where a 429 names only that, and for a period where it names nothing', () => {
    refuse(0, { resetMs: 6_000 });
    should(limiter.waitMs(0)).equal(6_000);
    refuse(6_000);
    should(limiter.waitMs(6_000)).equal(10_000);
  });

  it('pauses for the time of one request at least, and twice as long with each 429 in a row, up to a period', () => {
    const pauses = [];
    for (let now = 0, i = 0; i < 6; i++, now = limiter.pausedUntil) {
      refuse(now, { retryAfterMs: 0 });
      pauses.push(limiter.waitMs(now));
    }
    should(pauses).eql([1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  });

  it('pauses for 30 s at most of its own accord, but for the time of one request in any case', () => {
    const pauses = [];
    for (const limit of [100, 10]) {
      limiter.configure({ ...settings, limit, periodMs: 600_000 });
      for (let i = 0; i < 5; i++) {
        const now = limiter.pausedUntil;
        refuse(Math.max(0, now), { retryAfterMs: 0 });
        pauses.push(limiter.pausedUntil - Math.max(0, now));
      }
    }
    should(pauses).eql([6_000, 12_000, 24_000, 30_000, 30_000, 60_000, 60_000, 60_000, 60_000, 60_000]);
  });

  it('begins with short pauses again after a good answer, unless that request started before the 429', () => {
    const late = limiter.start(0);
    refuse(10, { retryAfterMs: 0 });
    limiter.end(500, late, good);
    refuse(1_010, { retryAfterMs: 0 });
    should(limiter.waitMs(1_010)).equal(2_000);
    limiter.end(3_010, limiter.start(3_010), good);
    refuse(4_010, { retryAfterMs: 0 });
    should(limiter.waitMs(4_010)).equal(1_000);
  });

  it('takes 429s of requests that were under way together for one', () => {
    const late = limiter.start(0);
    refuse(10, { retryAfterMs: 0 });
    limiter.end(20, late, { limited: true, retryAfterMs: 0 });
    should(limiter.waitMs(20)).equal(1_000);
  });

  it('never shortens a pause', () => {
    const late = limiter.start(0);
    refuse(0, { retryAfterMs: 9_000 });
    limiter.end(10, late, { limited: true, retryAfterMs: 1_000 });
    should(limiter.pausedUntil).equal(9_000);
  });

  it('believes what a full window has let through', () => {
    for (let i = 0; i < 6; i++) {
      limiter.end(0, limiter.start(0), good);
    }
    refuse(0, { retryAfterMs: 10_000 });
    should(limiter.believed(0)).equal(6);
  });

  it('learns once from requests that were under way together', () => {
    for (let i = 0; i < 6; i++) limiter.end(0, limiter.start(0), good);
    const late = limiter.start(9_900);
    refuse(9_990, { retryAfterMs: 10_000 });
    should(limiter.believed(9_990)).equal(6);
    limiter.end(10_100, late, { limited: true, retryAfterMs: 10_000 });
    should(limiter.believed(10_100)).equal(6, 'though nothing was let through in the last period');
  });

  it('tries single requests beyond a lowered limit, because others may have used it up', () => {
    refuse(0, { retryAfterMs: 10_000 });
    const now = 20_000;
    should(limiter.believed(now)).equal(1);
    should(limiter.waitMs(now)).equal(0);
    const started = limiter.start(now);
    should(limiter.waitMs(now)).equal(undefined, 'one at first');
    limiter.end(now, started, good);
    should(sendAll(now)).equal(9, 'up to the limit that is set');
  });

  it('spreads requests evenly once a bucket was seen empty', () => {
    sendAll(0);
    refuse(12_000, { retryAfterMs: 1_000 });
    const starts = [];
    for (let now = 12_000; now < 20_000; now++) {
      if (limiter.waitMs(now) !== 0) continue;
      starts.push(now);
      limiter.end(now, limiter.start(now), good);
    }
    should(starts).eql([13_000, 14_000, 15_000, 16_000, 17_000, 18_000, 19_000]);
  });

  it('measures the refill of a bucket between two moments at which it is empty', () => {
    refuse(0, { retryAfterMs: 1_000 });
    for (let now = 1_000; now < 6_000; now += 1_000) {
      limiter.end(now, limiter.start(now), good);
    }
    refuse(6_000, { retryAfterMs: 1_000 });
    // 5 in 6 s are 8.3 in 10 s, and a little above.
    should(limiter.believed(6_000)).equal(8);
  });

  it('sends one at a time where the server says that nothing is left, though by our count there is', () => {
    limiter.end(0, limiter.start(0), { limited: false, remaining: 0, resetMs: 4_000 });
    should(limiter.waitMs(0)).equal(0);
    const only = limiter.start(0);
    should(limiter.waitMs(0)).equal(undefined);
    limiter.end(10, only, { limited: false, remaining: 8, resetMs: 4_000 });
    limiter.start(10);
    should(limiter.waitMs(10)).equal(0);
  });

  it('keeps to its own count where the server says that nothing is left, and by our count nothing is', () => {
    for (let i = 0; i < 9; i++) {
      limiter.end(i * 100, limiter.start(i * 100), good);
    }
    limiter.end(900, limiter.start(900), { limited: false, remaining: 0, resetMs: 10_000 });
    should(limiter.waitMs(900)).equal(9_100 + MARGIN, 'until the first slot comes back, not until all are');
  });

  it('does not take for news what only overtook on the wire, nor slots that returned to us since', () => {
    const first = limiter.start(0);
    for (let i = 0; i < 8; i++) limiter.end(20, limiter.start(0), good);
    const last = limiter.start(0);
    limiter.end(20, first, { limited: false, remaining: 0 });
    should(limiter.waitMs(10_100)).equal(0, 'while the last one is under way');
    limiter.end(10_100, last, { limited: false, remaining: 0 });
    limiter.start(10_100);
    should(limiter.waitMs(10_100)).equal(0, 'more than one at a time');
  });

  it('takes another limit at once, with what was sent before', () => {
    sendAll(0);
    limiter.configure({ ...settings, limit: 15 });
    should(limiter.settings.limit).equal(15);
    should(sendAll(0)).equal(5);
  });

  it('forgets what it learned of a limit when another is set, and only then', () => {
    refuse(0, { retryAfterMs: 10_000 });
    limiter.configure({ ...settings });
    should(limiter.believed(0)).equal(1);
    limiter.configure({ ...settings, limit: 20 });
    should(limiter.believed(0)).equal(20);
  });

  it('lets out in no period more than a full budget and its refill, whatever the server answers', () => {
    const answers = fc.record({
      limited: fc.boolean(),
      retryAfterMs: fc.constantFrom(0, 0, 0, 1, 400, 1_000, 4_000, undefined),
      tookMs: fc.constantFrom(0, 3, 50, 700),
    });
    fc.assert(
      fc.property(fc.array(answers, { minLength: 1, maxLength: 12 }), (script) => {
        const starts = startsIn(100_000, script);
        // What a late timer makes up for comes on top: 250 ms of the pace.
        const most = 2 * settings.limit + 1;
        starts.forEach((at, index) => {
          should(at - (starts[index - most] ?? Number.NEGATIVE_INFINITY)).be.aboveOrEqual(settings.periodMs);
        });
      }),
    );
  });

  /** Starts whatever may start, and answers as the script says, over and over: when each request started. */
  function startsIn(ms: number, script: (LimitNews & { tookMs: number })[]): number[] {
    const tested = new RateLimiter(settings);
    const starts: number[] = [];
    const underWay: { endsAt: number; end: (now: number) => void }[] = [];
    for (let now = 0; now < ms; ) {
      const due = underWay.findIndex(({ endsAt }) => endsAt <= now);
      if (due >= 0) underWay.splice(due, 1)[0]?.end(now);
      else if (tested.waitMs(now) === 0) {
        const { tookMs, ...news } = script[starts.length % script.length] ?? { limited: true, tookMs: 0 };
        const started = tested.start(now);
        starts.push(now);
        underWay.push({ endsAt: now + tookMs, end: (at) => tested.end(at, started, news) });
        should(starts.length).be.below(1_000, 'requests');
      } else now = Math.min(now + (tested.waitMs(now) ?? ms), ...underWay.map(({ endsAt }) => endsAt));
    }
    return starts;
  }
});
