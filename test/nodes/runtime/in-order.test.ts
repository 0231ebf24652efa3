import should from 'should';
import { InOrder } from '../../../nodes/runtime/in-order';

describe('InOrder', () => {
  function collector() {
    const seen: unknown[] = [];
    const inOrder = new InOrder();
    const run = (read: () => unknown[]) =>
      inOrder.run(
        read,
        (values) => seen.push(...values),
        (thrown) => seen.push(`failed ${thrown}`),
      );
    return { seen, run };
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('hands values on at once while nothing takes time', () => {
    const { seen, run } = collector();
    run(() => ['a']);
    run(() => ['b']);
    should(seen).eql(['a', 'b']);
  });

  it('keeps later messages behind an earlier one that takes time', async () => {
    const { seen, run } = collector();
    let resolve: (value: string) => void = () => {};
    run(() => [
      new Promise((settle) => {
        resolve = settle;
      }),
    ]);
    run(() => ['second']);
    run(() => [Promise.resolve('third')]);
    await settled();
    should(seen).be.empty();
    resolve('first');
    await settled();
    should(seen).eql(['first', 'second', 'third']);
  });

  it('hands on what is thrown and what is rejected, each in its turn', async () => {
    const { seen, run } = collector();
    run(() => [Promise.reject('late')]);
    run(() => {
      throw 'early';
    });
    run(() => ['fine']);
    await settled();
    should(seen).eql(['failed late', 'failed early', 'fine']);
  });

  it('is quick again once all that took time is over', async () => {
    const { seen, run } = collector();
    run(() => [Promise.resolve('slow')]);
    await settled();
    run(() => ['quick']);
    should(seen).eql(['slow', 'quick']);
  });
});
