import fc from 'fast-check';
import should from 'should';
import { type AccountInput, parseAccount, SENDSEVEN_BASE_URL } from '../../src/model/account';
import { DeliveryError } from '../../src/model/failure';
import { refusalOf } from './support/refusal';

const refusal = (input: AccountInput) => refusalOf('config', () => parseAccount(input));

/** A reference to an environment variable, as a person types it. */
const variable = (name: string) => `\${${name}}`;

describe('an account', () => {
  it('needs no more than a token', () => {
    parseAccount({ token: 's7_api_1' }).should.deepEqual({
      provider: 'sendseven',
      token: 's7_api_1',
      baseUrl: SENDSEVEN_BASE_URL,
      requestTimeoutMs: 30_000,
    });
  });

  it('takes everything that was typed in, trimmed', () => {
    parseAccount({
      provider: 'sendseven',
      token: ' s7_api_1\n',
      tenantId: ' tenant-1 ',
      baseUrl: ' https://gateway.example/api/v1// ',
      requestTimeout: '2.5',
    }).should.deepEqual({
      provider: 'sendseven',
      token: 's7_api_1',
      tenantId: 'tenant-1',
      baseUrl: 'https://gateway.example/api/v1',
      requestTimeoutMs: 2500,
    });
  });

  it('has no tenant and the usual base URL where those are empty', () => {
    const account = parseAccount({ token: 't', tenantId: '  ', baseUrl: '' });
    account.should.not.have.property('tenantId');
    account.baseUrl.should.equal(SENDSEVEN_BASE_URL);
  });

  it('takes a token that was copied with the word Bearer', () => {
    for (const token of ['Bearer s7_api_1', 'bearer  s7_api_1', 'BEARER s7_api_1']) {
      parseAccount({ token }).should.containEql({ token: 's7_api_1' });
    }
    parseAccount({ token: 'bearers7' }).should.containEql({ token: 'bearers7' });
  });

  it('is incomplete without a token', () => {
    for (const token of [undefined, null, '', '  ', 42, {}, 'Bearer', 'Bearer ']) {
      refusal({ token }).code.should.equal('ERR_ACCOUNT_INCOMPLETE');
    }
  });

  it('names a variable that is not set, and the field that holds it', () => {
    const token = refusal({ token: variable('S7_TOKEN') });
    token.code.should.equal('ERR_ENV_NOT_SET');
    token.message.should.match(/variable S7_TOKEN.*API token.*not set/);
    should(token.cause.detail).equal('S7_TOKEN');
    refusal({ token: 't', tenantId: '$(S7_TENANT)' }).message.should.match(/S7_TENANT.*Tenant ID/);
    refusal({ token: 't', baseUrl: variable('S7_URL') }).message.should.match(/S7_URL.*Base URL/);
  });

  it('refuses what cannot stand in a header, without repeating it', () => {
    for (const input of [
      { token: 'geheim\r\nX-Evil: 1' },
      { token: 'geheimß' },
      { token: 't', tenantId: 'geheim\0' },
    ]) {
      const failure = refusal(input);
      failure.code.should.equal('ERR_CREDENTIAL');
      JSON.stringify(failure.cause).should.not.containEql('geheim');
    }
  });

  for (const [baseUrl, words] of [
    ['api.sendseven.com', /not a URL/],
    ['ftp://api.sendseven.com', /not a web address/],
    ['http://api.sendseven.com/api/v1', /plain http/],
    ['https://me:geheim@api.sendseven.com', /user name or a password/],
    ['https://api.sendseven.com/?key=geheim', /query/],
  ] as const) {
    it(`refuses the base URL ${baseUrl} and says why without repeating it`, () => {
      const failure = refusal({ token: 't', baseUrl });
      failure.code.should.equal('ERR_BASE_URL');
      failure.message.should.match(words);
      JSON.stringify(failure.cause).should.not.containEql('geheim');
    });
  }

  it('allows plain http to this machine', () => {
    parseAccount({ token: 't', baseUrl: 'http://127.0.0.1:18080/api/v1/' }).baseUrl.should.equal(
      'http://127.0.0.1:18080/api/v1',
    );
  });

  it('has a request timeout between 1 and 300 seconds', () => {
    for (const [typed, ms] of [
      [undefined, 30_000],
      [null, 30_000],
      ['', 30_000],
      [1, 1000],
      ['300', 300_000],
    ] as const) {
      parseAccount({ token: 't', requestTimeout: typed }).requestTimeoutMs.should.equal(ms);
    }
    for (const typed of [0, 0.99, 300.1, -5, 'soon', Number.NaN, Number.POSITIVE_INFINITY, {}, { toString: 1 }, true]) {
      refusal({ token: 't', requestTimeout: typed }).code.should.equal('ERR_ACCOUNT_INVALID');
    }
  });

  it('names a provider that this version does not know', () => {
    refusal({ provider: 'pigeon', token: 't' }).message.should.match(/does not know: pigeon\.$/);
    refusal({ provider: { toString: 1 }, token: 't' }).message.should.match(/does not know: a value of type object\.$/);
    refusal({ provider: 'p'.repeat(99), token: 't' }).message.length.should.be.below(120);
  });

  it('is usable or refused with a reason, whatever a flow file holds', () => {
    const field = fc.option(fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.webUrl(), fc.string()), { nil: undefined });
    const input = fc.record({ provider: field, token: field, tenantId: field, baseUrl: field, requestTimeout: field });
    fc.assert(
      fc.property(
        fc.oneof(
          input,
          input.map((some) => ({ ...some, provider: 'sendseven', token: 't' })),
        ),
        (typed) => {
          try {
            should(parseAccount(typed)).containEql({ provider: 'sendseven' });
          } catch (error) {
            should(error).be.instanceOf(DeliveryError);
          }
        },
      ),
    );
  });
});
