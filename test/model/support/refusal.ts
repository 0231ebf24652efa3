import should from 'should';
import { DeliveryError } from '../../../src/model/failure';
import type { FailureKind } from '../../../src/model/failure-codes';

/** The failure of a kind that a function throws. Anything else fails the test. */
export function refusalOf(kind: FailureKind, attempt: () => unknown): DeliveryError {
  try {
    attempt();
  } catch (error) {
    should(error).be.instanceOf(DeliveryError);
    (error as DeliveryError).kind.should.equal(kind);
    return error as DeliveryError;
  }
  throw new Error('It was expected to fail and did not.');
}
