import should from 'should';
import { accountRemoved, closed, queueFull } from '../../src/delivery/failures';

describe('messages that were not sent at all', () => {
  it('say how many were waiting when the queue was full', () => {
    should(queueFull(25).message).match(/\b25 messages/);
    should(queueFull(25).code).equal('ERR_QUEUE_FULL');
  });

  it('have a code and a hint of their own each, and were cancelled', () => {
    const failures = [queueFull(1), closed(), accountRemoved()];
    should(failures.map(({ code }) => code)).eql(['ERR_QUEUE_FULL', 'ERR_CLOSED', 'ERR_ACCOUNT_REMOVED']);
    for (const { kind, cause } of failures) {
      should(kind).equal('cancelled');
      should(cause.hint).match(/end it again|Send it again/);
    }
  });
});
