import should from 'should';
import { Members } from '../../src/delivery/members';
import type { DeliveryPolicy } from '../../src/model/delivery-policy';
import type { Provider } from '../../src/provider/provider';
import { aPolicy } from '../support/delivery-entries';

const provider = {} as Provider;
const member = (policy: Partial<DeliveryPolicy> = {}) => ({ provider, policy: aPolicy(policy) });

/** Whether a promise is settled once everything that is due has run. */
async function isDone(promise: Promise<void>): Promise<boolean> {
  let done = false;
  promise.then(() => {
    done = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return done;
}

describe('the accounts of a courier', () => {
  let members: Members;
  beforeEach(() => {
    members = new Members();
  });

  it('know each other by id, the newest settings count', () => {
    members.add('a', member());
    members.add('a', member({ concurrency: 3 }));
    should(members.get('a')?.policy.concurrency).equal(3);
    should(members.get('b')).equal(undefined);
  });

  it('are held until they are back or gone', () => {
    members.add('a', member());
    members.add('b', member());
    members.hold('a');
    members.hold('b');
    members.add('a', member());
    should(members.anyHeld).equal(true);
    members.remove('b');
    should(members.anyHeld).equal(false);
  });

  it('cannot be held when they are not there', () => {
    members.hold('a');
    should(members.anyHeld).equal(false);
  });

  it('count requests under way, all together', () => {
    members.sentOut('a');
    members.sentOut('b');
    members.sentOut('a');
    should(members.underWay).equal(3);
    members.cameBack('a');
    should(members.underWay).equal(2);
  });

  it('tell everyone who asks when the requests of one account are back', async () => {
    members.sentOut('a');
    members.sentOut('a');
    members.sentOut('b');
    const first = members.allBack('a');
    const second = members.allBack('a');
    members.cameBack('a');
    should(await isDone(first)).equal(false);
    members.cameBack('a');
    should(await isDone(first)).equal(true);
    should(await isDone(second)).equal(true);
    should(await isDone(members.allBack('b'))).equal(false);
    should(await isDone(members.allBack('c'))).equal(true);
  });

  it('keep to the strictest limit of all, whatever its period', () => {
    should(members.rateLimit()).equal(undefined);
    members.add('a', member({ rateLimit: 100, ratePeriodMs: 60_000 }));
    members.add('b', member({ rateLimit: 20, ratePeriodMs: 1_000 }));
    should(members.rateLimit()).eql({ limit: 100, periodMs: 60_000, concurrency: 16 });
    members.add('c', member({ rateLimit: 1, ratePeriodMs: 1_000, concurrency: 2 }));
    should(members.rateLimit()).eql({ limit: 1, periodMs: 1_000, concurrency: 2 });
    members.remove('c');
    should(members.rateLimit()).eql({ limit: 100, periodMs: 60_000, concurrency: 16 });
  });
});
