import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import should from 'should';
import { onAbort } from '../../src/provider/on-abort';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as (options?: { type: 'minor' }) => void;

describe('who listens to a signal', () => {
  it('is called when it aborts, each once', () => {
    const abort = new AbortController();
    const told: string[] = [];
    for (const name of ['a', 'b', 'c']) onAbort(abort.signal, () => told.push(name));
    told.should.deepEqual([]);
    abort.abort();
    abort.abort();
    told.should.deepEqual(['a', 'b', 'c']);
  });

  it('is called at once where it has aborted', () => {
    let told = 0;
    const stop = onAbort(AbortSignal.abort(), () => told++);
    told.should.equal(1);
    stop();
  });

  it('is not called once it has stopped to listen, and who takes its slot is', () => {
    const abort = new AbortController();
    const told: string[] = [];
    const stop = onAbort(abort.signal, () => told.push('gone'));
    onAbort(abort.signal, () => told.push('stayed'));
    stop();
    onAbort(abort.signal, () => told.push('came'));
    abort.abort();
    told.should.deepEqual(['came', 'stayed']);
  });

  it('may stop when it is called', () => {
    const abort = new AbortController();
    const told: string[] = [];
    const stop = onAbort(abort.signal, () => {
      told.push('a');
      stop();
    });
    onAbort(abort.signal, () => told.push('b'));
    abort.abort();
    told.should.deepEqual(['a', 'b']);
  });

  it('hears its own signal only', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const told: string[] = [];
    onAbort(one.signal, () => told.push('one'));
    onAbort(other.signal, () => told.push('other'));
    other.abort();
    told.should.deepEqual(['other']);
  });

  it('shares one listener of the signal with all others', () => {
    const { signal } = new AbortController();
    for (let i = 0; i < 100; i++) onAbort(signal, () => {});
    getEventListeners(signal, 'abort').length.should.equal(1);
  });

  it('keeps none on the heap that came after it, once it has stopped', () => {
    const { signal } = new AbortController();
    const listen = () => {
      const held = new Array(10_000).fill(0);
      return onAbort(signal, () => held.length);
    };
    let stop = listen();
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 1000; i++) {
      const next = listen();
      stop();
      stop = next;
      // What survives two of these is old, and is then left alone until a full collection.
      if (i % 10 === 0) collectGarbage({ type: 'minor' });
    }
    const kept = process.memoryUsage().heapUsed - before;
    should(kept).be.below(20_000_000, 'all that was held together has 80 MB');
  });
});
