import should from 'should';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { helper, startFlow, stopFlow, usualFlow } from '../support/flow';

describe('Test connection', () => {
  let server: Sandbox;
  beforeEach(async () => {
    server = await startSandbox();
    const { token, baseUrl } = server.sendseven;
    await startFlow(usualFlow({}, { environment: 'live' }), { account: { token, baseUrl } });
  });
  afterEach(async () => {
    await stopFlow();
    await server.close();
  });

  async function test(request: object) {
    const { body } = await helper.request().post('/conversations/accounts/test').send(request).expect(200);
    return body;
  }

  it('tells who the typed token belongs to', async () => {
    const { token, baseUrl } = server.sendseven;
    const result = await test({ provider: 'sendseven', environment: 'live', credentials: { token, baseUrl } });
    should(result.ok).be.true();
    should(result.who.name).be.a.String().and.not.empty();
    should(JSON.stringify(result)).not.containEql(token);
  });

  it('uses the stored token with the stored base URL', async () => {
    const { baseUrl } = server.sendseven;
    const result = await test({ id: 'account', environment: 'live', credentials: { baseUrl } });
    should(result.ok).be.true();
  });

  it('never sends the stored token to another base URL', async () => {
    const stranger = await startSandbox();
    const { baseUrl } = stranger.sendseven;
    const result = await test({ id: 'account', environment: 'live', credentials: { baseUrl } });
    should(result).match({ ok: false, error: { code: 'ERR_CREDENTIAL', hint: /again/ } });
    should(stranger.requests).be.empty();
    await stranger.close();
  });

  it('says that there is no token to try', async () => {
    should(await test({ environment: 'live' })).match({ ok: false, error: { code: 'ERR_ACCOUNT_INCOMPLETE' } });
  });

  it('says what is wrong with a token, and what to do', async () => {
    const { baseUrl } = server.sendseven;
    const result = await test({ environment: 'live', credentials: { token: 'wrong', baseUrl } });
    should(result).match({ ok: false, error: { code: 'ERR_UNAUTHORIZED', message: /token/, hint: /new one/ } });
  });

  it('says that the API is not where the base URL points', async () => {
    const { token } = server.sendseven;
    const result = await test({ environment: 'live', credentials: { token, baseUrl: server.origin } });
    should(result).match({ ok: false, error: { code: 'ERR_NOT_FOUND', hint: /api\/v1/ } });
  });

  it('names a variable that is not set, and uses one that is', async () => {
    const { token, baseUrl } = server.sendseven;
    const nope = await test({ environment: 'live', credentials: { token: '${CONV_NOPE}', baseUrl } });
    should(nope).match({ ok: false, error: { code: 'ERR_ENV_NOT_SET', message: /CONV_NOPE/ } });
    process.env.CONV_TOKEN = token;
    const set = await test({ environment: 'live', credentials: { token: '${CONV_TOKEN}', baseUrl } });
    delete process.env.CONV_TOKEN;
    should(set.ok).be.true();
  });

  it('knows the sandbox without any credential', async () => {
    should(await test({ environment: 'sandbox' })).match({ ok: true, environment: 'sandbox' });
  });

  for (const rubbish of [{}, { credentials: { token: 5 } }, { id: {}, credentials: null }, { credentials: [] }]) {
    it(`answers ${JSON.stringify(rubbish)} with an error, not a crash`, async () => {
      should((await test(rubbish)).ok).be.false();
    });
  }
});
