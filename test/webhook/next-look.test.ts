import should from 'should';
import { nextLookMs } from '../../src/webhook/next-look';
import { aFailure } from '../support/delivery-entries';

const MINUTE = 60_000;

describe('when a provider is asked again', () => {
  it('is after an hour where all is well', () => {
    should(nextLookMs(0)).equal(60 * MINUTE);
  });

  it('is soon where a challenge is under way, then less and less often', () => {
    const waits = [1, 2, 3, 4, 5, 8, 9, 10, 2000].map((inVain) => nextLookMs(inVain));
    should(waits).eql([1000, 5000, ...[1, 2, 4, 32, 60, 60, 60].map((minutes) => minutes * MINUTE)]);
  });

  it('is after a minute where it failed, and less and less often', () => {
    const waits = [1, 2, 7, 2000].map((inVain) => nextLookMs(inVain, aFailure('ERR_SERVER', { statusCode: 500 })));
    should(waits).eql([1, 2, 60, 60].map((minutes) => minutes * MINUTE));
  });

  it('is not before the provider allows', () => {
    const limited = (retryAfterMs: number) => aFailure('ERR_RATE_LIMITED', { statusCode: 429, retryAfterMs });
    should(nextLookMs(1, limited(90_000))).equal(90_000);
    should(nextLookMs(1, limited(1_000))).equal(MINUTE);
  });

  it('is not at all where only a person can help', () => {
    should(nextLookMs(1, aFailure('ERR_UNAUTHORIZED', { statusCode: 401 }))).be.undefined();
    should(nextLookMs(9, aFailure('ERR_MISSING_SCOPE', { statusCode: 403 }))).be.undefined();
    should(nextLookMs(1, aFailure('ERR_ACCOUNT_INCOMPLETE'))).be.undefined();
  });
});
