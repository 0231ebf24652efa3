import should from 'should';
import { createValidator, type Validator } from '../../../src/sandbox/sendseven/validate';

describe('the checks against the published schema', () => {
  let validator: Validator;
  before(async () => {
    validator = await createValidator();
  });

  const errorsOf = (name: string, body: string, contentType: string | undefined = 'application/json') => {
    const result = validator.body(name, Buffer.from(body), contentType);
    return 'errors' in result ? result.errors : [];
  };
  const first = (body: object, name = 'MessageCreate') => errorsOf(name, JSON.stringify(body))[0];

  it('pass a valid body on as it is', () => {
    validator.body('MessageCreate', Buffer.from('{"text":"Grüße","extra":1}'), undefined).should.eql({
      value: { text: 'Grüße', extra: 1 },
    });
  });

  const cases: readonly [what: string, body: object, type: string, loc: (string | number)[]][] = [
    ['a number for a text', { text: 5 }, 'string_type', ['body', 'text']],
    ['an unknown message type', { message_type: 'fax' }, 'enum', ['body', 'message_type']],
    ['a subject that is too long', { subject: 'x'.repeat(999) }, 'string_too_long', ['body', 'subject']],
    [
      'a list with a wrong entry',
      { attachment_filenames: ['a', 2] },
      'string_type',
      ['body', 'attachment_filenames', 1],
    ],
    ['an object that is none', { meta: [] }, 'dict_type', ['body', 'meta']],
    ['text for a whole number', { duration_ms: 'long' }, 'int_type', ['body', 'duration_ms']],
    ['text for a switch', { is_voice: 'yes' }, 'bool_type', ['body', 'is_voice']],
  ];
  for (const [what, body, type, loc] of cases) {
    it(`refuse ${what} and say where`, () => {
      should(first(body)).containEql({ type, loc });
    });
  }

  it('name every missing field', () => {
    const errors = errorsOf('ConversationCreate', '{}');
    errors
      .map(({ type, loc }) => [type, ...loc])
      .should.eql([
        ['missing', 'body', 'contact_id'],
        ['missing', 'body', 'channel_id'],
      ]);
  });

  it('check formats', () => {
    should(first({ email: 'nobody' }, 'ContactCreate')).containEql({ type: 'value_error', loc: ['body', 'email'] });
  });

  it('refuse a missing body, broken JSON and what is no object', () => {
    errorsOf('MessageCreate', '').should.containDeep([{ type: 'missing', loc: ['body'] }]);
    errorsOf('MessageCreate', '{"text":').should.containDeep([{ type: 'json_invalid' }]);
    errorsOf('MessageCreate', '[]').should.containDeep([{ type: 'model_attributes_type', loc: ['body'] }]);
  });

  it('refuse JSON that does not call itself JSON', () => {
    errorsOf('MessageCreate', '{}', 'text/plain').should.containDeep([{ type: 'model_attributes_type' }]);
  });

  it('turn query texts into numbers and fill in the published defaults', () => {
    validator.query('/messages', new URLSearchParams('page=2&unknown=1')).should.eql({
      value: { page: 2, page_size: 50 },
    });
  });

  it('refuse a page that is no number, and one beyond the published bounds', () => {
    const errors = validator.query('/contacts', new URLSearchParams('page=x&page_size=251'));
    errors.should.containDeep({
      errors: [
        { type: 'int_parsing', loc: ['query', 'page'] },
        { type: 'less_than_equal', loc: ['query', 'page_size'] },
      ],
    });
  });
});
