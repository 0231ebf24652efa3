import should from 'should';
import { MAX_BACKOFF_MS, retryDelay } from '../../src/delivery/retry-policy';
import type { DeliveryPolicy } from '../../src/model/delivery-policy';
import type { FailureFacts } from '../../src/model/failure';
import type { FailureCode } from '../../src/model/failure-codes';
import { aFailure, aPolicy } from '../support/delivery-entries';

interface Given {
  readonly code?: FailureCode;
  readonly facts?: Partial<FailureFacts>;
  readonly attempts?: number;
  readonly elapsedMs?: number;
  readonly policy?: Partial<DeliveryPolicy>;
  readonly random?: number;
}

function delay({ code = 'ERR_SERVER', facts, attempts = 1, elapsedMs = 0, policy, random = 0.5 }: Given = {}) {
  const attempt = { failure: aFailure(code, facts), attempts, now: 50_000 + elapsedMs, firstAttemptAt: 50_000 };
  return retryDelay(attempt, aPolicy(policy), random);
}

describe('the next attempt', () => {
  it('waits for a random part of a time that doubles with each attempt', () => {
    should([1, 2, 3, 4].map((attempts) => delay({ attempts, random: 0.5 }))).eql([100, 200, 400, 800]);
    should(delay({ attempts: 3, random: 0 })).equal(0);
    should(delay({ attempts: 3, random: 0.999 })).equal(799.2);
  });

  it('never waits for more than half a minute by itself', () => {
    should(delay({ attempts: 30, random: 1 })).equal(MAX_BACKOFF_MS);
    should(MAX_BACKOFF_MS).equal(30_000);
  });

  it('waits at least as long as the server asks', () => {
    should(delay({ facts: { retryAfterMs: 45_000 } })).equal(45_000);
    should(delay({ facts: { retryAfterMs: 1 } })).equal(100);
  });

  it('does not wait after a 429 by itself: everyone does', () => {
    should(delay({ code: 'ERR_RATE_LIMITED', facts: { retryAfterMs: 9_000 } })).equal(0);
  });

  it('is not made if it would come later than the message is to be tried', () => {
    should(delay({ elapsedMs: 599_900 })).equal(100);
    should(delay({ elapsedMs: 599_901 })).equal(undefined);
    should(delay({ facts: { retryAfterMs: 600_001 } })).equal(undefined);
  });

  it('is not made after a 429 that asks for more patience than the message has', () => {
    const limited = { code: 'ERR_RATE_LIMITED', policy: { keepTryingForMs: 5_000 } } as const;
    should(delay({ ...limited, facts: { retryAfterMs: 5_000 } })).equal(0);
    should(delay({ ...limited, facts: { retryAfterMs: 5_001 } })).equal(undefined);
  });

  it('is not made where a message has one attempt, whatever the failure', () => {
    for (const code of ['ERR_SERVER', 'ERR_RATE_LIMITED', 'ERR_DNS'] as const)
      should(delay({ code, policy: { keepTryingForMs: 0 }, random: 0 })).equal(undefined);
  });

  it('is made after an unknown outcome only where that is allowed', () => {
    should(delay({ code: 'ERR_TIMEOUT', policy: { onUncertain: 'retry' } })).equal(100);
    should(delay({ code: 'ERR_TIMEOUT', policy: { onUncertain: 'fail' } })).equal(undefined);
    should(delay({ code: 'ERR_CONNECTION_REFUSED', policy: { onUncertain: 'fail' } })).equal(100);
  });

  it('is not made after what will not change by itself', () => {
    for (const code of ['ERR_UNAUTHORIZED', 'ERR_VALIDATION', 'ERR_TLS', 'ERR_CLOSED', 'ERR_TEXT_EMPTY'] as const)
      should(delay({ code })).equal(undefined, code);
  });
});
