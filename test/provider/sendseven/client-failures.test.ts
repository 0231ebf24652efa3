import should from 'should';
import type { FaultAction } from '../../../src/sandbox';
import { CANARY, failureOf } from '../support/failure-of';
import { message, never, sendSevenClients } from '../support/sendseven-client';

describe('a failure that the client of SendSeven tells', () => {
  const { sandbox, client } = sendSevenClients();

  for (const [conversationId, code, statusCode] of [
    ['simulate-400', 'ERR_INSUFFICIENT_BALANCE', 400],
    ['simulate-401', 'ERR_UNAUTHORIZED', 401],
    ['simulate-402', 'ERR_INSUFFICIENT_BALANCE', 402],
    ['simulate-403', 'ERR_MISSING_SCOPE', 403],
    ['simulate-404', 'ERR_NOT_FOUND', 404],
    ['nobody-knows-it', 'ERR_NOT_FOUND', 404],
    ['simulate-409', 'ERR_CONFLICT', 409],
    ['simulate-413', 'ERR_TOO_LARGE', 413],
    ['simulate-422', 'ERR_VALIDATION', 422],
    ['simulate-429', 'ERR_RATE_LIMITED', 429],
    ['simulate-500', 'ERR_SERVER', 500],
    ['simulate-502-html', 'ERR_SERVER', 502],
    ['simulate-503', 'ERR_SERVER', 503],
    ['simulate-not-json', 'ERR_RESPONSE_NOT_JSON', 200],
    ['simulate-redirect', 'ERR_REDIRECT', 307],
    ['simulate-huge', 'ERR_RESPONSE_TOO_LARGE', 200],
    ['simulate-cut', 'ERR_RESPONSE_CUT', 200],
    ['simulate-reset', 'ERR_CONNECTION_RESET', undefined],
  ] as const) {
    it(`tells ${code} of the conversation ${conversationId}`, async () => {
      const failure = await failureOf(client().send(message(conversationId), never));
      failure.code.should.equal(code);
      should(failure.cause.statusCode).equal(statusCode);
      failure.cause.hint.should.match(/\.$/);
      sandbox().requests.length.should.equal(1);
    });
  }

  it('gives up after the time limit of the account', async () => {
    const failure = await failureOf(client({ requestTimeout: 1 }).send(message('simulate-timeout'), never));
    failure.code.should.equal('ERR_TIMEOUT');
  });

  it('gives up when it is told to', async () => {
    const giveUp = new AbortController();
    const sending = failureOf(client().send(message('simulate-timeout'), giveUp.signal));
    while (sandbox().requests.length === 0) await new Promise(setImmediate);
    giveUp.abort();
    (await sending).code.should.equal('ERR_CLOSED');
  });

  it('tells how long to wait', async () => {
    const failure = await failureOf(client().send(message('simulate-429'), never));
    should(failure.cause.retryAfterMs).equal(2000);
    should(failure.cause.requestId).match(/^[0-9a-f-]{36}$/);
  });

  it('knows a token that is wrong', async () => {
    (await failureOf(client({ token: 'wrong' }).whoAmI(never))).code.should.equal('ERR_UNAUTHORIZED');
  });

  it('says that the API is not there where the base URL is wrong', async () => {
    const failure = await failureOf(client({ baseUrl: sandbox().origin }).whoAmI(never));
    failure.code.should.equal('ERR_NOT_FOUND');
    failure.message.should.match(/API is not at this address/);
  });

  const echoes: Record<string, FaultAction> = {
    'as its detail': { kind: 'status', status: 401, body: { detail: `Token ${CANARY} is unknown` } },
    'as a refused field': { kind: 'status', status: 422, body: { detail: [{ loc: ['header', CANARY], msg: CANARY }] } },
    'as a code': { kind: 'status', status: 403, body: { detail: { code: CANARY, message: CANARY, feature: CANARY } } },
    'as plain text': { kind: 'status', status: 500, body: `Bearer ${CANARY}` },
    'where a long text is cut': { kind: 'status', status: 500, body: { detail: `${'x'.repeat(490)}${CANARY}` } },
    'as a request id': { kind: 'status', status: 500, headers: { 'x-request-id': CANARY } },
    'in the address of a redirect': { kind: 'redirect', location: `https://login.example/${CANARY}` },
    'as the reason of a message that failed': {
      kind: 'status',
      status: 201,
      body: { status: 'failed', error_message: `Bad ${CANARY}` },
    },
  };
  for (const [how, action] of Object.entries(echoes)) {
    it(`never repeats a token that the server sends back ${how}`, async () => {
      sandbox().faults.add({ action });
      const failure = await failureOf(client().send(message('conv-ada'), never));
      // `failureOf` looks for the whole token; this is half of it.
      JSON.stringify(failure.cause).should.not.containEql(CANARY.slice(0, 9));
    });
  }
});
