import fc from 'fast-check';
import should from 'should';
import { answeredAt, parseRetryAfter } from '../../src/provider/retry-after';

const now = Date.UTC(2026, 0, 1);

describe('Retry-After', () => {
  for (const [value, ms] of [
    ['0', 0],
    ['7', 7000],
    [' 60 ', 60_000],
    ['1.5', 1500],
    [['3', '9'], 3000],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
  ] as const) {
    it(`${JSON.stringify(value)} is ${ms} ms`, () => {
      should(parseRetryAfter(typeof value === 'string' ? value : [...value], now)).equal(ms);
    });
  }

  for (const value of [
    undefined,
    '',
    '  ',
    'soon',
    '-5',
    '1e3',
    '0x10',
    'Infinity',
    '1 2 3 4',
    '60 s',
    '9'.repeat(400),
    'Monday',
  ]) {
    it(`${JSON.stringify(value)} says nothing`, () => should(parseRetryAfter(value, now)).equal(undefined));
  }

  it('is a time from now on, or nothing, whatever a server sends', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.date().map(String), fc.double().map(String)), (value) => {
        const ms = parseRetryAfter(value, now);
        should(ms === undefined || (Number.isFinite(ms) && ms >= 0)).equal(true);
      }),
    );
  });

  it('as a date is as far away as the date, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (seconds) => {
        should(parseRetryAfter(new Date(now + seconds * 1000).toUTCString(), now)).equal(seconds * 1000);
      }),
    );
  });
});

describe('the moment of an answer', () => {
  it("is the server's, by its Date", () => {
    should(answeredAt('Wed, 31 Dec 2025 21:00:00 GMT', now)).equal(now - 3 * 3_600_000);
  });

  for (const value of [undefined, '', 'soon', '-5', 'Monday', ['Wed, 31 Dec 2025 21:00:00 GMT', 'x']]) {
    it(`is ours where Date is ${JSON.stringify(value)}`, () => should(answeredAt(value, now)).equal(now));
  }
});
