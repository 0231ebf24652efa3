import fc from 'fast-check';
import should from 'should';
import { type AccountInput, parseAccount, SINCH_REGIONS } from '../../src/model/account';
import { DeliveryError } from '../../src/model/failure';
import { refusalOf } from './support/refusal';

const complete = {
  provider: 'sinch',
  region: 'eu',
  projectId: '11111111-2222-4333-8444-555555555555',
  appId: '01HAPP00000000000000000000',
  keyId: 'key-id',
  keySecret: 'key-secret',
};

const refusal = (input: AccountInput) => refusalOf('config', () => parseAccount(input));

describe('an account of Sinch', () => {
  it('is complete with a region, three ids and a secret', () => {
    parseAccount(complete).should.deepEqual({
      ...complete,
      auth: 'oauth2',
      baseUrl: 'https://eu.conversation.api.sinch.com',
      authUrl: 'https://auth.sinch.com',
      requestTimeoutMs: 30_000,
    });
  });

  for (const region of SINCH_REGIONS) {
    it(`finds its API in the region ${region}`, () => {
      parseAccount({ ...complete, region: ` ${region} ` }).baseUrl.should.equal(
        `https://${region}.conversation.api.sinch.com`,
      );
    });
  }

  it('takes tokens from below an overridden base URL, but from Sinch for an address of Sinch', () => {
    parseAccount({ ...complete, baseUrl: 'http://127.0.0.1:1880/sinch/' }).should.containEql({
      baseUrl: 'http://127.0.0.1:1880/sinch',
      authUrl: 'http://127.0.0.1:1880/sinch',
    });
    for (const baseUrl of ['https://us.conversation.api.sinch.com', 'https://eu.conversation.api.sinch.com/']) {
      parseAccount({ ...complete, baseUrl }).should.containEql({ authUrl: 'https://auth.sinch.com' });
    }
    parseAccount({ ...complete, baseUrl: 'https://evilsinch.com' }).should.containEql({
      authUrl: 'https://evilsinch.com',
    });
  });

  it('may prove itself by the key alone', () => {
    parseAccount({ ...complete, auth: 'basic' }).should.containEql({ auth: 'basic' });
    parseAccount({ ...complete, auth: '' }).should.containEql({ auth: 'oauth2' });
  });

  for (const [field, label] of [
    ['region', 'Region'],
    ['projectId', 'Project ID'],
    ['appId', 'App ID'],
    ['keyId', 'Key ID'],
    ['keySecret', 'Key secret'],
  ] as const) {
    it(`is incomplete without ${label}, and says where to find it`, () => {
      for (const value of [undefined, null, '', '  ']) {
        const failure = refusal({ ...complete, [field]: value });
        failure.code.should.equal('ERR_ACCOUNT_INCOMPLETE');
        failure.message.should.containEql(`no ${label}`);
        failure.cause.hint.should.match(/Sinch dashboard/);
      }
    });

    it(`names a variable that is not set as ${label}`, () => {
      const failure = refusal({ ...complete, [field]: '${SINCH_X}' });
      failure.code.should.equal('ERR_ENV_NOT_SET');
      failure.message.should.match(new RegExp(`SINCH_X.*${label}`));
    });
  }

  it('refuses a region and a way to prove itself that Sinch does not have', () => {
    const region = refusal({ ...complete, region: 'asia' });
    region.code.should.equal('ERR_ACCOUNT_INVALID');
    region.message.should.match(/Region is none of us, eu, br: asia/);
    refusal({ ...complete, region: {} }).code.should.equal('ERR_ACCOUNT_INVALID');
    refusal({ ...complete, auth: 'digest' }).message.should.match(/Authentication is none of oauth2, basic/);
  });

  it('refuses what cannot travel, without repeating it', () => {
    for (const input of [
      { keySecret: 'geheim\r\nX: 1' },
      { keyId: 'geheim:mehr' },
      { keyId: 'geheimß' },
      { projectId: '../geheim' },
      { appId: 'geheim?x=1' },
    ]) {
      const failure = refusal({ ...complete, ...input });
      failure.code.should.equal('ERR_CREDENTIAL');
      JSON.stringify(failure.cause).should.not.containEql('geheim');
    }
  });

  it('names the address of its region where the base URL is wrong', () => {
    const failure = refusal({ ...complete, baseUrl: 'ftp://x' });
    failure.code.should.equal('ERR_BASE_URL');
    failure.cause.hint.should.containEql('https://eu.conversation.api.sinch.com');
  });

  it('is usable or refused with a reason, whatever a flow file holds', () => {
    const field = fc.option(fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.webUrl(), fc.string()), { nil: undefined });
    const fields = ['region', 'auth', 'projectId', 'appId', 'keyId', 'keySecret', 'baseUrl', 'requestTimeout'];
    const input = fc.tuple(fc.constantFrom(...fields), field);
    fc.assert(
      fc.property(fc.array(input, { maxLength: 3 }), (changes) => {
        try {
          const { baseUrl } = parseAccount({ ...complete, ...Object.fromEntries(changes) });
          should(URL.canParse(`${baseUrl}/v1`)).equal(true);
        } catch (error) {
          should(error).be.instanceOf(DeliveryError);
        }
      }),
    );
  });
});
