import should from 'should';
import { HoldQueue } from '../../src/webhook/hold-queue';

describe('the queue of events that wait', () => {
  it('gives them back in order', () => {
    const queue = new HoldQueue<string>(3);
    for (const item of ['a', 'b', 'c']) queue.push(item, 1);
    should([queue.shift(), queue.shift(), queue.shift(), queue.shift()]).eql(['a', 'b', 'c', undefined]);
  });

  it('is full when there are as many as may be, until one has gone', () => {
    const queue = new HoldQueue<string>(2);
    queue.push('a', 1);
    should(queue.full).be.false();
    queue.push('b', 1);
    should(queue.full).be.true();
    queue.shift();
    should(queue.full).be.false();
  });

  it('is full when they are as large as they may be together', () => {
    const queue = new HoldQueue<string>(100, 10);
    queue.push('a', 6);
    should(queue.full).be.false();
    queue.push('b', 6);
    should(queue.full).be.true();
    queue.shift();
    should(queue.full).be.false();
    queue.shift();
    queue.shift();
    queue.push('c', 10);
    should(queue.full).be.true();
  });
});
