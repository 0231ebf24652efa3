import should from 'should';
import {
  isPolicyNumber,
  POLICY_DEFAULTS,
  POLICY_RANGES,
  type PolicyNumber,
  parseDeliveryPolicy,
} from '../../src/model/delivery-policy';
import { DeliveryError } from '../../src/model/failure';

const fields = Object.keys(POLICY_RANGES) as PolicyNumber[];

describe('how an account delivers', () => {
  it("is the provider's default where nothing is said", () => {
    const defaults = {
      rateLimit: 100,
      ratePeriodMs: 60_000,
      concurrency: 16,
      queueLimit: 10_000,
      keepTryingForMs: 600_000,
      onUncertain: 'retry',
    };
    should(parseDeliveryPolicy({}, 'sendseven')).eql(defaults);
    const empty = { rateLimit: '', ratePeriod: null, concurrency: undefined, onUncertain: '' };
    should(parseDeliveryPolicy(empty, 'sendseven')).eql(defaults);
  });

  it('is that of Sinch, careful with unknown outcomes, where the provider sends twice what it is told twice', () => {
    should(parseDeliveryPolicy({}, 'sinch')).eql({
      rateLimit: 20,
      ratePeriodMs: 1000,
      concurrency: 16,
      queueLimit: 10_000,
      keepTryingForMs: 600_000,
      onUncertain: 'fail',
    });
  });

  it('is what was typed in, numbers or texts, with durations in seconds', () => {
    const typed = { rateLimit: '20', ratePeriod: '0.5', concurrency: 4, queueLimit: '7', keepTryingFor: 0 };
    should(parseDeliveryPolicy({ ...typed, onUncertain: 'fail' }, 'sendseven')).eql({
      rateLimit: 20,
      ratePeriodMs: 500,
      concurrency: 4,
      queueLimit: 7,
      keepTryingForMs: 0,
      onUncertain: 'fail',
    });
  });

  it('takes the default for a word about unknown outcomes that it does not know', () => {
    should(parseDeliveryPolicy({ onUncertain: 'maybe' }, 'sendseven').onUncertain).equal('retry');
  });

  for (const field of fields) {
    const { label, min, max, integer } = POLICY_RANGES[field];

    it(`takes ${label} from ${min} to ${max} and names it otherwise`, () => {
      for (const good of [min, max, String(min), '']) should(isPolicyNumber(good, field)).equal(true, String(good));
      for (const bad of [min - 0.05, max + 1, 'many', Number.NaN]) {
        should(isPolicyNumber(bad, field)).equal(false, String(bad));
        should(() => parseDeliveryPolicy({ [field]: bad }, 'sendseven')).throw(DeliveryError, {
          code: 'ERR_ACCOUNT_INVALID',
          message: new RegExp(`${label} must be ${integer ? 'a whole number' : 'a number'} from ${min} to ${max}`),
        });
      }
      should(isPolicyNumber(min + 0.5, field)).equal(!integer);
    });

    it(`has a default for ${label} that may be typed in too`, () => {
      should(isPolicyNumber(POLICY_DEFAULTS.sendseven[field], field)).equal(true);
    });
  }
});
