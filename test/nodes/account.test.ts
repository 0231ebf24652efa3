import should from 'should';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { helper, inject, startFlow, stopFlow, usualFlow } from '../support/flow';

const LIVE = { environment: 'live', keepTryingFor: 0 };

describe('conversation-account', () => {
  let server: Sandbox;
  beforeEach(async () => {
    server = await startSandbox();
  });
  afterEach(async () => {
    await stopFlow();
    await server.close();
  });

  const credentials = (more: object = {}) => ({
    account: { token: server.sendseven.token, baseUrl: server.sendseven.baseUrl, ...more },
  });
  const hello = () => ({ payload: 'hello', conversationId: 'conv-ada' });

  it('sends token, key and user agent in their headers, and no tenant where there is none', async () => {
    const { ok } = await startFlow(usualFlow({}, LIVE), credentials());
    inject(hello());
    await ok?.first();
    const headers = server.requests.at(-1)?.headers ?? {};
    should(headers).match({
      authorization: `Bearer ${server.sendseven.token}`,
      'content-type': 'application/json',
      'user-agent': /^node-red-contrib-conversations\/\d/,
    });
    should(headers['idempotency-key']).be.a.String().and.not.empty();
    should(headers).not.have.property('x-tenant-id');
  });

  it('sends the tenant id, and does not mind a slash at the end of the base URL', async () => {
    const { tenantId, baseUrl } = server.sendseven;
    const { ok } = await startFlow(usualFlow({}, LIVE), credentials({ tenantId, baseUrl: `${baseUrl}//` }));
    inject(hello());
    await ok?.first();
    should(server.requests.at(-1)).match({ path: '/api/v1/messages', headers: { 'x-tenant-id': tenantId } });
  });

  it('takes every credential from the environment', async () => {
    Object.assign(process.env, { CONV_TOKEN: server.sendseven.token, CONV_URL: server.sendseven.baseUrl });
    const fromEnvironment = { account: { token: '${CONV_TOKEN}', baseUrl: '${CONV_URL}' } };
    const { ok } = await startFlow(usualFlow({}, LIVE), fromEnvironment);
    delete process.env.CONV_TOKEN;
    delete process.env.CONV_URL;
    inject(hello());
    should((await ok?.first())?.statusCode).equal(201);
  });

  it('names a variable that is not set in error, status and log, and sends nothing', async () => {
    const { bad } = await startFlow(usualFlow({}, LIVE), credentials({ token: '${CONV_NOPE}' }));
    inject(hello());
    should((await bad?.first())?.error).match({ code: 'ERR_ENV_NOT_SET', message: /CONV_NOPE/, detail: 'CONV_NOPE' });
    const logged = helper.log().args.map(([entry]) => String((entry as { msg: unknown }).msg));
    should(logged.filter((text) => text.includes('CONV_NOPE'))).have.length(1);
    const statuses = (helper.getNode('send').status as unknown as { args: unknown[][] }).args.flat();
    should(statuses).containDeep([{ fill: 'yellow', data: { code: 'ERR_ENV_NOT_SET' } }]);
    should(server.requests).be.empty();
  });

  it('loses no message to a connection that the server closed while it was idle, not even one to be tried once', async () => {
    const { ok, bad } = await startFlow(usualFlow({}, LIVE), credentials());
    inject(hello());
    await ok?.received(1);
    server.faults.add({ times: 1, match: { method: 'POST' }, action: { kind: 'reset' } });
    inject(hello());
    const [, second] = (await ok?.received(2)) ?? [];
    should(second?.receipt.attempts).equal(2);
    should(bad?.messages).be.empty();
  });

  const unusable: [string, object, string][] = [
    ['no token', { token: '' }, 'ERR_ACCOUNT_INCOMPLETE'],
    ['a token with a line break', { token: 'a\nb' }, 'ERR_CREDENTIAL'],
    ['plain http to another machine', { baseUrl: 'http://api.example.com' }, 'ERR_BASE_URL'],
    ['a base URL with a password', { baseUrl: 'https://a:b@example.com' }, 'ERR_BASE_URL'],
    ['a base URL that is none', { baseUrl: 'api' }, 'ERR_BASE_URL'],
  ];
  for (const [what, wrong, code] of unusable) {
    it(`says what to do about ${what}`, async () => {
      const { bad } = await startFlow(usualFlow({}, LIVE), credentials(wrong));
      inject(hello());
      const error = (await bad?.first())?.error;
      should(error).match({ code, kind: 'config', attempts: 0 });
      should(error.hint).be.a.String().and.not.empty();
      should(server.requests).be.empty();
    });
  }

  const settings: [string, object][] = [
    ['a provider that there is not', { provider: 'pigeon' }],
    ['a timeout that is no number', { requestTimeout: 'soon' }],
    ['a rate limit of nothing', { rateLimit: 0 }],
    ['a proxy that is gone', { proxy: 'gone' }],
    ['a TLS configuration that is gone', { tls: 'gone' }],
  ];
  for (const [what, wrong] of settings) {
    it(`says what to do about ${what}`, async () => {
      const { bad } = await startFlow(usualFlow({}, { ...LIVE, ...wrong }), credentials());
      inject(hello());
      should((await bad?.first())?.error).match({ code: 'ERR_ACCOUNT_INVALID', kind: 'config' });
    });
  }

  it('uses nothing that was typed in while it is in the sandbox', async () => {
    const { ok } = await startFlow(usualFlow(), credentials({ token: 'typed in' }));
    inject(hello());
    should((await ok?.first())?.statusCode).equal(201);
    should(server.requests).be.empty();
  });

  it('reports what goes on without contents or secrets', async () => {
    const { ok } = await startFlow(usualFlow({}, { ...LIVE, name: 'Main' }), credentials());
    inject(hello());
    await ok?.first();
    const { body, text, headers } = await helper.request().get('/conversations/accounts').expect(200);
    should(headers['cache-control']).equal('no-store');
    should(body).match([
      {
        id: 'account',
        name: 'Main',
        environment: 'live',
        queued: { high: 0, normal: 0, bulk: 0 },
        underWay: 0,
        rate: { used: 1, limit: 100, believed: 100, periodMs: 60_000 },
      },
    ]);
    should(text).not.match(/hello|s7_api/);
  });
});
