import should from 'should';
import { finalFailure } from '../../src/delivery/final-failure';
import { aFailure, anEntry } from '../support/delivery-entries';

const lost = aFailure('ERR_CONNECTION_RESET');

describe('the failure that a message ends with', () => {
  it('is the last one, with the number of attempts', () => {
    const last = aFailure('ERR_VALIDATION', { statusCode: 422, requestId: 'r1', detail: 'text too long' });
    const failure = finalFailure(last, anEntry('c', 'm', { attempts: 3 }), true);
    should(failure.code).equal('ERR_VALIDATION');
    should(failure.kind).equal('refused');
    should(failure.message).equal(last.message);
    should(failure.cause).containEql({ attempts: 3, statusCode: 422, requestId: 'r1', detail: 'text too long' });
  });

  it('says that nothing was sent where that is known', () => {
    const failure = finalFailure(aFailure('ERR_DNS'), anEntry('c', 'm', { attempts: 2 }), true);
    should(failure.kind).equal('unavailable');
    should(failure.cause.hint).match(/^Do something\. Nothing was sent/);
  });

  it('is uncertain if an earlier attempt may have got through', () => {
    const entry = anEntry('c', 'm', { attempts: 2, uncertain: lost });
    for (const code of ['ERR_CONNECTION_REFUSED', 'ERR_RATE_LIMITED', 'ERR_CLOSED', 'ERR_ACCOUNT_REMOVED'] as const) {
      const failure = finalFailure(aFailure(code), entry, true);
      should(failure.code).equal(code);
      should(failure.kind).equal('uncertain', code);
      should(failure.cause.kind).equal('uncertain', code);
      should(failure.cause.hint).match(/may have been sent/);
    }
  });

  it('stays uncertain after a refusal, unless the provider would have known the message again', () => {
    const entry = anEntry('c', 'm', { attempts: 2, uncertain: lost });
    const failure = finalFailure(aFailure('ERR_UNAUTHORIZED'), entry, false);
    should(failure.code).equal('ERR_UNAUTHORIZED');
    should(failure.kind).equal('uncertain');
    should(failure.cause.hint).match(/would send it twice/);
    should(finalFailure(aFailure('ERR_VALIDATION'), entry, true).kind).equal('refused');
  });

  it('advises to send again with the same key only where the provider knows keys', () => {
    const entry = anEntry('c', 'm', { attempts: 1, uncertain: lost });
    should(finalFailure(lost, entry, true).cause.hint).match(/same msg\.idempotencyKey, which cannot double it/);
    should(finalFailure(lost, entry, false).cause.hint).match(/the provider would send it twice/);
  });

  it('explains a conflict about a key that an attempt without an answer has used', () => {
    const conflict = aFailure('ERR_CONFLICT', { statusCode: 409 });
    const failure = finalFailure(conflict, anEntry('c', 'm', { attempts: 2, uncertain: lost }), true);
    should(failure.code).equal('ERR_CONFLICT');
    should(failure.kind).equal('uncertain');
    should(failure.message).match(/whose answer was lost/);
    should(failure.cause).containEql({ statusCode: 409, attempts: 2 });
  });

  it('leaves a conflict about a key that someone else has used as it is', () => {
    const failure = finalFailure(aFailure('ERR_CONFLICT'), anEntry('c', 'm', { attempts: 1 }), true);
    should(failure.kind).equal('refused');
    should(failure.message).equal('It failed: ERR_CONFLICT.');
  });
});
