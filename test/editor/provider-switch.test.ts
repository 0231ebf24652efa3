import { messagesFrom } from './catalogue';
import { useWorkbench } from './workbench';

const say = messagesFrom('en-US', 'conversation-account');

const SENDSEVEN = ['token', 'tenantId'];
const SINCH = ['region', 'projectId', 'appId', 'keyId', 'keySecret', 'auth'];

describe('Switching the provider of an account in a real editor', function () {
  const bench = useWorkbench(this);

  beforeEach(async () => {
    await bench.open();
    await bench.editor.edit('send');
  });
  afterEach(() => bench.close());

  const choose = (provider: string) => bench.editor.account('provider').selectOption(provider);
  const visible = async (fields: readonly string[]) =>
    Promise.all(fields.map((field) => bench.editor.account(field).isVisible()));

  it('shows the rows of the provider that is chosen', async () => {
    await bench.editor.editAccount();
    await bench.editor.chooseLive();
    (await visible(SENDSEVEN)).should.not.containEql(false);
    (await visible(SINCH)).should.not.containEql(true);
    await choose('sinch');
    (await visible(SENDSEVEN)).should.not.containEql(true);
    (await visible([...SINCH, 'baseUrl'])).should.not.containEql(false);
    (await bench.editor.cutOff()).should.deepEqual([]);
  });

  it('loses nothing that was typed', async () => {
    await bench.editor.editAccount();
    await bench.editor.chooseLive();
    await bench.editor.typeIntoAccount('token', 'secret-token');
    await choose('sinch');
    await bench.editor.account('region').selectOption('eu');
    for (const field of ['projectId', 'appId', 'keyId', 'keySecret']) await bench.editor.typeIntoAccount(field, field);
    await choose('sendseven');
    (await bench.editor.account('token').inputValue()).should.equal('secret-token');
    await choose('sinch');
    (await bench.editor.account('region').inputValue()).should.equal('eu');
    (await bench.editor.account('keySecret').inputValue()).should.equal('keySecret');
    await bench.editor.closeAccount();
    (await bench.editor.validationErrors('account')).should.deepEqual([]);
    String(await bench.editor.property('account', 'provider')).should.equal('sinch');
    String(await bench.editor.property('account', 'auth')).should.equal('oauth2');
  });

  it('says where the API of a region is', async () => {
    await bench.editor.editAccount();
    await bench.editor.chooseLive();
    await choose('sinch');
    await bench.editor.account('region').selectOption('br');
    String(await bench.editor.account('baseUrl').getAttribute('placeholder')).should.equal(
      'https://br.conversation.api.sinch.com',
    );
  });

  it('wants a region and credentials, and keeps the account marked without them', async () => {
    await bench.editor.editAccount();
    await bench.editor.chooseLive();
    await choose('sinch');
    await bench.editor.testConnection();
    String(await bench.editor.problem('region').textContent()).should.equal(say('errors.regionMissing'));
    String(await bench.editor.problem('keySecret').textContent()).should.equal(say('errors.keySecretMissing'));
    await bench.editor.closeAccount();
    (await bench.editor.validationErrors('account')).should.deepEqual([
      say('errors.projectIdMissing'),
      say('errors.regionMissing'),
    ]);
  });

  it('gives a new account the limits of its provider, unless a person has set others', async () => {
    await bench.editor.addAccount();
    await bench.editor.openTab(say('tabs.delivery'));
    await bench.editor.typeIntoAccount('concurrency', '4');
    await bench.editor.openTab(say('tabs.account'));
    await choose('sinch');
    const values = ['rateLimit', 'ratePeriod', 'concurrency', 'onUncertain'];
    const inputs = () => Promise.all(values.map((field) => bench.editor.account(field).inputValue()));
    (await inputs()).should.deepEqual(['20', '1', '4', 'fail']);
    await choose('sendseven');
    (await inputs()).should.deepEqual(['100', '60', '4', 'retry']);
  });
});
