import should from 'should';
import { PriorityTurns } from '../../src/delivery/priority-turns';
import type { Priority } from '../../src/model/priority';

/** Who has the next turns while the same priorities always wait. */
function turns(count: number, waiting: readonly Priority[]): Priority[] {
  const order = new PriorityTurns();
  const isWaiting = (priority: Priority) => waiting.includes(priority);
  return Array.from({ length: count }, () => {
    const chosen = order.choose(isWaiting) as Priority;
    order.took(chosen, isWaiting);
    return chosen;
  });
}

describe('turns of priorities', () => {
  it('give high before normal before bulk', () => {
    should(turns(1, ['bulk', 'normal', 'high'])).eql(['high']);
    should(turns(1, ['bulk', 'normal'])).eql(['normal']);
    should(turns(1, ['bulk'])).eql(['bulk']);
  });

  it('give nobody a turn where nobody waits', () => {
    should(new PriorityTurns().choose(() => false)).equal(undefined);
  });

  it('give bulk one of ten beside high, and not more', () => {
    const bulk = turns(100, ['bulk', 'high']).flatMap((priority, turn) => (priority === 'bulk' ? [turn] : []));
    should(bulk).eql([9, 19, 29, 39, 49, 59, 69, 79, 89, 99]);
  });

  it('starve neither normal nor bulk while high always waits', () => {
    const taken = turns(100, ['bulk', 'normal', 'high']);
    should(taken.filter((priority) => priority === 'bulk').length).be.aboveOrEqual(9);
    should(taken.filter((priority) => priority === 'normal').length).be.aboveOrEqual(9);
    should(taken.filter((priority) => priority === 'high').length).be.aboveOrEqual(78);
  });

  it('count only the turns for which a priority has waited', () => {
    const order = new PriorityTurns();
    for (let turn = 0; turn < 50; turn++) order.took('high', (priority) => priority === 'high');
    should(order.choose(() => true)).equal('high');
  });
});
