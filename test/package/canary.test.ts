import 'should';
import { type Evidence, runCanaries } from './harness/canary-run';
import { LINES } from './harness/lines';
import { needsRegistry } from './harness/needs-registry';
import { placesThatShow } from './harness/secret-search';

const SECRETS = [
  'typed',
  'variable',
  'proxied',
  'proxyPassword',
  'retyped',
  'webhookSecret',
  'webhookAuthorization',
  'keySecret',
] as const;

for (const line of LINES) {
  describe(`A secret of an account, in ${line.title}`, function () {
    this.timeout('10m');
    let evidence: Evidence;

    before('send with every outcome, and look everywhere', async function () {
      evidence = await needsRegistry(this, () => runCanaries(line));
    });

    it('was in use with every outcome', () => {
      evidence.codes.should.containDeep([
        'ERR_UNAUTHORIZED',
        'ERR_VALIDATION',
        'ERR_SERVER',
        'ERR_REDIRECT',
        'ERR_CONNECTION_RESET',
        'ERR_RESPONSE_NOT_JSON',
        'ERR_PROXY_AUTH',
      ]);
    });

    it('reaches the provider in the Authorization header', () => {
      const { received, secrets } = evidence;
      const tokens = new Set(received.map(({ headers }) => headers.authorization));
      for (const name of ['typed', 'variable', 'retyped'] as const) {
        tokens.should.containEql(`Bearer ${secrets[name]}`);
      }
    });

    it('lets in the events that prove it, and no others', () => {
      evidence.eventStatuses.should.eql([200, 401, 401]);
    });

    it('reaches Sinch in the same header', () => {
      const basic = Buffer.from(`key:${evidence.secrets.keySecret}`).toString('base64');
      evidence.received.map(({ headers }) => headers.authorization).should.containEql(`Basic ${basic}`);
    });

    it('is received nowhere but in that header', () => {
      const rest = evidence.received.map(({ headers, ...request }) => {
        const { authorization: _, 'proxy-authorization': __, ...others } = headers;
        return JSON.stringify({ ...request, others });
      });
      for (const secret of Object.values(evidence.secrets)) {
        placesThatShow(secret, Object.fromEntries(rest.entries())).should.eql([]);
      }
    });

    it("is not given to a proxy, which gets the proxy's own password only", () => {
      const tunnels = evidence.received.filter(({ method }) => method === 'CONNECT');
      const basic = Buffer.from(`somebody:${evidence.secrets.proxyPassword}`).toString('base64');
      tunnels.should.not.be.empty();
      tunnels.filter(({ headers }) => headers['proxy-authorization'] !== `Basic ${basic}`).should.eql([]);
      tunnels.filter(({ headers }) => headers.authorization !== undefined).should.eql([]);
    });

    it('follows no redirect, and goes to no base URL that it was not stored with', () => {
      evidence.astray.should.eql([]);
    });

    for (const name of SECRETS) {
      it(`is shown nowhere: ${name}`, () => {
        placesThatShow(evidence.secrets[name], evidence.seen).should.eql([]);
      });
    }
  });
}
