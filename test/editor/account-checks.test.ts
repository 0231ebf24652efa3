import {
  checkAccount,
  checkBaseUrlText,
  checkTenantId,
  checkTimeout,
  checkToken,
} from '../../nodes/editor/account-checks';
import { messagesFrom } from './catalogue';

const messages = messagesFrom('en-US', 'conversation-account');

/** A reference to an environment variable, as a person types it. */
const variable = (name: string) => ['$', '{', name, '}'].join('');

describe('the checks of the account dialog', () => {
  const cases: [title: string, check: () => string | undefined, problem: string | undefined][] = [
    ['accept a token', () => checkToken('sk_live_1'), undefined],
    ['accept a variable as a token', () => checkToken(variable('TOKEN')), undefined],
    ['want a token', () => checkToken(' '), 'errors.tokenMissing'],
    [
      'refuse a variable with something around it',
      () => checkToken(`Bearer ${variable('TOKEN')}`),
      'errors.variableInside',
    ],
    ['refuse a token that HTTP cannot carry', () => checkToken('sk_“live”'), 'errors.characters'],
    ['accept no tenant id', () => checkTenantId(''), undefined],
    ['refuse a tenant id that HTTP cannot carry', () => checkTenantId('münchen'), 'errors.characters'],
    ['accept no base URL', () => checkBaseUrlText(''), undefined],
    ['accept https', () => checkBaseUrlText('https://example.com/api/v1'), undefined],
    ['accept plain http to this machine', () => checkBaseUrlText('http://localhost:8080/api'), undefined],
    ['accept a variable as a base URL', () => checkBaseUrlText(variable('API_URL')), undefined],
    [
      'refuse a base URL around a variable',
      () => checkBaseUrlText(`https://${variable('HOST')}/api`),
      'errors.variableInside',
    ],
    ['refuse plain http', () => checkBaseUrlText('http://example.com'), 'errors.baseUrl.insecure'],
    ['refuse a password in a URL', () => checkBaseUrlText('https://a:b@example.com'), 'errors.baseUrl.has-credentials'],
    ['refuse a query', () => checkBaseUrlText('https://example.com/?a=1'), 'errors.baseUrl.has-query'],
    ['refuse another protocol', () => checkBaseUrlText('ftp://example.com'), 'errors.baseUrl.not-http'],
    ['refuse what is not a URL', () => checkBaseUrlText('example'), 'errors.baseUrl.not-a-url'],
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
  it('asks nothing of a sandbox', () => {
    (checkAccount('sandbox', {}) === undefined).should.be.true();
  });

  it('knows nothing of credentials that the editor has not loaded', () => {
    (checkAccount('live', undefined) === undefined).should.be.true();
  });

  it('is content with a stored token', () => {
    (checkAccount('live', { has_token: true }) === undefined).should.be.true();
  });

  it('tells that a live account has no token', () => {
    String(checkAccount('live', { has_token: false })).should.equal('errors.tokenMissing');
  });

  it('tells that the base URL beside a stored token is wrong', () => {
    String(checkAccount('live', { has_token: true, baseUrl: 'http://example.com' })).should.equal(
      'errors.baseUrl.insecure',
    );
  });
});
