import fc from 'fast-check';
import should from 'should';
import { checkBaseUrl, isLoopback, normalizeBaseUrl } from '../../src/model/base-url';

describe('a base URL', () => {
  for (const url of [
    'https://api.sendseven.com/api/v1',
    'HTTPS://API.SENDSEVEN.COM',
    ' https://gateway.example:8443/sendseven/ ',
    'http://127.0.0.1:18080/api/v1',
    'http://127.9.9.9',
    'http://127.1',
    'http://localhost:1880',
    'http://sandbox.localhost',
    'http://[::1]:18080',
  ]) {
    it(`may be ${url.trim()}`, () => should(checkBaseUrl(url)).equal(undefined));
  }

  for (const [url, problem] of [
    ['', 'not-a-url'],
    ['api.sendseven.com', 'not-a-url'],
    ['//api.sendseven.com', 'not-a-url'],
    ['https://', 'not-a-url'],
    ['https://a b', 'not-a-url'],
    ['ftp://api.sendseven.com', 'not-http'],
    ['localhost:1880', 'not-http'],
    ['javascript:alert(1)', 'not-http'],
    ['file:///etc/passwd', 'not-http'],
    ['http://api.sendseven.com', 'insecure'],
    ['http://127.0.0.1.evil.example', 'insecure'],
    ['http://localhost.evil.example', 'insecure'],
    ['http://notlocalhost', 'insecure'],
    ['http://0.0.0.0', 'insecure'],
    ['http://10.0.0.1', 'insecure'],
    ['https://user@api.sendseven.com', 'has-credentials'],
    ['https://:password@api.sendseven.com', 'has-credentials'],
    ['http://127.0.0.1@evil.example', 'has-credentials'],
    ['https://api.sendseven.com/?tenant=1', 'has-query'],
    ['https://api.sendseven.com/?', 'has-query'],
    ['https://api.sendseven.com/#docs', 'has-query'],
    ['https://api.sendseven.com/#', 'has-query'],
  ] as const) {
    it(`may not be ${JSON.stringify(url)}: ${problem}`, () => should(checkBaseUrl(url)).equal(problem));
  }

  it('has one form, without slashes at its end', () => {
    for (const [url, form] of [
      ['https://api.sendseven.com', 'https://api.sendseven.com'],
      ['https://api.sendseven.com/', 'https://api.sendseven.com'],
      ['HTTPS://API.sendseven.com:443/api/v1///', 'https://api.sendseven.com/api/v1'],
      ['  https://h/a/../b/ ', 'https://h/b'],
    ] as const) {
      normalizeBaseUrl(url).should.equal(form);
    }
  });

  it('keeps its form when it is brought into that form again', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: false, withFragments: false }), fc.nat(3), (url, slashes) => {
        const form = normalizeBaseUrl(url + '/'.repeat(slashes));
        normalizeBaseUrl(form).should.equal(form);
        form.should.not.endWith('/');
      }),
    );
  });

  it('that passes takes a path at its end and stays on its host', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.string().map((rest) => `https://host/${rest}`),
        ),
        (text) => {
          fc.pre(checkBaseUrl(text) === undefined);
          const whole = new URL(`${normalizeBaseUrl(text)}/messages`);
          whole.host.should.equal(new URL(text.trim()).host);
          whole.pathname.should.endWith('/messages');
        },
      ),
    );
  });
});

describe('a host name', () => {
  it('is this machine only where it can be nothing else', () => {
    for (const host of ['localhost', 'a.localhost', '127.0.0.1', '127.255.0.3', '[::1]']) {
      isLoopback(host).should.equal(true, host);
    }
    for (const host of ['', 'localhost.example', 'xlocalhost', '128.0.0.1', '127.0.0.1.example', '127.0.0', '[::2]']) {
      isLoopback(host).should.equal(false, host);
    }
  });
});
