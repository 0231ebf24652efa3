import fc from 'fast-check';
import should from 'should';
import { DeliveryError } from '../../src/model/failure';
import { blotOut, withoutSecret } from '../../src/provider/secrets';

const failure = (words: string) =>
  new DeliveryError(
    'ERR_VALIDATION',
    {
      message: `Not with ${words}!`,
      hint: words,
      statusCode: 422,
      detail: [{ field: words, problem: `bad: ${words}` }],
      requestId: words,
    },
    { attempts: 3 },
  );

describe('a failure without a secret', () => {
  it('has it blotted out wherever it was, and says the rest', () => {
    const clean = withoutSecret(failure('geheim, geheim'), 'geheim');
    clean.should.be.instanceOf(DeliveryError);
    clean.message.should.equal('Not with [secret], [secret]!');
    clean.cause.should.containEql({ code: 'ERR_VALIDATION', kind: 'refused', statusCode: 422, attempts: 3 });
    should(clean.cause.detail).deepEqual([{ field: '[secret], [secret]', problem: 'bad: [secret], [secret]' }]);
    `${clean.stack} ${JSON.stringify(clean)}`.should.not.containEql('geheim');
  });

  it('is the very same failure where the secret is not in it', () => {
    const error = failure('nothing');
    should(withoutSecret(error, 'geheim')).equal(error);
  });

  it('is sound whatever the secret is, also a word that failures are made of', () => {
    const words = fc.oneof(
      fc.constantFrom('message', 'code', 'detail', '"', '\\', ':', ',', '{', 'e'),
      fc.string({ minLength: 1 }),
    );
    fc.assert(
      fc.property(words, (secret) => {
        const clean = withoutSecret(failure(secret), secret);
        clean.cause.should.have.properties('message', 'hint', 'detail', 'requestId');
        clean.cause.should.containEql({ code: 'ERR_VALIDATION', kind: 'refused', statusCode: 422, attempts: 3 });
        if (!'[secret] Not with ! bad: '.includes(secret)) clean.message.should.not.containEql(secret);
      }),
    );
  });
});

describe('a text without a secret', () => {
  it('has every occurrence blotted out, special characters or not', () => {
    blotOut('a.b a.b axb', 'a.b').should.equal('[secret] [secret] axb');
  });
});
