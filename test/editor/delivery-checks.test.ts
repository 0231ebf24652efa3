import { checkPolicyField, POLICY_FIELDS } from '../../nodes/editor/delivery-checks';
import { POLICY_DEFAULTS, POLICY_RANGES } from '../../src/model/delivery-policy';
import { messagesFrom } from './catalogue';

const say = messagesFrom('en-US', 'conversation-account');

describe('checkPolicyField', () => {
  it('accepts what every provider has as its default', () => {
    for (const defaults of Object.values(POLICY_DEFAULTS)) {
      for (const field of POLICY_FIELDS)
        (checkPolicyField(field, defaults[field]) === undefined).should.equal(true, field);
    }
  });

  it('accepts an account from before there was a field, an empty field and an environment variable', () => {
    for (const field of POLICY_FIELDS) {
      for (const value of [undefined, '', '${LIMIT}']) {
        (checkPolicyField(field, value) === undefined).should.equal(true, `${field} ${value}`);
      }
    }
  });

  it('knows every number of the policy', () => {
    [...POLICY_FIELDS].sort().should.deepEqual(Object.keys(POLICY_RANGES).sort());
  });

  const wrong = [
    ['rateLimit', '0', 'Rate limit: use a whole number from 1 to 1000000.'],
    ['rateLimit', '1.5', 'Rate limit: use a whole number from 1 to 1000000.'],
    ['ratePeriod', '0', 'Rate period: use a number from 0.1 to 86400.'],
    ['concurrency', '257', 'Requests at once: use a whole number from 1 to 256.'],
    ['queueLimit', 'many', 'Queue limit: use a whole number from 1 to 1000000.'],
    ['keepTryingFor', '-1', 'Keep trying for: use a number from 0 to 604800.'],
    ['keepTryingFor', ' ', 'Keep trying for: use a number from 0 to 604800.'],
    ['keepTryingFor', '${A}0', 'Keep trying for: use a number from 0 to 604800.'],
  ] as const;
  for (const [field, value, words] of wrong) {
    it(`refuses "${value}" as ${field} and says what it may be`, () => {
      const problem = checkPolicyField(field, value);
      String(problem && say(problem.key, { ...problem.values, label: say(`label.${field}`) })).should.equal(words);
    });
  }

  it('accepts no time to keep trying, which means one attempt', () => {
    (checkPolicyField('keepTryingFor', '0') === undefined).should.be.true();
  });
});
