import should from 'should';
import { DeliveryError, toDeliveryError } from '../../src/model/failure';

const failure = () =>
  new DeliveryError(
    'ERR_VALIDATION',
    {
      message: 'SendSeven refused fields.',
      hint: 'Correct them.',
      statusCode: 422,
      detail: [{ field: 'body.text', problem: 'Field required' }],
      requestId: 'req-1',
    },
    { attempts: 2 },
  );

const cause = {
  code: 'ERR_VALIDATION',
  kind: 'refused',
  message: 'SendSeven refused fields.',
  hint: 'Correct them.',
  statusCode: 422,
  detail: [{ field: 'body.text', problem: 'Field required' }],
  requestId: 'req-1',
  retryable: false,
  attempts: 2,
};

describe('a failure', () => {
  it('is an error with a code, a kind and everything known as plain data', () => {
    const error = failure();
    error.should.be.instanceOf(Error);
    error.name.should.equal('DeliveryError');
    error.message.should.equal('SendSeven refused fields.');
    error.code.should.equal('ERR_VALIDATION');
    error.kind.should.equal('refused');
    error.cause.should.deepEqual(cause);
  });

  it('has code, kind, stack and cause of its own, which is all that a Catch node looks for', () => {
    for (const name of ['code', 'kind', 'stack', 'cause']) Object.hasOwn(failure(), name).should.equal(true, name);
  });

  it('loses nothing on its way through JSON', () => {
    JSON.parse(JSON.stringify(failure())).should.deepEqual({
      name: 'DeliveryError',
      code: 'ERR_VALIDATION',
      kind: 'refused',
      cause,
    });
  });

  it('loses nothing when its cause is cloned, as Node-RED clones messages', () => {
    structuredClone(failure().cause).should.deepEqual(cause);
  });

  it('reads as its sentence and what to do, without the name of a class', () => {
    String(failure()).should.equal('SendSeven refused fields. Correct them.');
    String(new DeliveryError('ERR_CLOSED', { message: 'Given up.', hint: '' })).should.equal('Given up.');
  });

  it('took no attempts unless it says so', () => {
    new DeliveryError('ERR_TIMEOUT', { message: 'm', hint: 'h' }).cause.attempts.should.equal(0);
  });

  it('has the kind that earlier attempts gave it, where they say so', () => {
    const error = new DeliveryError('ERR_DNS', { message: 'm', hint: 'h' }, { kind: 'uncertain', attempts: 3 });
    error.should.containEql({ kind: 'uncertain' });
    error.cause.should.containEql({ kind: 'uncertain', attempts: 3, retryable: true });
  });

  it('follows its code, whatever the facts claim', () => {
    const facts = { message: 'm', hint: 'h', code: 'ERR_DNS', kind: 'limited', retryable: true } as const;
    const error = new DeliveryError('ERR_FORBIDDEN', facts);
    error.cause.should.containEql({ code: 'ERR_FORBIDDEN', kind: 'refused', retryable: false });
  });
});

describe('any thrown thing', () => {
  it('is taken as it is when it is a failure already', () => {
    const error = failure();
    should(toDeliveryError(error)).equal(error);
  });

  for (const [what, thrown] of [
    ['an error', new TypeError('secret')],
    ['a text', 'secret'],
    ['an object', { secret: 'secret' }],
    ['nothing', undefined],
    ['null', null],
  ] as const) {
    it(`becomes a failure that repeats nothing of it when it is ${what}`, () => {
      const error = toDeliveryError(thrown);
      error.code.should.equal('ERR_INTERNAL');
      error.kind.should.equal('uncertain');
      `${error.stack} ${JSON.stringify(error)}`.should.not.containEql('secret');
    });
  }

  it('is named by its class or type, so that a report says something', () => {
    toDeliveryError(new TypeError('x')).message.should.match(/\(TypeError\)/);
    toDeliveryError(42).message.should.match(/\(number\)/);
  });
});
