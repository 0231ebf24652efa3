import should from 'should';
import type { FailureCode, FailureKind } from '../../src/model/failure-codes';
import { type NetworkTrouble, networkFailure } from '../../src/provider/network-failure';

const trouble = (facts: Partial<NetworkTrouble>): NetworkTrouble => ({
  name: 'RequestError',
  code: '',
  sent: true,
  tooLarge: false,
  reused: false,
  ...facts,
});

const proxy = 'proxy.example:3128';

describe('a failure of the network', () => {
  const cases: [facts: Partial<NetworkTrouble>, code: FailureCode, kind: FailureKind][] = [
    [{ code: 'ECONNREFUSED', sent: false }, 'ERR_CONNECTION_REFUSED', 'unavailable'],
    [{ code: 'ENOTFOUND', sent: false }, 'ERR_DNS', 'unavailable'],
    [{ code: 'EAI_AGAIN', sent: false }, 'ERR_DNS', 'unavailable'],
    [{ code: 'ENODATA', sent: false }, 'ERR_DNS', 'unavailable'],
    [{ code: 'EHOSTUNREACH', sent: false }, 'ERR_CONNECT_TIMEOUT', 'unavailable'],
    [{ code: 'ENETUNREACH', sent: false }, 'ERR_CONNECT_TIMEOUT', 'unavailable'],
    [{ code: 'ECONNRESET' }, 'ERR_CONNECTION_RESET', 'uncertain'],
    [{ code: 'EPIPE' }, 'ERR_CONNECTION_RESET', 'uncertain'],
    [{ code: 'ECONNRESET', statusCode: 201 }, 'ERR_RESPONSE_CUT', 'uncertain'],
    [{ code: 'HPE_INVALID_CONSTANT' }, 'ERR_RESPONSE_CUT', 'uncertain'],
    [{ code: 'ESOMETHING' }, 'ERR_NETWORK', 'uncertain'],
    [{ code: '' }, 'ERR_NETWORK', 'uncertain'],
    [{ name: 'AbortError', code: 'ERR_ABORTED' }, 'ERR_CLOSED', 'cancelled'],
    [
      { name: 'AbortError', code: 'ERR_ABORTED', tooLarge: true, statusCode: 200 },
      'ERR_RESPONSE_TOO_LARGE',
      'uncertain',
    ],
    [{ name: 'TimeoutError', code: 'ETIMEDOUT' }, 'ERR_TIMEOUT', 'uncertain'],
    [{ name: 'TimeoutError', code: 'ETIMEDOUT', statusCode: 201 }, 'ERR_TIMEOUT', 'uncertain'],
    [{ name: 'TimeoutError', code: 'ETIMEDOUT', sent: false }, 'ERR_CONNECT_TIMEOUT', 'unavailable'],
    ...['lookup', 'connect', 'secureConnect'].map((phase): (typeof cases)[number] => [
      { name: 'TimeoutError', code: 'ETIMEDOUT', phase, sent: false },
      'ERR_CONNECT_TIMEOUT',
      'unavailable',
    ]),
    ...[
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'CERT_HAS_EXPIRED',
      'CERT_NOT_YET_VALID',
      'CERT_REVOKED',
      'CERT_UNTRUSTED',
      'CRL_HAS_EXPIRED',
      'INVALID_CA',
      'INVALID_PURPOSE',
      'PATH_LENGTH_EXCEEDED',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'ERR_SSL_WRONG_VERSION_NUMBER',
      'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
      'EPROTO',
    ].map((code): (typeof cases)[number] => [{ code, sent: false }, 'ERR_TLS', 'unavailable']),
    [{ code: 'ECONNREFUSED', sent: false, proxy }, 'ERR_PROXY', 'unavailable'],
    [{ code: 'ENOTFOUND', sent: false, proxy }, 'ERR_PROXY', 'unavailable'],
    [{ code: 'ECONNRESET', sent: false, proxy }, 'ERR_PROXY', 'unavailable'],
    [{ code: 'ECONNRESET', sent: true, proxy }, 'ERR_CONNECTION_RESET', 'uncertain'],
    [{ code: 'CERT_HAS_EXPIRED', sent: false, proxy }, 'ERR_TLS', 'unavailable'],
    [{ sent: false, proxy, proxyStatus: 407 }, 'ERR_PROXY_AUTH', 'unavailable'],
    [{ sent: false, proxy, proxyStatus: 502 }, 'ERR_PROXY', 'unavailable'],
  ];

  for (const [facts, code, kind] of cases) {
    const { name, ...shown } = facts;
    it(`${name ?? ''} ${JSON.stringify(shown)} is ${code}, ${kind}`.trim(), () => {
      const failure = networkFailure(trouble(facts));
      failure.code.should.equal(code);
      failure.kind.should.equal(kind);
      failure.message.should.match(/^[A-Z].*\.$/);
    });
  }

  it('says what to do about it, unless it was stopped on purpose', () => {
    for (const [facts, code] of cases) {
      networkFailure(trouble(facts)).cause.hint.should.match(code === 'ERR_CLOSED' ? /^$/ : /^[A-Z].*\.$/);
    }
  });

  it('tells the code of the system, and no other text', () => {
    should(networkFailure(trouble({ code: 'ECONNRESET' })).cause.detail).equal('ECONNRESET');
    should(networkFailure(trouble({ code: 'Bearer secret' })).cause.detail).equal(undefined);
    should(networkFailure(trouble({ code: '' })).cause.detail).equal(undefined);
  });

  it('names the proxy in use, and what it answered', () => {
    networkFailure(trouble({ code: 'ECONNRESET', proxy })).message.should.endWith(' (proxy proxy.example:3128).');
    networkFailure(trouble({ proxy, proxyStatus: 502 })).message.should.endWith(
      '(proxy proxy.example:3128 answered 502).',
    );
    networkFailure(trouble({ code: 'ECONNRESET' })).message.should.not.containEql('proxy');
  });
});
