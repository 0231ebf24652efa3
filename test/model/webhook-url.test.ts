import {
  checkPublicUrl,
  checkWebhookPath,
  urlWarnings,
  webhookPathOf,
  webhookUrlOf,
} from '../../src/model/webhook-url';

describe('webhookPathOf', () => {
  const cases: [typed: unknown, path: string][] = [
    ['', '/conversations/acc'],
    ['  ', '/conversations/acc'],
    [undefined, '/conversations/acc'],
    [null, '/conversations/acc'],
    [7, '/conversations/acc'],
    ['hook', '/hook'],
    ['/hook', '/hook'],
    ['//a///b//', '/a/b'],
    [' /a/b/ ', '/a/b'],
  ];
  for (const [typed, path] of cases) {
    it(`makes ${path} of ${JSON.stringify(typed)}`, () => {
      webhookPathOf(typed, 'acc').should.equal(path);
    });
  }
});

describe('checkWebhookPath', () => {
  for (const typed of [
    undefined,
    '',
    ' ',
    'hook',
    '/a/b.c/~d',
    "/a-_!$&'()*+,;=:@b",
    '/a%20b',
    '/..a',
    `/${'a'.repeat(199)}`,
  ]) {
    it(`accepts ${JSON.stringify(typed)?.slice(0, 30)}`, () => {
      (checkWebhookPath(typed) === undefined).should.be.true();
    });
  }

  const wrong: [typed: string, problem: string][] = [
    ['/', 'root'],
    ['//', 'root'],
    ['/a b', 'characters'],
    ['/grüße', 'characters'],
    ['/a%2', 'characters'],
    ['/a\\b', 'characters'],
    ['/${A}', 'characters'],
    ['/a/../b', 'dots'],
    ['..', 'dots'],
    ['/./a', 'dots'],
    ['/a/%2e%2E', 'dots'],
    ['/a?b=c', 'has-query'],
    ['/a#b', 'has-query'],
    [`/${'a'.repeat(200)}`, 'too-long'],
  ];
  for (const [typed, problem] of wrong) {
    it(`refuses ${typed.slice(0, 20)}: ${problem}`, () => {
      String(checkWebhookPath(typed)).should.equal(problem);
    });
  }

  it('accepts only what a URL keeps as it is', () => {
    for (let code = 0x20; code < 0x180; code++) {
      const path = `/a${String.fromCharCode(code)}b`;
      if (checkWebhookPath(path) !== undefined) continue;
      new URL(`https://example.com${path}`).pathname.should.equal(path);
    }
  });
});

describe('webhookUrlOf', () => {
  const cases: [publicUrl: string, root: string | false, url: string][] = [
    ['https://example.com', '/', 'https://example.com/hook'],
    ['https://example.com/', '', 'https://example.com/hook'],
    ['https://example.com/node-red/', '/api/', 'https://example.com/node-red/api/hook'],
    ['https://example.com', 'api', 'https://example.com/api/hook'],
    [' https://EXAMPLE.com:8443/a ', '//', 'https://example.com:8443/a/hook'],
    ['https://ada:secret@example.com', '/', 'https://ada:secret@example.com/hook'],
    ['', '/', ''],
    ['example.com', '/', ''],
    ['https://example.com?a=b', '/', ''],
    ['${PUBLIC_URL}', '/', ''],
    ['https://example.com', false, ''],
  ];
  for (const [publicUrl, root, url] of cases) {
    it(`makes "${url}" of "${publicUrl}" below ${JSON.stringify(root)}`, () => {
      webhookUrlOf(publicUrl, root, '/hook').should.equal(url);
    });
  }
});

describe('checkPublicUrl', () => {
  for (const text of [
    '',
    ' ',
    'https://example.com',
    'http://localhost:1880/sub/',
    '${PUBLIC_URL}',
    'https://a:b@c.de',
  ]) {
    it(`accepts "${text}"`, () => {
      (checkPublicUrl(text) === undefined).should.be.true();
    });
  }

  const wrong: [text: string, problem: string][] = [
    ['example.com', 'not-a-url'],
    ['/conversations', 'not-a-url'],
    ['ftp://example.com', 'not-http'],
    ['https://example.com/?a=1', 'has-query'],
    ['https://example.com/?', 'has-query'],
    ['https://example.com/#', 'has-query'],
    ['https://', 'not-a-url'],
  ];
  for (const [text, problem] of wrong) {
    it(`refuses "${text}": ${problem}`, () => {
      String(checkPublicUrl(text)).should.equal(problem);
    });
  }
});

describe('urlWarnings', () => {
  it('finds nothing wrong with a public address', () => {
    for (const host of [
      'example.com',
      '8.8.8.8',
      '172.15.0.1',
      '172.32.0.1',
      '192.169.0.1',
      '100.63.0.1',
      '[2001:db8::1]',
    ])
      urlWarnings(`https://${host}/hook`).should.deepEqual([], host);
  });

  const privateHosts = [
    'localhost',
    'localhost.',
    'a.localhost',
    'nas',
    'nas.local',
    'nas.home.arpa',
    'db.internal',
    '127.0.0.1',
    '127.1',
    '0x7f000001',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '[::1]',
    '[::]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[fe80::1]',
    '[::ffff:192.168.1.1]',
  ];
  for (const host of privateHosts) {
    it(`warns of ${host}, which the internet does not reach`, () => {
      urlWarnings(`https://${host}/hook`).should.deepEqual(['private-address']);
    });
  }

  it('warns of plain http and of a password', () => {
    urlWarnings('http://ada:secret@example.com/').should.deepEqual(['plain-http', 'has-credentials']);
  });

  it('says nothing of what is no URL', () => {
    urlWarnings('').should.deepEqual([]);
    urlWarnings('example.com').should.deepEqual([]);
  });
});
