import should from 'should';
import type { Entry } from '../../src/delivery/entry';
import { Lane } from '../../src/delivery/lanes';
import { Retries } from '../../src/delivery/retries';
import { DeliveryClock } from '../support/delivery-clock';
import { anEntry } from '../support/delivery-entries';

function laneOf(key: string, ...names: string[]): Lane {
  const lane = new Lane(key);
  for (const name of names) lane.entries.push(anEntry(key, name));
  return lane;
}

describe('lanes whose head has failed for the time being', () => {
  let clock: DeliveryClock;
  let retries: Retries;
  beforeEach(() => {
    clock = new DeliveryClock();
    retries = new Retries(clock);
  });

  const readyKeys = () => [...retries.ready()].map(([{ key }]) => key);

  it('are called when their wait is over, and may try again from then on', async () => {
    const lane = laneOf('a', 'a1');
    let calledAt: number | undefined;
    retries.later(lane, lane.head as Entry, 500, () => {
      calledAt = clock.now();
    });
    await clock.advance(499);
    should(readyKeys()).eql([]);
    should(calledAt).equal(undefined);
    await clock.advance(1);
    should(calledAt).equal(500);
    should(readyKeys()).eql(['a']);
  });

  it('may try again at once where there is nothing to wait for', () => {
    const lane = laneOf('a', 'a1');
    retries.now(lane, lane.head as Entry);
    should(readyKeys()).eql(['a']);
    should(clock.pending).equal(0);
  });

  it('leave no timer when they are forgotten', () => {
    const lanes = [laneOf('a', 'a1'), laneOf('b', 'b1')];
    for (const lane of lanes) retries.later(lane, lane.head as Entry, 500, () => {});
    retries.forget(lanes[0] as Lane);
    should(clock.pending).equal(1);
    retries.forgetAll();
    should(clock.pending).equal(0);
    should(readyKeys()).eql([]);
  });

  it('are forgotten with their head, and those that have another head are named', () => {
    const [kept, next, empty] = [laneOf('kept', 'k1'), laneOf('next', 'n1', 'n2'), laneOf('empty', 'e1')];
    for (const lane of [kept, next, empty]) retries.later(lane, lane.head as Entry, 500, () => {});
    next.entries.shift();
    empty.entries.shift();
    should(retries.forgetHeadless().map(({ key }) => key)).eql(['next']);
    should(clock.pending).equal(1);
  });
});
