import should from 'should';
import { webhookOwner } from '../../../nodes/runtime/webhook-owner';
import { parseAccount } from '../../../src/model/account';

const SEND_SEVEN = { provider: 'sendseven', token: 's7_api_one' };
const SINCH = { provider: 'sinch', region: 'eu', projectId: 'p', appId: 'a', keyId: 'k', keySecret: 's' };
const owner = (input: object) => webhookOwner(parseAccount(input));

describe('whose endpoints an account speaks for', () => {
  it('is another one with another token, unless the tenant is named', () => {
    owner({ ...SEND_SEVEN, token: 's7_api_two' }).should.not.equal(owner(SEND_SEVEN));
    const named = { ...SEND_SEVEN, tenantId: 't' };
    owner({ ...named, token: 's7_api_two' }).should.equal(owner(named));
    owner({ ...named, tenantId: 'u' }).should.not.equal(owner(named));
  });

  it('is the same with another access key of the same app', () => {
    owner({ ...SINCH, keyId: 'l', keySecret: 't', auth: 'basic' }).should.equal(owner(SINCH));
    for (const other of [{ appId: 'b' }, { projectId: 'q' }, { region: 'us' }])
      owner({ ...SINCH, ...other }).should.not.equal(owner(SINCH));
  });

  it('is another one at another address, and at another provider', () => {
    owner({ ...SEND_SEVEN, baseUrl: 'http://127.0.0.1:9' }).should.not.equal(owner(SEND_SEVEN));
    owner(SINCH).should.not.equal(owner(SEND_SEVEN));
  });

  it('tells no secret', () => {
    should(owner(SEND_SEVEN)).match(/^[0-9a-f]{64}$/);
  });
});
