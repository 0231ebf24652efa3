import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { TLSSocket } from 'node:tls';
import should from 'should';
import { createHttp, type TlsOptions } from '../../src/provider/http';
import { reply } from '../support/raw-server';
import { certificate, pem, startTlsServer } from '../support/tls';
import { closing } from './support/closing';
import { CANARY, failureOf } from './support/failure-of';

const ca = pem('ca');

describe('the certificate of a server', () => {
  const use = closing();

  const request = (url: string) =>
    ({ method: 'POST', url, headers: { Authorization: `Bearer ${CANARY}` }, body: CANARY, timeoutMs: 5000 }) as const;

  async function refused(server: string, tls?: TlsOptions) {
    const { origin, requests } = use(await startTlsServer(reply(200), certificate(server)));
    const failure = await failureOf(use(createHttp({ tls })).send(request(origin)));
    failure.code.should.equal('ERR_TLS');
    failure.kind.should.equal('unavailable');
    failure.cause.retryable.should.equal(false);
    requests.length.should.equal(0);
    return failure;
  }

  it('of a private CA is refused where nobody named the CA', async () => {
    const failure = await refused('server');
    should(failure.cause.detail).equal('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    failure.cause.hint.should.match(/private CA/);
  });

  it('of a private CA is accepted where the CA is named', async () => {
    const { origin, requests } = use(await startTlsServer(reply(200, 'hello')));
    const http = use(createHttp({ tls: { ca } }));
    (await http.send(request(origin))).body.should.equal('hello');
    should(requests[0]?.headers.authorization).equal(`Bearer ${CANARY}`);
  });

  it('is refused when it has run out', async () => {
    should((await refused('expired', { ca })).cause.detail).equal('CERT_HAS_EXPIRED');
  });

  it('is refused when it vouches for itself', async () => {
    should((await refused('self-signed', { ca })).cause.detail).equal('DEPTH_ZERO_SELF_SIGNED_CERT');
  });

  it('is refused when it is for another host', async () => {
    should((await refused('other-host', { ca })).cause.detail).equal('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('for another host is accepted where that name was asked for', async () => {
    const { origin } = use(await startTlsServer(reply(200), certificate('other-host')));
    const http = use(createHttp({ tls: { ca, servername: 'other.test' } }));
    (await http.send(request(origin))).status.should.equal(200);
  });

  it('is not looked at where a person chose so', async () => {
    const { origin } = use(await startTlsServer(reply(200), certificate('self-signed')));
    const http = use(createHttp({ tls: { rejectUnauthorized: false } }));
    (await http.send(request(origin))).status.should.equal(200);
  });
});

describe('the certificate of the client', () => {
  const use = closing();

  const wantsCertificate = () =>
    startTlsServer(
      (socket, request) => reply(200, String((socket as TLSSocket).getPeerCertificate().subject.CN))(socket, request),
      {
        ...certificate('server'),
        ca,
        requestCert: true,
        rejectUnauthorized: true,
        // TLS 1.2 refuses before the request, TLS 1.3 at any time after it: only the first is the same on every run.
        maxVersion: 'TLSv1.2',
      },
    );

  const request = (url: string) => ({ method: 'GET', url, headers: {}, timeoutMs: 5000 }) as const;

  it('is shown to a server that wants one', async () => {
    const { origin } = use(await wantsCertificate());
    const http = use(createHttp({ tls: { ca, ...certificate('client') } }));
    (await http.send(request(origin))).body.should.equal('client');
  });

  it('is missed by a server that wants one', async () => {
    const { origin, requests } = use(await wantsCertificate());
    const failure = await failureOf(use(createHttp({ tls: { ca } })).send(request(origin)));
    failure.code.should.equal('ERR_TLS');
    requests.length.should.equal(0);
  });
});

describe('a server that speaks no TLS', () => {
  const use = closing();

  it('is ERR_TLS, not a network that fails', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH_9.0\r\n'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    use(server);
    const { port } = server.address() as AddressInfo;
    const http = use(createHttp());
    const failure = await failureOf(
      http.send({ method: 'GET', url: `https://127.0.0.1:${port}/`, headers: {}, timeoutMs: 5000 }),
    );
    failure.code.should.equal('ERR_TLS');
  });
});
