import should from 'should';
import type { FailureCode } from '../../../src/model/failure-codes';
import { NO_API, statusFailure } from '../../../src/provider/sendseven/status-failure';

const now = Date.UTC(2026, 0, 1);

function failureOf(status: number, detail?: unknown, headers: Record<string, string | string[]> = {}) {
  const body = detail === undefined ? '' : JSON.stringify({ detail });
  return statusFailure({ status, headers, body }, now);
}

describe('an answer of SendSeven other than 2xx', () => {
  const cases: [status: number, detail: unknown, code: FailureCode, message: RegExp, hint: RegExp][] = [
    [400, 'Channel is not active', 'ERR_BAD_REQUEST', /refused the message as wrong \(400: Channel/, /Check the text/],
    [
      400,
      { code: 'insufficient_balance', message: 'Wallet empty' },
      'ERR_INSUFFICIENT_BALANCE',
      /balance.*\(400: Wallet empty\)/,
      /Top up/,
    ],
    [
      401,
      'Not authenticated',
      'ERR_UNAUTHORIZED',
      /did not accept the API token \(401: Not authenticated\)/,
      /wrong, expired or revoked/,
    ],
    [
      402,
      { code: 'insufficient_sms_balance' },
      'ERR_INSUFFICIENT_BALANCE',
      /\(402: insufficient_sms_balance\)/,
      /Top up/,
    ],
    [
      403,
      'Missing scope messages:create',
      'ERR_MISSING_SCOPE',
      /lacks a permission/,
      /scope messages:create in SendSeven/,
    ],
    [403, 'Missing scope contacts:read', 'ERR_MISSING_SCOPE', /lacks a permission/, /scope contacts:read/],
    [
      403,
      { code: 'feature_disabled', feature: 'multi_tenant' },
      'ERR_FEATURE_DISABLED',
      /does not include multi_tenant/,
      /Tenant ID of the account empty/,
    ],
    [403, { code: 'feature_disabled' }, 'ERR_FEATURE_DISABLED', /does not include this feature/, /Upgrade/],
    [
      403,
      'Only billing account owners can create new tenants',
      'ERR_FORBIDDEN',
      /does not allow/,
      /scopes.*role.*Tenant ID/,
    ],
    [404, 'Conversation not found', 'ERR_NOT_FOUND', /does not know this conversation/, /conversation id/],
    [404, 'Channel not found', 'ERR_NOT_FOUND', /does not know this channel/, /id of one of your channels/],
    [404, 'Contact method not found', 'ERR_NOT_FOUND', /does not know this contact method/, /same tenant/],
    [404, 'Not Found', 'ERR_NOT_FOUND', /\(404: Not Found\)/, /Base URL ends in \/api\/v1/],
    [407, undefined, 'ERR_PROXY_AUTH', /proxy/, /proxy of the account/],
    [409, 'Key reused', 'ERR_CONFLICT', /idempotency key/, /Nothing was sent twice/],
    [413, undefined, 'ERR_TOO_LARGE', /too large \w+ SendSeven \(413\)\.$/, /Shorten/],
    [
      422,
      [{ type: 'missing', loc: ['body', 'text'], msg: 'Field required' }],
      'ERR_VALIDATION',
      /\(422: body.text: Field required\)/,
      /msg\.error\.detail/,
    ],
    [429, 'Too many requests', 'ERR_RATE_LIMITED', /Too many requests/, /100 requests a minute/],
    [500, undefined, 'ERR_SERVER', /trouble \(500\)\.$/, /status page/],
    [502, undefined, 'ERR_SERVER', /trouble/, /status page/],
    [503, 'Service unavailable', 'ERR_SERVER', /503: Service unavailable/, /status page/],
    [599, undefined, 'ERR_SERVER', /599/, /status page/],
    [300, undefined, 'ERR_REDIRECT', /credentials were not sent there/, /Base URL/],
    [304, undefined, 'ERR_REDIRECT', /another address/, /Base URL/],
    [405, 'Method Not Allowed', 'ERR_HTTP_STATUS', /does not document \(405: Method/, /Base URL/],
    [415, undefined, 'ERR_HTTP_STATUS', /415/, /Base URL/],
    [418, undefined, 'ERR_HTTP_STATUS', /418/, /Base URL/],
  ];
  for (const [status, detail, code, message, hint] of cases) {
    it(`${status} ${JSON.stringify(detail) ?? 'without a body'} is ${code}`, () => {
      const failure = failureOf(status, detail);
      failure.code.should.equal(code);
      failure.message.should.match(message);
      failure.message.should.match(/\.$/);
      failure.cause.hint.should.match(hint);
      should(failure.cause.statusCode).equal(status);
    });
  }

  it('tells the fields that were refused, as data', () => {
    const failure = failureOf(422, [{ type: 'missing', loc: ['body', 'text'], msg: 'Field required' }]);
    should(failure.cause.detail).deepEqual([{ field: 'body.text', problem: 'Field required' }]);
  });

  it('tells the words of the server as the detail', () => {
    should(failureOf(401, 'Not authenticated').cause.detail).equal('Not authenticated');
    should(failureOf(500).cause.detail).equal(undefined);
  });

  it('tells the request id for the support, not more of it than people can send', () => {
    should(failureOf(500, 'x', { 'x-request-id': 'req-1' }).cause.requestId).equal('req-1');
    should(failureOf(500, 'x', { 'x-request-id': 'r'.repeat(999) }).cause.requestId?.length).equal(200);
    should(failureOf(500, 'x', { 'x-request-id': ['a', 'b'] }).cause.requestId).equal(undefined);
  });

  it('tells how long to wait, in seconds or until a date', () => {
    should(failureOf(429, 'x', { 'retry-after': '7' }).cause.retryAfterMs).equal(7000);
    should(failureOf(503, 'x', { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }).cause.retryAfterMs).equal(30_000);
    should(failureOf(429, 'x').cause.retryAfterMs).equal(undefined);
  });

  it("counts a date from the server's own time", () => {
    const headers = { 'retry-after': 'Wed, 31 Dec 2025 21:00:30 GMT', date: 'Wed, 31 Dec 2025 21:00:00 GMT' };
    should(failureOf(429, 'x', headers).cause.retryAfterMs).equal(30_000);
  });

  it('names the host that a redirect leads to, and no more of its address', () => {
    const failure = failureOf(307, undefined, { location: 'https://login.example.com:8443/?token=geheim' });
    failure.code.should.equal('ERR_REDIRECT');
    failure.message.should.containEql(' to login.example.com:8443, ');
    JSON.stringify(failure.cause).should.not.containEql('geheim');
    failureOf(307, undefined, { location: '/login' }).message.should.containEql(' to another address, ');
  });

  it('404 means no API where no conversation was asked for', () => {
    const failure = statusFailure({ status: 404, headers: {}, body: '{"detail":"Not Found"}' }, now, NO_API);
    failure.code.should.equal('ERR_NOT_FOUND');
    failure.message.should.match(/API is not at this address/);
    statusFailure({ status: 401, headers: {}, body: '' }, now, NO_API).code.should.equal('ERR_UNAUTHORIZED');
  });

  it('never shows a web page to people', () => {
    const failure = statusFailure({ status: 502, headers: {}, body: '<html><h1>Bad Gateway</h1></html>' }, now);
    JSON.stringify(failure.cause).should.not.match(/<|Bad Gateway/);
  });

  it('takes the reset of the rate limit for a Retry-After that is missing', () => {
    should(failureOf(429, '', { 'x-ratelimit-reset': '30' }).cause.retryAfterMs).equal(30_000);
    should(failureOf(429, '', { 'x-ratelimit-reset': '30', 'retry-after': '5' }).cause.retryAfterMs).equal(5_000);
    should(failureOf(500, '', { 'x-ratelimit-reset': '30' }).cause.retryAfterMs).be.undefined();
  });
});
