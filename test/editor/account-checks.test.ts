import { CREDENTIAL_CHECKS, checkAccount, checkRegion, checkTimeout } from '../../nodes/editor/account-checks';
import { messagesFrom } from './catalogue';

const messages = messagesFrom('en-US', 'conversation-account');
const { token, tenantId, projectId, keyId, keySecret, baseUrl } = CREDENTIAL_CHECKS;

/** A reference to an environment variable, as a person types it. */
const variable = (name: string) => ['$', '{', name, '}'].join('');

describe('the checks of the account dialog', () => {
  const cases: [title: string, check: () => string | undefined, problem: string | undefined][] = [
    ['accept a token', () => token('sk_live_1'), undefined],
    ['accept a variable as a token', () => token(variable('TOKEN')), undefined],
    ['want a token', () => token(' '), 'errors.tokenMissing'],
    ['refuse a variable with something around it', () => token(`Bearer ${variable('TOKEN')}`), 'errors.variableInside'],
    ['refuse a token that HTTP cannot carry', () => token('sk_“live”'), 'errors.characters'],
    ['accept no tenant id', () => tenantId(''), undefined],
    ['refuse a tenant id that HTTP cannot carry', () => tenantId('münchen'), 'errors.characters'],
    ['accept no base URL', () => baseUrl(''), undefined],
    ['accept https', () => baseUrl('https://example.com/api/v1'), undefined],
    ['accept plain http to this machine', () => baseUrl('http://localhost:8080/api'), undefined],
    ['accept a variable as a base URL', () => baseUrl(variable('API_URL')), undefined],
    ['refuse a base URL around a variable', () => baseUrl(`https://${variable('HOST')}/api`), 'errors.variableInside'],
    ['refuse plain http', () => baseUrl('http://example.com'), 'errors.baseUrl.insecure'],
    ['refuse a password in a URL', () => baseUrl('https://a:b@example.com'), 'errors.baseUrl.has-credentials'],
    ['refuse a query', () => baseUrl('https://example.com/?a=1'), 'errors.baseUrl.has-query'],
    ['refuse another protocol', () => baseUrl('ftp://example.com'), 'errors.baseUrl.not-http'],
    ['refuse what is not a URL', () => baseUrl('example'), 'errors.baseUrl.not-a-url'],
    ['accept ids of Sinch', () => projectId('0a1b-2C_3'), undefined],
    ['want a project id', () => projectId(''), 'errors.projectIdMissing'],
    ['accept a variable as an id', () => projectId(variable('PROJECT')), undefined],
    ['refuse an id that would change a path', () => projectId('a/b'), 'errors.idCharacters'],
    ['want a key id', () => keyId(''), 'errors.keyIdMissing'],
    ['refuse a key id with its secret behind it', () => keyId('id:secret'), 'errors.keyIdColon'],
    ['want a key secret', () => keySecret(''), 'errors.keySecretMissing'],
    ['refuse a key secret that HTTP cannot carry', () => keySecret('gehéim'), 'errors.characters'],
    ['accept a region', () => checkRegion('eu'), undefined],
    ['accept a variable as a region', () => checkRegion(variable('REGION')), undefined],
    ['want a region', () => checkRegion(''), 'errors.regionMissing'],
    ['refuse a region that does not exist', () => checkRegion('mars'), 'errors.regionMissing'],
    ['accept the shortest timeout', () => checkTimeout(1), undefined],
    ['accept the longest timeout', () => checkTimeout('300'), undefined],
    ['accept no timeout', () => checkTimeout(''), undefined],
    ['accept an account from before there was a timeout', () => checkTimeout(undefined), undefined],
    ['refuse a timeout that is too short', () => checkTimeout('0.5'), 'errors.timeout'],
    ['refuse a timeout that is too long', () => checkTimeout('301'), 'errors.timeout'],
    ['refuse a timeout that is no number', () => checkTimeout('soon'), 'errors.timeout'],
  ];
  for (const [title, check, problem] of cases) {
    it(title, () => {
      const found = check();
      (found === problem).should.equal(true, String(found));
      if (found) messages(found).should.not.be.empty();
    });
  }
});

describe('checkAccount', () => {
  const check = (
    credentials: Parameters<typeof checkAccount>[0]['credentials'],
    { provider = 'sendseven', environment = 'live' } = {},
  ) => String(checkAccount({ provider, environment, credentials }));

  it('asks nothing of a sandbox', () => {
    check({}, { environment: 'sandbox' }).should.equal('undefined');
  });

  it('knows nothing of credentials that the editor has not loaded', () => {
    check(undefined).should.equal('undefined');
  });

  it('is content with a stored token', () => {
    check({ has_token: true }).should.equal('undefined');
  });

  it('tells that a live account has no token', () => {
    check({ has_token: false }).should.equal('errors.tokenMissing');
  });

  it('tells that the base URL beside a stored token is wrong', () => {
    check({ has_token: true, baseUrl: 'http://example.com' }).should.equal('errors.baseUrl.insecure');
  });

  it('asks an account of Sinch for what Sinch wants, and for no token', () => {
    const provider = 'sinch';
    check({}, { provider }).should.equal('errors.projectIdMissing');
    const stored = { projectId: 'p', appId: 'a', keyId: 'k', has_keySecret: true };
    check(stored, { provider }).should.equal('undefined');
    check({ ...stored, has_keySecret: false }, { provider }).should.equal('errors.keySecretMissing');
  });

  it('asks nothing of an account whose provider it does not know', () => {
    check({}, { provider: 'later' }).should.equal('undefined');
  });
});
