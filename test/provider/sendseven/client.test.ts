import should from 'should';
import { parseAccount } from '../../../src/model/account';
import type { OutgoingMessage } from '../../../src/model/message';
import { createProvider } from '../../../src/provider';
import { createHttp } from '../../../src/provider/http';
import { VERSION } from '../../../src/provider/user-agent';
import { type FaultAction, type Sandbox, startSandbox } from '../../../src/sandbox';
import { reply, startRawServer } from '../../support/raw-server';
import { closing } from '../support/closing';
import { CANARY, failureOf } from '../support/failure-of';

const never = new AbortController().signal;

const message = (conversationId: string, text = 'Grüße 👋', idempotencyKey = 'key-1'): OutgoingMessage => ({
  recipient: { kind: 'conversation', conversationId },
  content: { kind: 'text', text },
  idempotencyKey,
});

describe('the client of SendSeven', () => {
  const use = closing();
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = use(await startSandbox());
    sandbox.sendseven.addToken(CANARY, {});
  });

  function client(input: { token?: string; tenantId?: string; baseUrl?: string; requestTimeout?: number } = {}) {
    const { token = CANARY, baseUrl = sandbox.sendseven.baseUrl, ...rest } = input;
    return createProvider(parseAccount({ token, baseUrl, ...rest }), use(createHttp()));
  }

  it('sends exactly the request that the API wants', async () => {
    await client({ tenantId: sandbox.sendseven.tenantId }).send(message('conv-ada'), never);
    const [request] = sandbox.requests;
    should(request).containEql({ method: 'POST', path: '/api/v1/messages', query: '' });
    should(request?.text).equal('{"conversation_id":"conv-ada","text":"Grüße 👋","message_type":"text"}');
    should(request?.headers).deepEqual({
      authorization: `Bearer ${CANARY}`,
      'x-tenant-id': sandbox.sendseven.tenantId,
      'idempotency-key': 'key-1',
      'content-type': 'application/json',
      'content-length': String(request?.rawBody.length),
      accept: 'application/json',
      'user-agent': `node-red-contrib-conversations/${VERSION}`,
      host: new URL(sandbox.origin).host,
      connection: 'keep-alive',
    });
  });

  it('leaves the tenant out where the account has none', async () => {
    await client().send(message('conv-ada'), never);
    should(sandbox.requests[0]?.headers).not.have.property('x-tenant-id');
  });

  it('tells what the API answered', async () => {
    const acceptance = await client().send(message('conv-grace', 'Hello'), never);
    acceptance.should.containEql({ statusCode: 201, status: 'pending', conversationId: 'conv-grace' });
    should(acceptance.messageId).match(/^[0-9a-f-]{36}$/);
    should(acceptance.requestId).match(/^[0-9a-f-]{36}$/);
    should(acceptance.body).containEql({ id: acceptance.messageId, direction: 'outbound', text: 'Hello' });
  });

  it('does not double a message that is sent again with its key', async () => {
    const first = await client().send(message('conv-ada'), never);
    const again = await client().send(message('conv-ada'), never);
    should(again.messageId).equal(first.messageId);
    (await failureOf(client().send(message('conv-ada', 'Other'), never))).code.should.equal('ERR_CONFLICT');
  });

  it('tells who the token belongs to, and asks for nothing else', async () => {
    const identity = await client().whoAmI(never);
    should(identity.tenantId).equal(sandbox.sendseven.tenantId);
    identity.name.should.not.equal('?');
    const [request] = sandbox.requests;
    should(request).containEql({ method: 'GET', path: '/api/v1/users/me', text: '' });
    should(request?.headers).not.have.properties('idempotency-key', 'content-type');
  });

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
    ['simulate-cut', 'ERR_RESPONSE_CUT', 201],
    ['simulate-reset', 'ERR_CONNECTION_RESET', undefined],
  ] as const) {
    it(`tells ${code} of the conversation ${conversationId}`, async () => {
      const failure = await failureOf(client().send(message(conversationId), never));
      failure.code.should.equal(code);
      should(failure.cause.statusCode).equal(statusCode);
      failure.cause.hint.should.match(/\.$/);
      sandbox.requests.length.should.equal(1);
    });
  }

  it('gives up after the time limit of the account', async () => {
    const failure = await failureOf(client({ requestTimeout: 1 }).send(message('simulate-timeout'), never));
    failure.code.should.equal('ERR_TIMEOUT');
  });

  it('gives up when it is told to', async () => {
    const giveUp = new AbortController();
    const sending = failureOf(client().send(message('simulate-timeout'), giveUp.signal));
    while (sandbox.requests.length === 0) await new Promise(setImmediate);
    giveUp.abort();
    (await sending).code.should.equal('ERR_CLOSED');
  });

  it('tells how long to wait', async () => {
    const failure = await failureOf(client().send(message('simulate-429'), never));
    should(failure.cause.retryAfterMs).equal(2000);
    should(failure.cause.requestId).match(/^[0-9a-f-]{36}$/);
  });

  it('counts a date to wait for from its own clock', async () => {
    const server = use(await startRawServer(reply(429, '', { 'Retry-After': 'Thu, 01 Jan 2026 00:00:30 GMT' })));
    const account = parseAccount({ token: CANARY, baseUrl: server.origin });
    const { createSendSeven } = await import('../../../src/provider/sendseven/client');
    const provider = createSendSeven(account, use(createHttp()), () => Date.UTC(2026, 0, 1));
    should((await failureOf(provider.whoAmI(never))).cause.retryAfterMs).equal(30_000);
  });

  it('knows a token that is wrong', async () => {
    (await failureOf(client({ token: 'wrong' }).whoAmI(never))).code.should.equal('ERR_UNAUTHORIZED');
  });

  it('says that the API is not there where the base URL is wrong', async () => {
    const failure = await failureOf(client({ baseUrl: sandbox.origin }).whoAmI(never));
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
      sandbox.faults.add({ action });
      const failure = await failureOf(client().send(message('conv-ada'), never));
      // `failureOf` looks for the whole token; this is half of it.
      JSON.stringify(failure.cause).should.not.containEql(CANARY.slice(0, 9));
    });
  }
});
