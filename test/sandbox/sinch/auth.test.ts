import should from 'should';
import { useSinch } from './use-sinch';

describe('the token endpoint of the simulated Sinch', () => {
  const at = useSinch();

  interface TokenCall {
    readonly authorization?: string;
    readonly body?: string;
    readonly type?: string;
  }

  const fetchToken = (call: TokenCall = {}) =>
    fetch(`${at.sinch.baseUrl}/oauth2/token`, {
      method: 'POST',
      headers: {
        authorization: call.authorization ?? at.basic(),
        'content-type': call.type ?? 'application/x-www-form-urlencoded',
      },
      body: call.body ?? 'grant_type=client_credentials',
    });
  const tokenOf = async () => ((await (await fetchToken()).json()) as { access_token: string }).access_token;
  const use = (token: string) => at.call('GET', '/apps', { headers: { authorization: `Bearer ${token}` } });

  it('gives a token that says itself when it expires', async () => {
    const body = (await (await fetchToken()).json()) as Record<string, string>;
    body.should.containEql({ token_type: 'Bearer', expires_in: 3600, scope: '' });
    const claims = JSON.parse(Buffer.from(body.access_token?.split('.')[1] ?? '', 'base64url').toString());
    should(claims.exp).equal(world().clock.now() / 1000 + 3600);
    (await use(body.access_token ?? '')).status.should.equal(200);
  });

  const world = () => at.world;

  it('wants the key by Basic and the grant in a form', async () => {
    const wrong = `Basic ${Buffer.from(`${at.sinch.keyId}:wrong`).toString('base64')}`;
    (await fetchToken({ authorization: wrong })).status.should.equal(401);
    (await fetchToken({ authorization: 'Bearer x' })).status.should.equal(401);
    (await fetchToken({ type: 'application/json' })).status.should.equal(400);
    (await fetchToken({ body: 'grant_type=password' })).status.should.equal(400);
    (await fetchToken({ body: 'x=1' })).status.should.equal(400);
  });

  it('counts its calls, also those that it refuses', async () => {
    await fetchToken();
    await fetchToken({ authorization: 'Basic eDp5' });
    at.sinch.tokenRequests.should.equal(2);
  });

  it('is limited by itself: 30 at once, then 10 a second, without a word on how long to wait', async () => {
    for (let index = 0; index < 30; index += 1) (await fetchToken()).status.should.equal(200);
    const refused = await fetchToken();
    refused.status.should.equal(429);
    should(refused.headers.get('retry-after')).be.null();
    await at.world.clock.advance(100);
    (await fetchToken()).status.should.equal(200);
  });

  it('can be made to refuse by a fault', async () => {
    at.world.sandbox.faults.add({ match: { path: '/oauth2/token' }, times: 1, action: { kind: 'empty', status: 429 } });
    (await fetchToken()).status.should.equal(429);
    (await fetchToken()).status.should.equal(200);
  });

  it('gives tokens that live as long as a test wants', async () => {
    at.sinch.setTokenLife(5);
    const token = await tokenOf();
    await at.world.clock.advance(4_999);
    (await use(token)).status.should.equal(200);
    await at.world.clock.advance(1);
    const refused = await use(token);
    refused.status.should.equal(401);
    should(refused.headers.get('www-authenticate')).containEql('expired');
  });

  it('can let every token expire that it gave, and gives others', async () => {
    const token = await tokenOf();
    at.sinch.expireTokens();
    should((await use(token)).headers.get('www-authenticate')).containEql('expired');
    (await use(await tokenOf())).status.should.equal(200);
  });
});

describe('the way into the simulated Sinch', () => {
  const at = useSinch();
  const as = (authorization: string) => at.call('GET', '/apps', { headers: { authorization } });

  it('is open to the key itself by Basic', async () => {
    (await at.call('GET', '/apps')).status.should.equal(200);
  });

  for (const [what, authorization] of [
    ['nobody', ''],
    ['a wrong key', `Basic ${Buffer.from('x:y').toString('base64')}`],
    ['a made-up token', 'Bearer x'],
    ['a token that somebody else signed', 'Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl'],
  ] as const) {
    it(`is closed to ${what}, without a word of expiry`, async () => {
      const { status, headers, body } = await as(authorization);
      status.should.equal(401);
      should(headers.get('www-authenticate')).not.containEql('expired');
      should(body.error).containEql({ code: 401, status: 'UNAUTHENTICATED' });
    });
  }

  it('is closed to the key of another project', async () => {
    at.sinch.addKey('other', 'secret', 'project-2');
    const authorization = `Basic ${Buffer.from('other:secret').toString('base64')}`;
    const refused = await as(authorization);
    refused.status.should.equal(403);
    refused.body.error.status.should.equal('UNAUTHORIZED');
    (await at.call('GET', '/v1/projects/project-2/apps', { headers: { authorization } })).body.should.eql({ apps: [] });
  });

  it('leads nowhere on an unknown path, and to no app of another project', async () => {
    (await at.call('GET', '/nothing')).status.should.equal(404);
    (await at.call('GET', '/constructor')).status.should.equal(404);
    (await at.call('DELETE', '/messages:send')).status.should.equal(404);
    const foreign = at.sinch.addApp({ name: 'Foreign', projectId: 'project-2' });
    (await at.call('GET', `/apps/${foreign}`)).status.should.equal(404);
    (await at.send('SMS:+15551234567', { app_id: foreign })).status.should.equal(404);
  });

  it('answers errors nested or flat, as is set', async () => {
    (await at.call('GET', '/nothing')).body.should.eql({
      error: { code: 404, message: 'Path not found', status: 'NOT_FOUND', details: [] },
    });
    at.sinch.setErrorForm('flat');
    (await at.call('GET', '/nothing')).body.should.containEql({ code: 404, status: 'NOT_FOUND' });
    (await at.call('POST', '/messages:send', { body: {} })).body.should.containEql({ code: 400 });
    (await at.send('SMS:+15555550010')).body.should.containEql({ code: 501 });
    const contact = { contact_id: '01ARZ3NDEKTSV4RRFFQ69G5FAV' };
    (await at.send('SMS:+15551234567', { recipient: contact })).body.should.containEql({ code: 404 });
  });

  it('limits each app by itself; the 429 is bare unless a header is asked for', async () => {
    const second = at.sinch.addApp({ name: 'Second' });
    const send = (app_id = at.sinch.appId) => at.send('SMS:+15551234567', { app_id });
    at.sinch.setRateLimit({ model: 'bucket', limit: 1, periodMs: 1_000 });
    (await send()).status.should.equal(200);
    const bare = await send();
    bare.status.should.equal(429);
    should(bare.headers.get('retry-after')).be.null();
    should(bare.headers.get('x-ratelimit-limit')).be.null();
    (await send(second)).status.should.equal(200);
    await at.world.clock.advance(1_000);
    (await send()).status.should.equal(200);
    at.world.sandbox.setRateLimit({ model: 'bucket', limit: 1, periodMs: 1_000, headers: 'retry-after' });
    await send();
    should((await send()).headers.get('retry-after')).equal('1');
  });
});
