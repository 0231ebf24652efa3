import should from 'should';
import { createHttp } from '../../../src/provider/http';
import { type AccessTokens, createAccessTokens } from '../../../src/provider/sinch/token';
import { reply } from '../../support/raw-server';
import { failureOf } from '../support/failure-of';
import { never } from '../support/sendseven-client';
import { json, sinchServer } from '../support/sinch-server';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('access tokens of Sinch', () => {
  const { use, answers, account, clock, tokenRequests, makeTokens } = sinchServer();
  let tokens: AccessTokens;

  beforeEach(() => {
    tokens = makeTokens();
  });

  const get = (input = {}, signal = never) => tokens.get(account(input), use(createHttp()), signal);

  it('are asked for once, however many need one at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => get()));
    new Set(all).should.eql(new Set(['token-1']));
    (await get()).should.equal('token-1');
    tokenRequests().length.should.equal(1);
  });

  it('are one for all accounts with the same key, and others for another', async () => {
    (await get({ appId: 'A', region: 'us' })).should.equal('token-1');
    (await get({ appId: 'B', region: 'eu' })).should.equal('token-1');
    (await get({ keyId: 'other' })).should.equal('token-2');
    (await get({ keySecret: 'other' })).should.equal('token-3');
  });

  it('are renewed a minute before they end', async () => {
    await get();
    clock.now = HOUR - MINUTE - 1;
    (await get()).should.equal('token-1');
    clock.now = HOUR - MINUTE;
    (await Promise.all([get(), get()])).should.eql(['token-2', 'token-2']);
    tokenRequests().length.should.equal(2);
  });

  it('that live shorter than that are used for half their life', async () => {
    answers.token = json(200, { access_token: 'short', expires_in: 60 });
    await get();
    clock.now = 29_999;
    await get();
    tokenRequests().length.should.equal(1);
    clock.now = 30_000;
    await get();
    tokenRequests().length.should.equal(2);
  });

  it('are taken to live an hour where nothing is said', async () => {
    answers.token = json(200, { access_token: 'silent' });
    await get();
    clock.now = HOUR - MINUTE - 1;
    await get();
    tokenRequests().length.should.equal(1);
  });

  it('are used to their end when there is no new one', async () => {
    await get();
    answers.token = reply(503, '');
    clock.now = HOUR - 1;
    (await get()).should.equal('token-1');
    clock.now = HOUR;
    (await failureOf(get())).code.should.equal('ERR_SERVER');
  });

  it('that are over are forgotten, unless a newer one is there already', async () => {
    await get();
    tokens.refused(account(), 'token-1', true);
    (await get()).should.equal('token-2');
    tokens.refused(account(), 'token-1', true);
    (await get()).should.equal('token-2');
  });

  it('that are refused for another reason are kept while they are fresh', async () => {
    await get();
    clock.now = MINUTE - 1;
    tokens.refused(account(), 'token-1', false);
    (await get()).should.equal('token-1');
    clock.now = MINUTE;
    tokens.refused(account(), 'token-1', false);
    (await get()).should.equal('token-2');
  });

  for (const [what, answer, code, kind] of [
    ['401', json(401, { error: 'invalid_client', error_description: 'No such key' }), 'ERR_UNAUTHORIZED', 'refused'],
    ['403', json(403, {}), 'ERR_UNAUTHORIZED', 'refused'],
    ['400', json(400, {}), 'ERR_UNAUTHORIZED', 'refused'],
    ['404', reply(404, '<html>'), 'ERR_NOT_FOUND', 'refused'],
    ['a redirect', reply(302, '', { Location: 'https://login.example/' }), 'ERR_REDIRECT', 'refused'],
    ['429', reply(429, ''), 'ERR_RATE_LIMITED', 'unavailable'],
    ['500', reply(500, ''), 'ERR_SERVER', 'unavailable'],
    ['a web page', reply(200, '<html>'), 'ERR_RESPONSE_NOT_JSON', 'unavailable'],
    ['no token', json(200, {}), 'ERR_RESPONSE_NOT_JSON', 'unavailable'],
    ['a token that is none', json(200, { access_token: 'a\r\nb' }), 'ERR_RESPONSE_NOT_JSON', 'unavailable'],
    ['a cut connection', (socket: { destroy(): void }) => socket.destroy(), 'ERR_CONNECTION_RESET', 'unavailable'],
  ] as const) {
    it(`end in ${code} after ${what}, and nothing was sent`, async () => {
      answers.token = answer;
      (await failureOf(get())).should.containEql({ code, kind });
    });
  }

  it('of a wrong key are not asked for again at once', async () => {
    answers.token = json(401, {});
    await failureOf(get());
    await failureOf(get());
    tokenRequests().length.should.equal(1);
    clock.now = 10_000;
    answers.token = undefined;
    (await get()).should.equal('token-1');
  });

  it('are waited for in growing steps after each 429', async () => {
    answers.token = reply(429, '');
    const waits: (number | undefined)[] = [];
    for (let times = 0; times < 5; times++) {
      const failure = await failureOf(get());
      waits.push(failure.cause.retryAfterMs);
      // Nobody is asked while it lasts.
      should((await failureOf(get())).cause.retryAfterMs).equal(failure.cause.retryAfterMs);
      clock.now += failure.cause.retryAfterMs ?? 0;
    }
    waits.should.eql([500, 2000, 8000, 8000, 8000]);
    tokenRequests().length.should.equal(5);
    answers.token = undefined;
    (await get()).should.equal('token-1');
  });

  it('are asked for when the endpoint says so, where it does', async () => {
    answers.token = reply(429, '', { 'Retry-After': '3' });
    should((await failureOf(get())).cause.retryAfterMs).equal(3000);
  });

  it('are asked for no more often than the endpoint takes it', async () => {
    const keys = Array.from({ length: 31 }, (_, index) => get({ keyId: `key-${index}` }).catch((failure) => failure));
    const failure = (await Promise.all(keys)).at(-1);
    failure.should.containEql({ code: 'ERR_RATE_LIMITED', kind: 'unavailable' });
    should(failure.cause.retryAfterMs).equal(100);
    tokenRequests().length.should.equal(30);
    clock.now = 100;
    should(await get({ keyId: 'key-30' })).match(/^token-/);
  });

  it('are still waited for by others when one gives up, and by nobody when all have', async () => {
    let answer: (() => void) | undefined;
    answers.token = (socket, request) => {
      answer = () => json(200, { access_token: 'late' })(socket, request);
    };
    const [one, other] = [new AbortController(), new AbortController()];
    const impatient = failureOf(get({}, one.signal));
    const patient = get({}, other.signal);
    while (!answer) await new Promise(setImmediate);
    one.abort();
    (await impatient).should.containEql({ code: 'ERR_CLOSED', kind: 'unavailable' });
    answer();
    (await patient).should.equal('late');

    tokens = makeTokens();
    answer = undefined;
    const last = failureOf(get({}, other.signal));
    while (!answer) await new Promise(setImmediate);
    other.abort();
    (await last).code.should.equal('ERR_CLOSED');
    answers.token = undefined;
    (await get()).should.equal('token-1');
  });

  it('are not asked for by whoever has given up before', async () => {
    const gone = AbortSignal.abort();
    (await failureOf(get({}, gone))).code.should.equal('ERR_CLOSED');
    tokenRequests().length.should.equal(0);
  });

  it('are told apart by time that goes on by itself, too', async () => {
    tokens = createAccessTokens();
    (await get()).should.equal('token-1');
    (await get()).should.equal('token-1');
  });
});
