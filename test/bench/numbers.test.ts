import should from 'should';
import { minimumMs } from './minimum';
import { inParallel, interleaved } from './rounds';
import { formatSpread, spread } from './statistics';

describe('the least time a limit allows', () => {
  const periodMs = 10_000;

  it('is a period for each full window before the last', () => {
    for (const model of ['fixed', 'sliding'] as const) {
      minimumMs({ model, limit: 100, periodMs }, 300).should.equal(20_000);
      minimumMs({ model, limit: 100, periodMs }, 301).should.equal(30_000);
    }
  });

  it('is what a bucket needs to be refilled beyond what was in it', () => {
    minimumMs({ model: 'bucket', limit: 100, periodMs }, 300).should.equal(20_000);
    minimumMs({ model: 'bucket', limit: 100, periodMs }, 300, true).should.equal(30_000);
    minimumMs({ model: 'bucket', limit: 100, periodMs }, 50).should.equal(0);
  });
});

describe('rounds', () => {
  it('go backwards every second time', () => {
    interleaved(['a', 'b'], 3).should.deepEqual(['a', 'b', 'b', 'a', 'a', 'b']);
  });

  it('run all tasks, no more at once than allowed', async () => {
    let running = 0;
    let most = 0;
    let ended = 0;
    const task = async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      ended++;
    };
    await inParallel(Array(7).fill(task), 3);
    should({ most, ended }).deepEqual({ most: 3, ended: 7 });
  });
});

describe('a spread', () => {
  it('has the middle, or what lies between the two in the middle', () => {
    spread([3, 1, 2]).should.deepEqual({ median: 2, min: 1, max: 3 });
    spread([4, 1, 2, 3]).median.should.equal(2.5);
    (() => spread([])).should.throw(RangeError);
  });

  it('is written with its ends where they differ', () => {
    formatSpread(spread([1234.4, 1300]), 0).should.equal('1,267 (1,234-1,300)');
    formatSpread(spread([1.5]), 2).should.equal('1.50');
  });
});
