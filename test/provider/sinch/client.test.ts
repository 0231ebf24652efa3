import should from 'should';
import { VERSION } from '../../../src/provider/user-agent';
import { reply } from '../../support/raw-server';
import { CANARY, failureOf } from '../support/failure-of';
import { never } from '../support/sendseven-client';
import { APP, accepted, expired, json, PROJECT, sinchServer, toSinch } from '../support/sinch-server';

describe('the client of Sinch', () => {
  const { answers, client, apiRequests, tokenRequests, clock, makeTokens } = sinchServer();

  it('sends exactly the request that the API wants, with a token', async () => {
    await client().send(toSinch(), never);
    const [asked] = tokenRequests();
    should(asked?.headers).containEql({
      authorization: `Basic ${Buffer.from(`key:${CANARY}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    });
    should(asked?.body.toString()).equal('grant_type=client_credentials');
    const [request] = apiRequests();
    should(request?.line).equal(`POST /v1/projects/${PROJECT}/messages:send HTTP/1.1`);
    should(request?.headers).containEql({
      authorization: 'Bearer token-1',
      'content-type': 'application/json',
      accept: 'application/json',
      'user-agent': `node-red-contrib-conversations/${VERSION}`,
    });
    should(request?.headers).not.have.property('idempotency-key');
    JSON.parse(request?.body.toString() ?? '').should.deepEqual({
      app_id: APP,
      recipient: { identified_by: { channel_identities: [{ channel: 'SMS', identity: '+46701234567' }] } },
      message: { text_message: { text: 'Grüße 👋' } },
      message_metadata: 'key-1',
    });
  });

  it('may show the key itself on every call', async () => {
    await client({ auth: 'basic' }).send(toSinch(), never);
    should(apiRequests()[0]?.headers.authorization).equal(`Basic ${Buffer.from(`key:${CANARY}`).toString('base64')}`);
    tokenRequests().length.should.equal(0);
  });

  it('tells what the API answered', async () => {
    const acceptance = await client().send(toSinch(), never);
    acceptance.should.containEql({ statusCode: 200, status: 'QUEUED', messageId: '01HMSG' });
    should(acceptance.body).deepEqual({ message_id: '01HMSG', accepted_time: '2026-01-01T00:00:00Z' });
  });

  it('sends nothing where the recipient cannot be reached', async () => {
    const failure = await failureOf(client().send(toSinch({ kind: 'conversation', conversationId: 'c' }), never));
    failure.should.containEql({ code: 'ERR_RECIPIENT_UNSUPPORTED', kind: 'input' });
    apiRequests().length.should.equal(0);
  });

  it('takes another token once, when the API says that one is over', async () => {
    answers.api = (socket, request) =>
      (request.headers.authorization === 'Bearer token-1' ? expired : accepted)(socket, request);
    await client().send(toSinch(), never);
    apiRequests()
      .map(({ headers }) => headers.authorization)
      .should.eql(['Bearer token-1', 'Bearer token-2']);
    tokenRequests().length.should.equal(2);
  });

  it('takes one new token for all messages that find the old one over', async () => {
    answers.api = (socket, request) =>
      (request.headers.authorization === 'Bearer token-1' ? expired : accepted)(socket, request);
    const sinch = client();
    await Promise.all(Array.from({ length: 8 }, () => sinch.send(toSinch(), never)));
    tokenRequests().length.should.equal(2);
    apiRequests()
      .filter(({ headers }) => headers.authorization === 'Bearer token-2')
      .length.should.equal(8);
  });

  it('gives up when the new token is over as well', async () => {
    answers.api = expired;
    const failure = await failureOf(client().send(toSinch(), never));
    failure.code.should.equal('ERR_UNAUTHORIZED');
    apiRequests().length.should.equal(2);
  });

  it('takes no other token when the API does not say that it is over', async () => {
    answers.api = json(401, { error: { code: 401, message: 'Bad token', status: 'UNAUTHENTICATED' } });
    const failure = await failureOf(client().send(toSinch(), never));
    failure.should.containEql({ code: 'ERR_UNAUTHORIZED', kind: 'refused' });
    apiRequests().length.should.equal(1);
    tokenRequests().length.should.equal(1);
  });

  it('asks for a token again when one is refused that is not fresh', async () => {
    const tokens = makeTokens();
    const sinch = client({}, tokens);
    await sinch.send(toSinch(), never);
    clock.now += 61_000;
    answers.api = json(401, {});
    await failureOf(sinch.send(toSinch(), never));
    answers.api = accepted;
    await sinch.send(toSinch(), never);
    tokenRequests().length.should.equal(2);
  });

  it('tells which app it is, its channels and its mode, and nothing of their tokens', async () => {
    answers.api = json(200, {
      id: APP,
      display_name: 'Shop',
      processing_mode: 'DISPATCH',
      channel_credentials: [
        { channel: 'SMS', state: { status: 'ACTIVE', description: '' }, static_bearer: { token: CANARY } },
        { channel: 'WHATSAPP', state: { status: 'FAILING' } },
        { nothing: true },
      ],
    });
    const identity = await client().whoAmI(never);
    identity.should.deepEqual({
      name: 'Shop',
      id: APP,
      mode: 'DISPATCH',
      channels: [
        { channel: 'SMS', state: 'ACTIVE' },
        { channel: 'WHATSAPP', state: 'FAILING' },
      ],
    });
    should(apiRequests()[0]?.line).equal(`GET /v1/projects/${PROJECT}/apps/${APP} HTTP/1.1`);
  });

  it('says when region, project and app do not belong together', async () => {
    answers.api = json(404, { error: { code: 404, message: 'not found', status: 'NOT_FOUND' } });
    const unknown = await failureOf(client().whoAmI(never));
    unknown.cause.hint.should.match(/App ID, Project ID and Region .* do not belong together/);
    answers.api = json(403, { code: 403, message: 'No', status: 'UNAUTHORIZED' });
    const foreign = await failureOf(client().whoAmI(never));
    foreign.message.should.match(/not good for this project/);
  });

  it('is uncertain where the outcome is', async () => {
    answers.api = (socket) => socket.destroy();
    (await failureOf(client().send(toSinch(), never))).kind.should.equal('uncertain');
    answers.api = json(500, { error: { message: 'x', status: 'INTERNAL_ERROR' } });
    (await failureOf(client().send(toSinch(), never))).should.containEql({ code: 'ERR_SERVER', kind: 'uncertain' });
    answers.api = reply(503, '<html>busy</html>');
    (await failureOf(client().send(toSinch(), never))).message.should.match(/trouble \(503\)\.$/);
  });

  it('knows a 429 as one after which nothing was sent', async () => {
    answers.api = json(429, { error: { message: 'slow', details: [{ '@type': 'x.RetryInfo', retry_delay: '2s' }] } });
    const failure = await failureOf(client().send(toSinch(), never));
    failure.should.containEql({ code: 'ERR_RATE_LIMITED', kind: 'limited' });
    should(failure.cause.retryAfterMs).equal(2000);
  });

  const basic = Buffer.from(`key:${CANARY}`).toString('base64');
  for (const [what, secret] of [
    ['secret', CANARY],
    ['key as it travels', basic],
    ['token', 'token-1'],
  ] as const) {
    it(`never repeats the ${what} when the server sends it back`, async () => {
      answers.api = json(400, { error: { message: `${'x'.repeat(480)} ${secret}`, status: secret } });
      const failure = await failureOf(client().send(toSinch(), never));
      JSON.stringify(failure.cause).should.not.containEql(secret.slice(0, 7));
    });
  }
});
