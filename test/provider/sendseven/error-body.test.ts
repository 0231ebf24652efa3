import fc from 'fast-check';
import should from 'should';
import { type ErrorBody, readErrorBody } from '../../../src/provider/sendseven/error-body';

const nothing: ErrorBody = { text: undefined };

describe('the body of an error', () => {
  const cases: [title: string, body: unknown, read: ErrorBody][] = [
    ['detail as a text', { detail: 'Not authenticated' }, { text: 'Not authenticated' }],
    ['detail beside a status code', { detail: 'Not Found', status_code: 404 }, { text: 'Not Found' }],
    [
      'detail as a list of fields',
      {
        detail: [
          { type: 'missing', loc: ['body', 'body_text'], msg: 'Field required', input: { text: 'x' } },
          { type: 'string_type', loc: ['body', 'attachments', 0], msg: 'Input should be a valid string' },
        ],
      },
      {
        fields: [
          { field: 'body.body_text', problem: 'Field required' },
          { field: 'body.attachments.0', problem: 'Input should be a valid string' },
        ],
        text: 'body.body_text: Field required; body.attachments.0: Input should be a valid string',
      },
    ],
    [
      'a list of fields that say little',
      { detail: [{}, 'x', null] },
      { fields: [{ field: '?', problem: 'refused' }], text: '?: refused' },
    ],
    ['an empty list of fields', { detail: [] }, { fields: [], text: undefined }],
    [
      'detail as an object with code and message',
      { detail: { code: 'insufficient_balance', message: 'Top up', needed: 3 } },
      { code: 'insufficient_balance', feature: undefined, text: 'Top up' },
    ],
    [
      'detail as an object without message',
      { detail: { code: 'feature_disabled', feature: 'multi_tenant' } },
      { code: 'feature_disabled', feature: 'multi_tenant', text: 'feature_disabled' },
    ],
    [
      'detail with a numeric error_code',
      { detail: { error_code: 131047, message: 'Outside the window' } },
      { code: '131047', feature: undefined, text: 'Outside the window' },
    ],
    [
      'detail beside other keys',
      { detail: 'duplicate_contact', message: 'Exists', duplicates: [{ id: '1' }] },
      { text: 'duplicate_contact' },
    ],
    ['message', { message: 'Internal server error' }, { text: 'Internal server error' }],
    ['error', { error: 'Bad gateway' }, { text: 'Bad gateway' }],
    [
      'error as an object',
      { error: { code: 500, message: 'Oops' } },
      { code: '500', feature: undefined, text: 'Oops' },
    ],
    ['detail that is null, and a message', { detail: null, message: 'Oops' }, { text: 'Oops' }],
    ['JSON of another shape', { status: 'down' }, nothing],
    ['a JSON text', 'Service unavailable', { text: 'Service unavailable' }],
    ['a JSON list', [1, 2], nothing],
    ['null', null, { text: 'null' }],
  ];
  for (const [title, body, read] of cases) {
    it(`is read: ${title}`, () => readErrorBody(JSON.stringify(body)).should.deepEqual(read));
  }

  it('is read: plain text, trimmed', () =>
    readErrorBody(' upstream down\n').should.deepEqual({ text: 'upstream down' }));

  for (const [title, body] of [
    ['nothing', ''],
    ['white space', ' \r\n'],
    ['a web page', '<!DOCTYPE html><html><body>502 Bad Gateway</body></html>'],
    ['a web page after white space', '\n  <html></html>'],
    ['a web page inside JSON', '{"detail":"<html>502</html>"}'],
  ] as const) {
    it(`says nothing to people: ${title}`, () => readErrorBody(body).should.deepEqual(nothing));
  }

  it('is never a long read: texts, fields and their number are cut', () => {
    should(readErrorBody('x'.repeat(10_000)).text?.length).equal(500);
    should(readErrorBody(JSON.stringify({ detail: 'x'.repeat(10_000) })).text?.length).equal(500);
    const detail = Array.from({ length: 1000 }, () => ({ loc: ['x'.repeat(1000)], msg: 'y'.repeat(1000) }));
    const { fields = [], text = '' } = readErrorBody(JSON.stringify({ detail }));
    fields.length.should.equal(20);
    should(fields[0]?.field.length).equal(500);
    should(fields[0]?.problem.length).equal(500);
    text.length.should.equal(500);
  });

  it('is read without trouble, whatever a server sends', () => {
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue({ maxDepth: 2 }).map((detail) => JSON.stringify({ detail })),
    );
    fc.assert(
      fc.property(body, (text) => {
        const read = readErrorBody(text);
        for (const part of [read.text, read.code, read.feature])
          should(part === undefined || part.length <= 500).equal(true);
      }),
    );
  });
});
