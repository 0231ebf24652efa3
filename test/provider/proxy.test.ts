import should from 'should';
import { createHttp } from '../../src/provider/http';
import { type ConnectProxy, type Reaction, startConnectProxy } from '../support/connect-proxy';
import { freePort } from '../support/free-port';
import { reply, startRawServer } from '../support/raw-server';
import { certificate, pem, startTlsServer } from '../support/tls';
import { closing } from './support/closing';
import { CANARY, failureOf } from './support/failure-of';

/** A host that no DNS knows: only the proxy of a test leads there. */
const API = 'https://api.sendseven.test/api/v1/messages';
const ca = pem('ca');
const PASSWORD = `pass:${CANARY}`;

const request = (url = API) =>
  ({ method: 'POST', url, headers: { Authorization: `Bearer ${CANARY}` }, body: '{}', timeoutMs: 5000 }) as const;

/** An account's HTTP that goes through a proxy. */
const through = (host: string, tls: object = { ca }) =>
  createHttp({ tls, proxyFor: () => `http://user:${encodeURIComponent(PASSWORD)}@${host}` });

describe('a proxy', () => {
  const use = closing();

  const far = async (name?: string) =>
    use(await startTlsServer(reply(201, 'made'), name === undefined ? undefined : certificate(name)));
  const proxyThat = async (react: () => Reaction): Promise<ConnectProxy> => use(await startConnectProxy(react));

  it('is asked for a tunnel to the host, with user and password, and sees nothing else', async () => {
    const { port, requests } = await far();
    const proxy = await proxyThat(() => ({ tunnelTo: port }));
    const response = await use(through(proxy.host)).send(request());
    response.should.containEql({ status: 201, body: 'made' });
    proxy.requests.length.should.equal(1);
    const [asked] = proxy.requests;
    should(asked?.target).equal('api.sendseven.test:443');
    should(asked?.headers['proxy-authorization']).equal(`Basic ${Buffer.from(`user:${PASSWORD}`).toString('base64')}`);
    should(asked?.headers).not.have.property('authorization');
    should(requests[0]?.headers).containEql({ host: 'api.sendseven.test', authorization: `Bearer ${CANARY}` });
    should(requests[0]?.headers).not.have.property('proxy-authorization');
  });

  it('needs no user', async () => {
    const { port } = await far();
    const proxy = await proxyThat(() => ({ tunnelTo: port }));
    await use(createHttp({ tls: { ca }, proxyFor: () => `http://${proxy.host}` })).send(request());
    should(proxy.requests[0]?.headers).not.have.property('proxy-authorization');
  });

  it('leads 20 requests one after the other through one tunnel, and 40 at once through 16', async () => {
    const { port, requests } = await far();
    const proxy = await proxyThat(() => ({ tunnelTo: port }));
    const http = use(through(proxy.host));
    for (let i = 0; i < 20; i += 1) await http.send(request());
    proxy.requests.length.should.equal(1);
    await Promise.all(Array.from({ length: 40 }, () => http.send(request())));
    proxy.requests.length.should.equal(16);
    requests.length.should.equal(60);
  });

  it('does not weaken the check of the far certificate', async () => {
    for (const [name, tls] of [
      ['server', {}],
      ['other-host', { ca }],
    ] as const) {
      const { port, requests } = await far(name);
      const proxy = await proxyThat(() => ({ tunnelTo: port }));
      const failure = await failureOf(use(through(proxy.host, tls)).send(request()));
      failure.code.should.equal('ERR_TLS');
      requests.length.should.equal(0);
    }
  });

  it('brings a certificate of the client to the far end', async () => {
    const server = { ...certificate('server'), ca, requestCert: true, rejectUnauthorized: true };
    const { port } = use(await startTlsServer(reply(201), server));
    const proxy = await proxyThat(() => ({ tunnelTo: port }));
    const http = use(through(proxy.host, { ca, ...certificate('client') }));
    (await http.send(request())).status.should.equal(201);
  });

  for (const [status, code, retryable] of [
    [407, 'ERR_PROXY_AUTH', false],
    [403, 'ERR_PROXY', true],
    [401, 'ERR_PROXY', true],
    [429, 'ERR_PROXY', true],
    [502, 'ERR_PROXY', true],
    [503, 'ERR_PROXY', true],
    [301, 'ERR_PROXY', true],
    [204, 'ERR_PROXY', true],
  ] as const) {
    it(`that answers ${status} is ${code}, and nobody takes it for SendSeven`, async () => {
      const body = JSON.stringify({ detail: `Not for ${CANARY}` });
      const proxy = await proxyThat(() => ({
        say: `HTTP/1.1 ${status} No\r\nContent-Length: ${body.length}\r\nLocation: http://${CANARY}/\r\n\r\n${body}`,
      }));
      const failure = await failureOf(use(through(proxy.host)).send(request()));
      failure.code.should.equal(code);
      failure.kind.should.equal('unavailable');
      failure.cause.retryable.should.equal(retryable);
      failure.message.should.endWith(`(proxy ${proxy.host} answered ${status}).`);
      failure.message.should.not.containEql('SendSeven');
      proxy.requests.length.should.equal(1);
    });
  }

  it('that refuses is asked once for each request, however many wait', async () => {
    const proxy = await proxyThat(() => ({ say: 'HTTP/1.1 407 No\r\n\r\n' }));
    const http = use(through(proxy.host));
    await Promise.all(Array.from({ length: 50 }, () => failureOf(http.send(request()))));
    proxy.requests.length.should.equal(50);
  });

  it('that refused once is asked again for the next request', async () => {
    const { port } = await far();
    const reactions: Reaction[] = [{ say: 'HTTP/1.1 503 No\r\n\r\n' }];
    const proxy = await proxyThat(() => reactions.shift() ?? { tunnelTo: port });
    const http = use(through(proxy.host));
    (await failureOf(http.send(request()))).code.should.equal('ERR_PROXY');
    (await http.send(request())).status.should.equal(201);
  });

  for (const [title, say] of [
    ['hangs up', ''],
    ['hangs up within its answer', 'HTTP/1.1 200 Conn'],
    ['is no proxy', `SSH-2.0-${CANARY}\r\n\r\n`],
  ] as const) {
    it(`that ${title} is ERR_PROXY: nothing was sent`, async () => {
      const proxy = await proxyThat(() => ({ say }));
      const failure = await failureOf(use(through(proxy.host)).send(request()));
      failure.code.should.equal('ERR_PROXY');
      failure.message.should.containEql(`proxy ${proxy.host}`);
    });
  }

  it('that is dead is ERR_PROXY and named', async () => {
    const host = `127.0.0.1:${await freePort()}`;
    const failure = await failureOf(use(through(host)).send(request()));
    failure.code.should.equal('ERR_PROXY');
    failure.message.should.endWith(`(proxy ${host}).`);
    should(failure.cause.detail).equal('ECONNREFUSED');
  });

  it('that is dead fails all that wait for it, not only those that fit into the limit of connections', async () => {
    const http = use(through(`127.0.0.1:${await freePort()}`));
    const failures = await Promise.all(Array.from({ length: 50 }, () => failureOf(http.send(request()))));
    failures.map(({ code }) => code).should.matchEach('ERR_PROXY');
  });

  it('that has no address is ERR_PROXY, although the host of the API may be fine', async () => {
    (await failureOf(use(through('nonexistent.invalid:3128')).send(request()))).code.should.equal('ERR_PROXY');
  });

  it('that never answers is ERR_CONNECT_TIMEOUT: nothing was sent', async () => {
    const proxy = await proxyThat(() => ({ silent: true }));
    const failure = await failureOf(use(through(proxy.host)).send({ ...request(), timeoutMs: 80 }));
    failure.code.should.equal('ERR_CONNECT_TIMEOUT');
    failure.message.should.containEql(proxy.host);
  });

  it('that never answers is let go, so that others find room', async () => {
    const { port } = await far();
    const reactions: Reaction[] = [{ silent: true }];
    const proxy = await proxyThat(() => reactions.shift() ?? { tunnelTo: port });
    const proxyFor = () => `http://${proxy.host}`;
    const http = use(createHttp({ tls: { ca }, proxyFor, maxSockets: 1, connectTimeoutMs: 80 }));
    const stuck = failureOf(http.send(request()));
    const waiting = http.send(request());
    const failure = await stuck;
    failure.code.should.equal('ERR_PROXY');
    failure.kind.should.equal('unavailable');
    (await waiting).status.should.equal(201);
  });

  it('is not at fault when the far end resets a request that was sent', async () => {
    const { port } = use(await startTlsServer((socket) => socket.destroy()));
    const proxy = await proxyThat(() => ({ tunnelTo: port }));
    const failure = await failureOf(use(through(proxy.host)).send(request()));
    failure.code.should.equal('ERR_CONNECTION_RESET');
    failure.kind.should.equal('uncertain');
  });

  it('is ERR_PROXY when its address is no URL', async () => {
    const http = use(createHttp({ proxyFor: () => `http://user:${CANARY}@bad host` }));
    (await failureOf(http.send(request()))).code.should.equal('ERR_PROXY');
  });

  it('is never used for this machine itself', async () => {
    const server = use(await startRawServer(reply(200)));
    const proxy = await proxyThat(() => ({ tunnelTo: server.port }));
    const http = use(through(proxy.host));
    for (const host of ['127.0.0.1', 'localhost']) {
      (await http.send(request(`http://${host}:${server.port}/`))).status.should.equal(200);
    }
    proxy.requests.length.should.equal(0);
  });
});
