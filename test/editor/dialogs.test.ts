import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, type PageOptions } from '../support/browser';
import { type NodeRed, startNodeRed } from '../support/node-red';
import { messagesFrom } from './catalogue';
import { EditorPage } from './editor-page';
import { type ProviderStub, startProviderStub } from './provider-stub';

const FLOWS = [
  { id: 'flow', type: 'tab', label: 'Test' },
  { id: 'account', type: 'conversation-account', name: '', provider: 'sendseven', environment: 'sandbox' },
  {
    id: 'greet',
    type: 'inject',
    z: 'flow',
    props: [{ p: 'payload' }, { p: 'conversationId', v: 'conv-ada', vt: 'str' }],
    payload: 'Good morning from the flow',
    payloadType: 'str',
    topic: '',
    repeat: '',
    crontab: '',
    once: false,
    x: 140,
    y: 120,
    wires: [['send']],
  },
  {
    id: 'send',
    type: 'conversation-send',
    z: 'flow',
    name: '',
    account: 'account',
    conversationId: 'conversationId',
    conversationIdType: 'msg',
    text: 'payload',
    textType: 'msg',
    errors: 'output',
    x: 400,
    y: 120,
    wires: [[], []],
  },
];

const TEST_ROUTE = '**/conversations/accounts/test';

describe('The dialogs in a real Node-RED', function () {
  this.timeout(120_000);

  const say = messagesFrom('en-US', 'conversation-account');
  let browser: Browser | undefined;
  let nodeRed: NodeRed;
  let provider: ProviderStub;
  let editor: EditorPage;

  before(async function () {
    browser = await launchBrowser();
    if (!browser) this.skip();
    provider = await startProviderStub();
    nodeRed = await startNodeRed({ flows: FLOWS });
  });

  after(async () => {
    await browser?.close();
    await nodeRed?.stop();
    await provider?.close();
  });

  const open = async (options?: PageOptions) => {
    editor = await EditorPage.open(browser as Browser, nodeRed.url, options);
  };

  /** Ends with an editor, and wants nothing to have gone wrong in it but what a test did to the test route. */
  const close = async () => {
    const errors = editor.errors.filter((error) => !error.includes('conversations/accounts/test'));
    await editor.close();
    errors.should.deepEqual([]);
  };

  describe('of the account', () => {
    before(() => open());
    after(close);
    beforeEach(async () => {
      await editor.edit('send');
      await editor.editAccount();
    });
    afterEach(() => editor.cancelAccount());

    it('show a sandbox no credentials, but the way to the phone', async () => {
      await editor.chooseSandbox();
      for (const field of ['token', 'tenantId', 'baseUrl']) (await editor.account(field).isVisible()).should.be.false();
      const phone = editor.page.locator('#conversation-account-sandbox a');
      String(await phone.getAttribute('href')).should.equal('conversations/sandbox/');
      (await phone.isVisible()).should.be.true();
    });

    it("show a live account the provider's credentials, and where the API is by default", async () => {
      await editor.chooseLive();
      for (const field of ['token', 'tenantId', 'baseUrl']) (await editor.account(field).isVisible()).should.be.true();
      (await editor.page.locator('#conversation-account-sandbox').isVisible()).should.be.false();
      String(await editor.account('baseUrl').getAttribute('placeholder')).should.equal(
        'https://api.sendseven.com/api/v1',
      );
      (await editor.problem('token').isVisible()).should.equal(false, 'complains too early');
    });

    it('say under a field what is wrong with it, until it is right', async () => {
      await editor.chooseLive();
      await editor.typeIntoAccount('baseUrl', 'http://example.com');
      String(await editor.problem('baseUrl').textContent()).should.equal(say('errors.baseUrl.insecure'));
      (await editor.isMarked('baseUrl')).should.be.true();
      String(await editor.account('baseUrl').getAttribute('aria-invalid')).should.equal('true');
      await editor.typeIntoAccount('baseUrl', 'https://example.com/api/v1');
      await editor.problem('baseUrl').waitFor({ state: 'hidden' });
      (await editor.isMarked('baseUrl')).should.be.false();
    });

    it('miss the token once its field was left empty', async () => {
      await editor.chooseLive();
      await editor.account('token').focus();
      await editor.account('tenantId').focus();
      String(await editor.problem('token').textContent()).should.equal(say('errors.tokenMissing'));
    });

    it('accept environment variables in every credential', async () => {
      await editor.chooseLive();
      for (const field of ['token', 'tenantId', 'baseUrl']) {
        await editor.typeIntoAccount(field, ['$', '{CONVERSATIONS}'].join(''));
        (await editor.problem(field).isVisible()).should.equal(false, field);
        (await editor.isMarked(field)).should.equal(false, field);
      }
    });

    it('keep the network settings on a tab of their own', async () => {
      (await editor.account('requestTimeout').isVisible()).should.be.false();
      await editor.page.getByRole('link', { name: say('tabs.network') }).click();
      await editor.typeIntoAccount('requestTimeout', '0');
      String(await editor.problem('requestTimeout').textContent()).should.equal(say('errors.timeout'));
      (await editor.account('provider').isVisible()).should.be.false();
    });

    it('test the connection to the sandbox', async () => {
      await editor.chooseSandbox();
      await editor.testConnection();
      await editor.outcome.waitFor();
      String(await editor.outcome.textContent()).should.startWith('Connected to the sandbox as ');
    });

    it('test the connection with what is typed in, and say who the token belongs to', async () => {
      await editor.chooseLive();
      await editor.typeIntoAccount('token', 'good');
      await editor.typeIntoAccount('baseUrl', provider.baseUrl);
      await editor.testConnection();
      await editor.outcome.waitFor();
      String(await editor.outcome.textContent()).should.startWith('Connected as Ada (ada@example.com)');
      provider.authorizations.should.containEql('Bearer good');
    });

    it('say what is wrong with a token and what to do', async () => {
      await editor.chooseLive();
      await editor.typeIntoAccount('token', 'bad');
      await editor.typeIntoAccount('baseUrl', provider.baseUrl);
      await editor.testConnection();
      await editor.outcome.waitFor();
      const words = String(await editor.outcome.textContent());
      words.should
        .match(/token/)
        .and.match(/ERR_UNAUTHORIZED/)
        .and.not.match(/bad/);
    });

    it('test nothing while a field is wrong', async () => {
      await editor.chooseLive();
      await editor.testConnection();
      String(await editor.outcome.textContent()).should.equal(say('test.fieldsFirst'));
      (await editor.problem('token').isVisible()).should.be.true();
    });

    it('give up a test when what is typed in changes meanwhile', async () => {
      const button = editor.page.locator('#conversation-account-test');
      const held = new Promise<void>((resolve) => {
        void editor.page.route(TEST_ROUTE, () => resolve(), { times: 1 });
      });
      const givenUp = editor.page.waitForEvent('requestfailed');
      await editor.chooseSandbox();
      await editor.testConnection();
      await held;
      (await button.isDisabled()).should.be.true();
      String(await button.textContent()).should.containEql(say('test.running'));
      await editor.chooseLive();
      (await givenUp).url().should.endWith('/conversations/accounts/test');
      (await button.isDisabled()).should.be.false();
      (await editor.outcome.isVisible()).should.be.false();
    });

    it('forget an outcome that no longer belongs to what is typed in', async () => {
      await editor.chooseSandbox();
      await editor.testConnection();
      await editor.outcome.waitFor();
      await editor.chooseLive();
      (await editor.outcome.isVisible()).should.be.false();
    });

    it('give up a test when they are closed', async () => {
      const held = new Promise<void>((resolve) => {
        void editor.page.route(TEST_ROUTE, () => resolve(), { times: 1 });
      });
      const givenUp = editor.page.waitForEvent('requestfailed');
      await editor.chooseSandbox();
      await editor.testConnection();
      await held;
      await editor.cancelAccount();
      (await givenUp).url().should.endWith('/conversations/accounts/test');
      await editor.edit('send');
      await editor.editAccount();
    });

    it('say that a person lacks the permission to test', async () => {
      await editor.page.route(TEST_ROUTE, (route) => route.fulfill({ status: 403 }), { times: 1 });
      await editor.chooseSandbox();
      await editor.testConnection();
      await editor.outcome.waitFor();
      String(await editor.outcome.textContent()).should.equal(say('test.forbidden'));
    });

    it('say that Node-RED does not answer', async () => {
      await editor.page.route(TEST_ROUTE, (route) => route.abort(), { times: 1 });
      await editor.chooseSandbox();
      await editor.testConnection();
      await editor.outcome.waitFor();
      String(await editor.outcome.textContent()).should.equal(say('test.unreachable'));
    });
  });

  describe('of the account, once they are closed,', () => {
    beforeEach(async () => {
      await open();
      await editor.edit('send');
      await editor.editAccount();
    });
    afterEach(close);

    it('leave a live account without a token marked, and the nodes that use it', async () => {
      await editor.chooseLive();
      await editor.closeAccount();
      (await editor.validationErrors('account')).should.deepEqual([say('errors.tokenMissing')]);
      await editor.closeNode();
      (await editor.validationErrors('send')).length.should.equal(1);
    });

    it('are content with a live account once it has a token', async () => {
      await editor.chooseLive();
      await editor.typeIntoAccount('token', 'good');
      await editor.closeAccount();
      (await editor.validationErrors('account')).should.deepEqual([]);
    });
  });

  describe('of the send node', () => {
    const sayOfSend = messagesFrom('en-US', 'conversation-send');

    before(() => open());
    after(close);
    beforeEach(() => editor.edit('send'));

    it('lead from a sandbox account to the phone', async () => {
      (await editor.page.locator('#conversation-send-sandbox a').isVisible()).should.be.true();
      await editor.cancelNode();
    });

    it('explain the choice of where errors go', async () => {
      const hint = editor.page.locator('#node-input-errors-hint');
      String(await hint.textContent()).should.equal(sayOfSend('errorsHint.output'));
      await editor.page.locator('#node-input-errors').selectOption('both');
      String(await hint.textContent()).should.equal(sayOfSend('errorsHint.both'));
      await editor.cancelNode();
    });

    it('mark a node without account, conversation and text, and say what is missing', async () => {
      await editor.page.locator('#node-input-account').selectOption('_ADD_');
      for (const field of ['conversationId', 'text']) {
        await editor.page.locator(`#node-input-${field} + .red-ui-typedInput-container input`).fill('');
      }
      await editor.closeNode();
      const errors = await editor.validationErrors('send');
      errors.slice(1).should.deepEqual([sayOfSend('errors.conversationEmpty'), sayOfSend('errors.textEmpty')]);
      String(errors[0]).should.containEql(sayOfSend('label.account'));
    });
  });

  describe('for people', () => {
    afterEach(close);

    const cases = [
      { locale: 'en-US', colorScheme: 'light', send: 'Conversation', account: 'Environment' },
      { locale: 'en-US', colorScheme: 'dark', send: 'Conversation', account: 'Environment' },
      { locale: 'de', colorScheme: 'light', send: 'Konversation', account: 'Umgebung' },
    ] as const;

    for (const { locale, colorScheme, send, account } of cases) {
      it(`are complete in ${locale} on a ${colorScheme} screen: translated, nothing cut off`, async () => {
        await open({ locale, colorScheme });
        await editor.edit('send');
        (await editor.visibleLabels()).should.containEql(send);
        (await editor.cutOff()).should.deepEqual([]);
        await editor.editAccount();
        await editor.chooseLive();
        (await editor.visibleLabels()).should.containEql(account);
        (await editor.cutOff()).should.deepEqual([]);
      });
    }
  });

  it('take a first message from the editor to the phone', async () => {
    await open();
    await editor.edit('send');
    await editor.page.locator('#node-input-name').fill('to the phone');
    await editor.closeNode();
    await editor.deploy();
    await editor.press('greet');
    await editor.edit('send');
    const opened = editor.page.waitForEvent('popup');
    await editor.page.locator('#conversation-send-sandbox a').click();
    const phone = await opened;
    await phone.locator('a[href="#conv-ada"]').click();
    await phone.locator('.bubble-text', { hasText: 'Good morning from the flow' }).waitFor();
    await close();
  });

  describe('of an account with a stored token', () => {
    let other: NodeRed;

    before(async () => {
      other = await startNodeRed({ flows: FLOWS });
      editor = await EditorPage.open(browser as Browser, other.url);
      await editor.edit('send');
      await editor.editAccount();
      await editor.chooseLive();
      await editor.typeIntoAccount('token', 'good');
      await editor.typeIntoAccount('baseUrl', provider.baseUrl);
      await editor.closeAccount();
      await editor.closeNode();
      await editor.deploy();
      await editor.page.reload();
      await editor.edit('send');
      await editor.editAccount();
    });

    after(async () => {
      await close();
      await other.stop();
    });

    it('do not get the token back, but test the connection with it', async () => {
      (await editor.account('token').inputValue()).should.equal('__PWRD__');
      await editor.testConnection();
      await editor.outcome.waitFor();
      String(await editor.outcome.textContent()).should.startWith('Connected as Ada');
    });

    it('do not let the token go to another address', async () => {
      const seen = provider.authorizations.length;
      await editor.typeIntoAccount('baseUrl', provider.baseUrl.replace('/api/v1', '/elsewhere'));
      await editor.testConnection();
      await editor.outcome.waitFor();
      String(await editor.outcome.textContent()).should.match(/Type the token in again/);
      provider.authorizations.length.should.equal(seen);
    });
  });

  it('offer the examples for import, and the first one runs at once', async function () {
    const title = firstExample();
    if (!title) this.skip();
    await open();
    await editor.importExample('node-red-contrib-conversations', 'conversation-send', title);
    await editor.deploy();
    await editor.press(await editor.lastAdded('inject'));
    await editor.statusOf(await editor.lastAdded('conversation-send'), 'sent').waitFor();
    await close();
  });
});

/** Title of the first example of the send node, as the import dialog shows it. */
function firstExample(): string | undefined {
  const folder = join(__dirname, '../../examples/conversation-send');
  const [file] = existsSync(folder) ? readdirSync(folder).sort() : [];
  return file?.replace(/\.json$/, '');
}
