import should from 'should';
import { environmentProxy } from '../../src/provider/environment-proxy';
import { createHttp } from '../../src/provider/http';
import { startConnectProxy } from '../support/connect-proxy';
import { reply } from '../support/raw-server';
import { pem, startTlsServer } from '../support/tls';
import { closing } from './support/closing';

const NAMES = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'].flatMap((name) => [name, name.toUpperCase()]);
const API = 'https://api.sendseven.test/api/v1/messages';

describe('the proxy that the environment names', () => {
  const use = closing();
  const before: Record<string, string | undefined> = {};

  beforeEach(() => {
    for (const name of NAMES) {
      before[name] = process.env[name];
      delete process.env[name];
    }
  });

  afterEach(() => {
    for (const name of NAMES) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  });

  it('is none where the environment names none', async () => {
    should((await environmentProxy())(API)).equal(undefined);
  });

  for (const name of ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY']) {
    it(`is that of ${name}`, async () => {
      process.env[name] = 'http://user:password@proxy.example:3128';
      should((await environmentProxy())(API)).equal('http://user:password@proxy.example:3128');
    });
  }

  it('is not that of http_proxy, which is for plain http', async () => {
    process.env.http_proxy = 'http://proxy.example:3128';
    should((await environmentProxy())(API)).equal(undefined);
  });

  for (const [list, direct] of [
    ['api.sendseven.test', true],
    ['.sendseven.test', true],
    ['*.sendseven.test', true],
    ['other.example, api.sendseven.test:443', true],
    ['*', true],
    ['api.sendseven.test:8443', false],
    ['sendseven.example', false],
  ] as const) {
    it(`is ${direct ? 'passed by' : 'used'} with no_proxy ${list}`, async () => {
      process.env.https_proxy = 'http://proxy.example:3128';
      process.env.no_proxy = list;
      should((await environmentProxy())(API)).equal(direct ? undefined : 'http://proxy.example:3128');
    });
  }

  it('is spoken to in plain HTTP unless it says otherwise', async () => {
    for (const [value, proxy] of [
      ['proxy.example:3128', 'http://proxy.example:3128'],
      ['user:password@proxy.example', 'http://user:password@proxy.example'],
      ['https://proxy.example', 'https://proxy.example'],
    ] as const) {
      process.env.https_proxy = value;
      should((await environmentProxy())(API)).equal(proxy);
    }
  });

  it('is read anew for every URL', async () => {
    const proxyFor = await environmentProxy();
    process.env.https_proxy = 'http://one.example';
    should(proxyFor(API)).equal('http://one.example');
    process.env.https_proxy = 'http://two.example';
    should(proxyFor(API)).equal('http://two.example');
  });

  it('is the way that a request takes', async () => {
    const { port } = use(await startTlsServer(reply(201)));
    const proxy = use(await startConnectProxy(() => ({ tunnelTo: port })));
    process.env.https_proxy = proxy.host;
    const http = use(createHttp({ tls: { ca: pem('ca') }, proxyFor: await environmentProxy() }));
    (await http.send({ method: 'GET', url: API, headers: {}, timeoutMs: 5000 })).status.should.equal(201);
    proxy.requests.map(({ target }) => target).should.deepEqual(['api.sendseven.test:443']);
  });
});
