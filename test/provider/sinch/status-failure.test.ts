import should from 'should';
import { readErrorBody } from '../../../src/provider/sinch/error-body';
import { statusFailure } from '../../../src/provider/sinch/status-failure';

const now = Date.UTC(2026, 0, 1);

const failureOf = (status: number, body: unknown = '', headers: Record<string, string> = {}) =>
  statusFailure({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }, now);

const error = (code: number, message: string, status: string, details: unknown[] = []) => ({
  code,
  message,
  status,
  details,
});

describe('the body of an error of Sinch', () => {
  const flat = error(400, 'Bad app', 'INVALID_ARGUMENT', [
    { '@type': 'google.rpc.BadRequest', field_violations: [{ field: 'app_id', description: 'no ULID' }] },
  ]);
  const read = {
    text: 'Bad app',
    status: 'INVALID_ARGUMENT',
    fields: [{ field: 'app_id', problem: 'no ULID' }],
    retryAfterMs: undefined,
  };

  it('says the same in both of its forms', () => {
    should(readErrorBody(JSON.stringify(flat))).eql(read);
    should(readErrorBody(JSON.stringify({ error: flat }))).eql(read);
  });

  it('may be that of OAuth', () => {
    should(readErrorBody('{"error":"invalid_client","error_description":"No such key"}').text).equal('No such key');
    should(readErrorBody('{"error":"invalid_client"}').text).equal('invalid_client');
  });

  it('may be anything else', () => {
    should(readErrorBody('').text).equal(undefined);
    should(readErrorBody('<html>').text).equal(undefined);
    should(readErrorBody('busy').text).equal('busy');
    should(readErrorBody('[1]').text).equal(undefined);
    should(readErrorBody('{"error":{"status":"INTERNAL_ERROR","details":"x"}}').text).equal('INTERNAL_ERROR');
    should(readErrorBody('{"error":{"details":[null,1,{"fieldViolations":[null,{}]}]}}').fields).eql([
      { field: '?', problem: 'refused' },
    ]);
  });

  it('shows no more than people read', () => {
    should(readErrorBody(JSON.stringify({ message: 'x'.repeat(900) })).text?.length).equal(500);
    const many = [{ field_violations: Array.from({ length: 50 }, (_, at) => ({ field: `f${at}`, description: 'x' })) }];
    should(readErrorBody(JSON.stringify({ details: many })).fields?.length).equal(20);
  });
});

describe('an answer of Sinch other than 2xx', () => {
  for (const [status, body, code, message, hint] of [
    [400, error(400, 'Invalid', 'INVALID_REQUEST'), 'ERR_BAD_REQUEST', /refused the message.*400: Invalid/, /DISPATCH/],
    [401, '', 'ERR_UNAUTHORIZED', /access key/, /Key ID or Key secret/],
    [403, error(403, 'No', 'UNAUTHORIZED'), 'ERR_FORBIDDEN', /does not allow/, /Project ID and access key/],
    [
      403,
      { error: error(403, 'BILLING_CREDIT_LIMIT_BREACHED', 'UNAUTHORIZED') },
      'ERR_INSUFFICIENT_BALANCE',
      /credit/,
      /Top up/,
    ],
    [404, error(404, 'Not found', 'NOT_FOUND'), 'ERR_NOT_FOUND', /does not know this app/, /Region/],
    [404, error(404, 'Contact not found', 'NOT_FOUND'), 'ERR_NOT_FOUND', /does not know this contact/, /contact id/],
    [407, '', 'ERR_PROXY_AUTH', /proxy/, /proxy of the account/],
    [413, '', 'ERR_TOO_LARGE', /too large/, /Shorten/],
    [429, '', 'ERR_RATE_LIMITED', /queue of the app/, /20 messages a second/],
    [500, error(500, 'x', 'INTERNAL_ERROR'), 'ERR_SERVER', /trouble \(500: x\)/, /status page/],
    [501, '', 'ERR_SERVER', /trouble/, /status page/],
    [503, '<html>', 'ERR_SERVER', /trouble \(503\)/, /status page/],
    [302, '', 'ERR_REDIRECT', /credentials were not sent/, /Base URL/],
    [418, '', 'ERR_HTTP_STATUS', /does not document/, /Base URL/],
  ] as const) {
    it(`${status} ${JSON.stringify(body).slice(0, 40)} is ${code}`, () => {
      const failure = failureOf(status, body);
      failure.code.should.equal(code);
      failure.message.should.match(message);
      failure.message.should.match(/\.$/);
      failure.cause.hint.should.match(hint);
      should(failure.cause.statusCode).equal(status);
    });
  }

  it('tells how long to wait, by the header before the body', () => {
    const body = error(429, 'x', 'x', [{ retryDelay: '1.5s' }]);
    should(failureOf(429, body).cause.retryAfterMs).equal(1500);
    should(failureOf(429, body, { 'retry-after': '7' }).cause.retryAfterMs).equal(7000);
    should(failureOf(429, error(429, 'x', 'x', [{ retry_delay: 'soon' }])).cause.retryAfterMs).equal(undefined);
  });
});
