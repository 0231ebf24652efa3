import should from 'should';
import { pauseOf } from '../../src/delivery/report';

const nothing = { outageUntil: undefined, limitedUntil: undefined, held: false };

describe('the reason why nothing starts', () => {
  it('is none while nothing stands in the way', () => {
    should(pauseOf(100, nothing)).equal(undefined);
    should(pauseOf(100, { ...nothing, limitedUntil: 100 })).equal(undefined, 'a pause that is over');
  });

  it('says how long a limit or an outage will last', () => {
    should(pauseOf(100, { ...nothing, limitedUntil: 350 })).eql({ reason: 'limit', forMs: 250 });
    should(pauseOf(100, { ...nothing, outageUntil: 350 })).eql({ reason: 'outage', forMs: 250 });
  });

  it('says that the next probe of an outage is due or under way', () => {
    should(pauseOf(100, { ...nothing, outageUntil: 50 })).eql({ reason: 'outage', forMs: 0 });
  });

  it('tells a restart before an outage, and an outage before a limit', () => {
    const all = { outageUntil: 300, limitedUntil: 900, held: true };
    should(pauseOf(100, all)).eql({ reason: 'restart' });
    should(pauseOf(100, { ...all, held: false })).eql({ reason: 'outage', forMs: 200 });
  });
});
