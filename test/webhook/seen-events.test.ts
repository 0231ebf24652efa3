import fc from 'fast-check';
import should from 'should';
import { SeenEvents, seenKey } from '../../src/webhook/seen-events';

const DAY = 24 * 60 * 60 * 1000;

describe('the memory of events', () => {
  it('knows what it was told', () => {
    const seen = new SeenEvents();
    should(seen.has('a', 0)).be.false();
    seen.add('a', 0);
    should(seen.has('a', 0)).be.true();
    should(seen.has('b', 0)).be.false();
  });

  it('forgets after a day, counted from the first time', () => {
    const seen = new SeenEvents();
    seen.add('a', 0);
    seen.add('a', DAY);
    should(seen.has('a', DAY)).be.true();
    should(seen.has('a', DAY + 1)).be.false();
    seen.add('a', DAY + 1);
    should(seen.has('a', DAY + 1)).be.true();
    should(seen.size).equal(1);
  });

  it('lets go of what is forgotten', () => {
    const seen = new SeenEvents();
    for (let i = 0; i < 100; i++) seen.add(`${i}`, i);
    seen.add('new', DAY + 100);
    should(seen.size).equal(1);
  });

  it('forgets the oldest when there are too many: 50,000 unless told otherwise', () => {
    const seen = new SeenEvents();
    for (let i = 0; i <= 50_000; i++) seen.add(`${i}`, 0);
    should(seen.size).equal(50_000);
    should([seen.has('0', 0), seen.has('1', 0), seen.has('50000', 0)]).eql([false, true, true]);
  });

  it('knows the latest ones, whatever came before', () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 4 }), (told, limit) => {
        const seen = new SeenEvents({ limit });
        const expected: string[] = [];
        told.forEach((key, now) => {
          seen.add(key, now);
          if (!expected.includes(key)) expected.push(key);
          if (expected.length > limit) expected.shift();
        });
        should([...seen.entries()].map(([key]) => key)).eql(expected);
      }),
    );
  });

  it('is not confused by a clock that is set back', () => {
    const seen = new SeenEvents();
    seen.add('a', DAY);
    seen.add('b', 0);
    should([seen.has('a', 0), seen.has('b', 0)]).eql([true, true]);
    should([seen.has('a', DAY + 1), seen.has('b', DAY + 1)]).eql([true, false]);
    seen.add('b', DAY + 1);
    should(seen.has('b', DAY + 1)).be.true();
  });

  it('has keys of 22 characters, other ones for each account and event', () => {
    const keys = [
      seenKey('a', 'b'),
      seenKey('ab', ''),
      seenKey('', 'ab'),
      seenKey('a', 'c'),
      seenKey('a', 'x'.repeat(1e6)),
    ];
    for (const key of keys) key.should.match(/^[\w-]{22}$/);
    should(new Set(keys).size).equal(keys.length);
    seenKey('a', 'b').should.equal(keys[0] as string);
  });
});
