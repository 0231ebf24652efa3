import should from 'should';
import { seededRandom } from '../../../src/sandbox/faults/random';
import { readMischief, shuffled } from '../../../src/sandbox/webhooks/mischief';

describe('mischief from another process', () => {
  it('is taken over', () => {
    readMischief({ duplicate: 0.5, shuffle: 4, delayMs: 2_000 }).should.eql({
      duplicate: 0.5,
      shuffle: 4,
      delayMs: 2_000,
    });
    readMischief({}).should.eql({});
  });

  const wrong: readonly [value: unknown, words: RegExp][] = [
    [null, /must be an object/],
    ['drop', /must be an object/],
    [{ explode: 1 }, /no mischief "explode"/],
    [{ drop: 2 }, /"drop" must be a number from 0 to 1$/],
    [{ drop: '1' }, /"drop" must be a number/],
    [{ shuffle: -1 }, /"shuffle" must be a number/],
  ];
  for (const [value, words] of wrong) {
    it(`is refused with a reason: ${JSON.stringify(value)}`, () => {
      should(() => readMischief(value)).throw(words);
    });
  }

  it('shuffles without losing anything, the same way for the same seed', () => {
    const things = Array.from({ length: 20 }, (_, index) => index);
    const once = shuffled(things, seededRandom(7));
    once.should.not.eql(things);
    [...once].sort((a, b) => a - b).should.eql(things);
    shuffled(things, seededRandom(7)).should.eql(once);
  });
});
