import { messagesFrom } from './catalogue';
import { type ProviderStub, startProviderStub } from './provider-stub';
import { useWorkbench } from './workbench';

const say = messagesFrom('en-US', 'conversation-account');

const TEST_ROUTE = '**/conversations/accounts/test';

describe('Test connection in a real editor', function () {
  const bench = useWorkbench(this);
  let provider: ProviderStub;

  before(async () => {
    provider = await startProviderStub();
  });
  after(() => provider?.close());

  const openDialog = async () => {
    await bench.editor.edit('send');
    await bench.editor.editAccount();
  };

  describe('with what is typed in', () => {
    before(() => bench.open());
    after(() => bench.close());
    beforeEach(openDialog);
    afterEach(() => bench.editor.cancelAccount());

    it('reaches the sandbox', async () => {
      await bench.editor.chooseSandbox();
      await bench.editor.testConnection();
      await bench.editor.outcome.waitFor();
      String(await bench.editor.outcome.textContent()).should.startWith('Connected to the sandbox as ');
    });

    it('says what the app of the other provider is like', async () => {
      await bench.editor.account('provider').selectOption('sinch');
      await bench.editor.chooseSandbox();
      await bench.editor.testConnection();
      await bench.editor.outcome.waitFor();
      const words = String(await bench.editor.outcome.textContent());
      words.should.match(/Processing mode: [A-Z]+/).and.match(/Channels: .*SMS \(ACTIVE\)/);
    });

    it('shows what a channel is called as text, whatever it holds', async () => {
      const name = '<img src=x onerror=alert(1)>';
      const who = { name, mode: 'DISPATCH', channels: [{ channel: name, state: name }] };
      await bench.editor.page.route(TEST_ROUTE, (route) => route.fulfill({ json: { ok: true, who } }), { times: 1 });
      await bench.editor.chooseSandbox();
      await bench.editor.testConnection();
      await bench.editor.outcome.waitFor();
      String(await bench.editor.outcome.textContent()).should.containEql(
        say('test.notActive', { channel: name, state: name }),
      );
      (await bench.editor.outcome.locator('img').count()).should.equal(0);
    });

    it('says who the token belongs to', async () => {
      await bench.editor.chooseLive();
      await bench.editor.typeIntoAccount('token', 'good');
      await bench.editor.typeIntoAccount('baseUrl', provider.baseUrl);
      await bench.editor.testConnection();
      await bench.editor.outcome.waitFor();
      String(await bench.editor.outcome.textContent()).should.startWith('Connected as Ada (ada@example.com)');
      provider.authorizations.should.containEql('Bearer good');
    });

    it('says what is wrong with a token and what to do, without repeating it', async () => {
      await bench.editor.chooseLive();
      await bench.editor.typeIntoAccount('token', 'bad');
      await bench.editor.typeIntoAccount('baseUrl', provider.baseUrl);
      await bench.editor.testConnection();
      await bench.editor.outcome.waitFor();
      const words = String(await bench.editor.outcome.textContent());
      words.should
        .match(/token/)
        .and.match(/ERR_UNAUTHORIZED/)
        .and.not.match(/bad/);
    });

    it('does nothing while a field is wrong', async () => {
      await bench.editor.chooseLive();
      await bench.editor.testConnection();
      String(await bench.editor.outcome.textContent()).should.equal(say('test.fieldsFirst'));
      (await bench.editor.problem('token').isVisible()).should.be.true();
    });

    it('is given up when what is typed in changes meanwhile', async () => {
      const button = bench.editor.page.locator('#conversation-account-test');
      const held = new Promise<void>((resolve) => {
        void bench.editor.page.route(TEST_ROUTE, () => resolve(), { times: 1 });
      });
      const givenUp = bench.editor.page.waitForEvent('requestfailed');
      await bench.editor.chooseSandbox();
      await bench.editor.testConnection();
      await held;
      (await button.isDisabled()).should.be.true();
      String(await button.textContent()).should.containEql(say('test.running'));
      await bench.editor.chooseLive();
      (await givenUp).url().should.endWith('/conversations/accounts/test');
      (await button.isDisabled()).should.be.false();
      (await bench.editor.outcome.isVisible()).should.be.false();
    });

    it('forgets an outcome that no longer belongs to what is typed in', async () => {
      await bench.editor.chooseSandbox();
      await bench.editor.testConnection();
      await bench.editor.outcome.waitFor();
      await bench.editor.chooseLive();
      (await bench.editor.outcome.isVisible()).should.be.false();
    });

    it('is given up when the dialog is closed', async () => {
      const held = new Promise<void>((resolve) => {
        void bench.editor.page.route(TEST_ROUTE, () => resolve(), { times: 1 });
      });
      const givenUp = bench.editor.page.waitForEvent('requestfailed');
      await bench.editor.chooseSandbox();
      await bench.editor.testConnection();
      await held;
      await bench.editor.cancelAccount();
      (await givenUp).url().should.endWith('/conversations/accounts/test');
      await bench.editor.edit('send');
      await bench.editor.editAccount();
    });

    it('says that a person lacks the permission', async () => {
      await bench.editor.page.route(TEST_ROUTE, (route) => route.fulfill({ status: 403 }), { times: 1 });
      await bench.editor.chooseSandbox();
      await bench.editor.testConnection();
      await bench.editor.outcome.waitFor();
      String(await bench.editor.outcome.textContent()).should.equal(say('test.forbidden'));
    });

    it('says that Node-RED does not answer', async () => {
      await bench.editor.page.route(TEST_ROUTE, (route) => route.abort(), { times: 1 });
      await bench.editor.chooseSandbox();
      await bench.editor.testConnection();
      await bench.editor.outcome.waitFor();
      String(await bench.editor.outcome.textContent()).should.equal(say('test.unreachable'));
    });
  });

  describe('with a stored token', () => {
    before(async () => {
      await bench.open();
      await openDialog();
      await bench.editor.chooseLive();
      await bench.editor.typeIntoAccount('token', 'good');
      await bench.editor.typeIntoAccount('baseUrl', provider.baseUrl);
      await bench.editor.closeAccount();
      await bench.editor.closeNode();
      await bench.editor.deploy();
      await bench.editor.page.reload();
      await openDialog();
    });
    after(() => bench.close());

    it('uses it although the dialog does not get it back', async () => {
      (await bench.editor.account('token').inputValue()).should.equal('__PWRD__');
      await bench.editor.testConnection();
      await bench.editor.outcome.waitFor();
      String(await bench.editor.outcome.textContent()).should.startWith('Connected as Ada');
    });

    it('does not let it go to another address', async () => {
      const seen = provider.authorizations.length;
      await bench.editor.typeIntoAccount('baseUrl', provider.baseUrl.replace('/api/v1', '/elsewhere'));
      await bench.editor.testConnection();
      await bench.editor.outcome.waitFor();
      String(await bench.editor.outcome.textContent()).should.match(/Type the API token in again/);
      provider.authorizations.length.should.equal(seen);
    });
  });
});
