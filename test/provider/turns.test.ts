import should from 'should';
import { createTurns } from '../../src/provider/turns';

const never = new AbortController().signal;

describe('turns', () => {
  it('are given at once up to the limit, then first come first served', async () => {
    const turns = createTurns(2);
    const order: string[] = [];
    const take = async (name: string) => {
      const end = await turns.take(never);
      order.push(name);
      return end;
    };
    const endA = await take('a');
    const endB = await take('b');
    const [c, d] = [take('c'), take('d')];
    order.should.deepEqual(['a', 'b']);
    endB();
    const endC = await c;
    order.should.deepEqual(['a', 'b', 'c']);
    endA();
    endC();
    (await d)();
    order.should.deepEqual(['a', 'b', 'c', 'd']);
  });

  it('can be had without waiting while one is free', async () => {
    const turns = createTurns(1);
    const end = turns.takeNow();
    should(turns.takeNow()).equal(undefined);
    const next = turns.take(never);
    end?.();
    should(turns.takeNow()).equal(undefined, 'who has waited comes first');
    (await next)();
    should(turns.takeNow()).be.a.Function();
  });

  it('are not waited for by who gave up, and nobody behind is forgotten', async () => {
    const turns = createTurns(1);
    const endFirst = await turns.take(never);
    const giveUp = new AbortController();
    const second = turns.take(giveUp.signal);
    const third = turns.take(never);
    giveUp.abort(new Error('enough'));
    await second.should.be.rejectedWith('enough');
    endFirst();
    (await third)();
  });

  it('are refused to who gave up before, and cost nothing', async () => {
    const turns = createTurns(1);
    await turns.take(AbortSignal.abort(new Error('enough'))).should.be.rejectedWith('enough');
    (await turns.take(never))();
  });

  it('stay taken when who has one gives up later', async () => {
    const turns = createTurns(1);
    const giveUp = new AbortController();
    const end = await turns.take(giveUp.signal);
    giveUp.abort();
    let given = false;
    const next = turns.take(never).then(() => {
      given = true;
    });
    await new Promise(setImmediate);
    given.should.equal(false);
    end();
    await next;
    should(given).equal(true);
  });
});
