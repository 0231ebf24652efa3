import { messagesFrom } from './catalogue';
import { useWorkbench } from './workbench';

const say = messagesFrom('en-US', 'conversation-account');

describe('The account dialog in a real editor', function () {
  const bench = useWorkbench(this);

  const openDialog = async () => {
    await bench.editor.edit('send');
    await bench.editor.editAccount();
  };

  describe('while it is open', () => {
    before(() => bench.open());
    after(() => bench.close());
    beforeEach(openDialog);
    afterEach(() => bench.editor.cancelAccount());

    it('shows a sandbox no credentials, but the way to the phone', async () => {
      await bench.editor.chooseSandbox();
      for (const field of ['token', 'tenantId', 'baseUrl'])
        (await bench.editor.account(field).isVisible()).should.be.false();
      const phone = bench.editor.page.locator('#conversation-account-sandbox a');
      String(await phone.getAttribute('href')).should.equal('conversations/sandbox/');
      (await phone.isVisible()).should.be.true();
    });

    it("shows a live account the provider's credentials, and where the API is by default", async () => {
      await bench.editor.chooseLive();
      for (const field of ['token', 'tenantId', 'baseUrl'])
        (await bench.editor.account(field).isVisible()).should.be.true();
      (await bench.editor.page.locator('#conversation-account-sandbox').isVisible()).should.be.false();
      String(await bench.editor.account('baseUrl').getAttribute('placeholder')).should.equal(
        'https://api.sendseven.com/api/v1',
      );
      (await bench.editor.problem('token').isVisible()).should.equal(false, 'complains too early');
    });

    it('says under a field what is wrong with it, until it is right', async () => {
      await bench.editor.chooseLive();
      await bench.editor.typeIntoAccount('baseUrl', 'http://example.com');
      String(await bench.editor.problem('baseUrl').textContent()).should.equal(say('errors.baseUrl.insecure'));
      (await bench.editor.isMarked('baseUrl')).should.be.true();
      String(await bench.editor.account('baseUrl').getAttribute('aria-invalid')).should.equal('true');
      await bench.editor.typeIntoAccount('baseUrl', 'https://example.com/api/v1');
      await bench.editor.problem('baseUrl').waitFor({ state: 'hidden' });
      (await bench.editor.isMarked('baseUrl')).should.be.false();
    });

    it('misses the token once its field was left empty', async () => {
      await bench.editor.chooseLive();
      await bench.editor.account('token').focus();
      await bench.editor.account('tenantId').focus();
      String(await bench.editor.problem('token').textContent()).should.equal(say('errors.tokenMissing'));
    });

    it('accepts environment variables in every credential', async () => {
      await bench.editor.chooseLive();
      for (const field of ['token', 'tenantId', 'baseUrl']) {
        await bench.editor.typeIntoAccount(field, ['$', '{CONVERSATIONS}'].join(''));
        (await bench.editor.problem(field).isVisible()).should.equal(false, field);
        (await bench.editor.isMarked(field)).should.equal(false, field);
      }
    });

    it('keeps the network settings on a tab of their own', async () => {
      (await bench.editor.account('requestTimeout').isVisible()).should.be.false();
      await bench.editor.openTab(say('tabs.network'));
      await bench.editor.typeIntoAccount('requestTimeout', '0');
      String(await bench.editor.problem('requestTimeout').textContent()).should.equal(say('errors.timeout'));
      (await bench.editor.account('provider').isVisible()).should.be.false();
    });
  });

  describe('once it is closed', () => {
    beforeEach(async () => {
      await bench.open();
      await openDialog();
    });
    afterEach(() => bench.close());

    it('leaves a live account without a token marked, and the nodes that use it', async () => {
      await bench.editor.chooseLive();
      await bench.editor.closeAccount();
      (await bench.editor.validationErrors('account')).should.deepEqual([say('errors.tokenMissing')]);
      await bench.editor.closeNode();
      (await bench.editor.validationErrors('send')).length.should.equal(1);
    });

    it('is content with a live account once it has a token', async () => {
      await bench.editor.chooseLive();
      await bench.editor.typeIntoAccount('token', 'good');
      await bench.editor.closeAccount();
      (await bench.editor.validationErrors('account')).should.deepEqual([]);
    });
  });
});
