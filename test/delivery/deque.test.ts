import fc from 'fast-check';
import should from 'should';
import { Deque } from '../../src/delivery/deque';

describe('a queue with two ends', () => {
  it('gives back in order what was put in', () => {
    const deque = new Deque<number>();
    for (const item of [1, 2, 3]) deque.push(item);
    deque.unshift(0);
    should([deque.shift(), deque.shift(), deque.shift(), deque.shift(), deque.shift()]).eql([0, 1, 2, 3, undefined]);
  });

  it('shows its first item and leaves it there', () => {
    const deque = new Deque<string>();
    should(deque.first).equal(undefined);
    deque.push('a');
    should(deque.first).equal('a');
    should(deque.size).equal(1);
  });

  it('behaves like an array, however long it gets', () => {
    const operation = fc.oneof(
      fc.record({ is: fc.constantFrom('push', 'unshift'), times: fc.nat(200) }),
      fc.record({ is: fc.constant('shift'), times: fc.nat(150) }),
    );
    fc.assert(
      fc.property(fc.array(operation), (operations) => {
        const deque = new Deque<number>();
        const array: number[] = [];
        const steps = operations.flatMap(({ is, times }) => Array.from({ length: times }, () => is));
        for (const [item, step] of steps.entries()) {
          if (step === 'shift') should(deque.shift()).equal(array.shift());
          else deque[step as 'push' | 'unshift'](item);
          if (step !== 'shift') array[step as 'push' | 'unshift'](item);
          should([deque.size, deque.first]).eql([array.length, array[0]]);
        }
        should([...deque]).eql(array);
      }),
    );
  });
});
