import { messagesFrom } from './catalogue';
import { useWorkbench } from './workbench';

const say = messagesFrom('en-US', 'conversation-account');

const LIVE_ROUTE = '**/conversations/webhooks';
const PUBLIC_URL = 'https://flows.example.com/node-red/';

const REPORT = {
  path: '/conversations/account',
  url: 'https://deployed.example.com/conversations/account',
  problems: [],
  mode: 'automatic',
  state: 'verified',
  received: 3,
  duplicates: 0,
  refused: 0,
};

describe('The Webhook tab in a real editor', function () {
  const bench = useWorkbench(this);

  beforeEach(async () => {
    await bench.open();
    await bench.editor.edit('send');
  });
  afterEach(() => bench.close());

  const part = (name: string) => bench.editor.page.locator(`#conversation-account-webhook-${name}`);
  const answerWith = async (answer: (turn: number) => { status?: number; json?: unknown }) => {
    let asked = 0;
    await bench.editor.page.route(LIVE_ROUTE, (route) => route.fulfill(answer(++asked)));
    return () => asked;
  };
  const reportWith = (report: object, { root = '/' as string | false, auth = false } = {}) =>
    answerWith(() => ({ json: { root, auth, accounts: { account: { ...REPORT, ...report } } } }));

  const openTab = async () => {
    await bench.editor.editAccount();
    await bench.editor.openTab(say('tabs.webhook'));
  };
  const openLive = async () => {
    await bench.editor.editAccount();
    await bench.editor.chooseLive();
    await bench.editor.openTab(say('tabs.webhook'));
  };
  /** Waits until the field of the URL holds it. */
  const waitForUrl = (url: string) =>
    bench.editor.page.waitForFunction(
      `document.querySelector('#conversation-account-webhook-url').value === ${JSON.stringify(url)}`,
    );

  describe('for a sandbox', () => {
    it('says that there is nothing to set up, and shows that events arrive', async () => {
      await openTab();
      (await part('sandbox').isVisible()).should.be.true();
      (await bench.editor.account('publicUrl').isVisible()).should.be.false();
      await part('live').getByText(say('webhook.state.verified')).waitFor();
      await part('test').click();
      await part('result').getByText(say('webhook.testOk')).waitFor();
    });
  });

  describe('with settings', () => {
    it('shows the exact URL, which can be copied without asking for a permission', async () => {
      await reportWith({}, { root: '/api' });
      await openLive();
      await bench.editor.typeIntoAccount('publicUrl', PUBLIC_URL);
      const url = 'https://flows.example.com/node-red/api/conversations/account';
      await waitForUrl(url);
      String(await bench.editor.account('webhookPath').getAttribute('placeholder')).should.equal(
        '/conversations/account',
      );
      await part('copy').click();
      String(await part('copied').textContent()).should.equal(say('webhook.copied'));
      await bench.editor.account('name').focus();
      await bench.editor.page.keyboard.press('Control+V');
      (await bench.editor.account('name').inputValue()).should.equal(url);
      await bench.editor.typeIntoAccount('webhookPath', 'hook');
      await waitForUrl('https://flows.example.com/node-red/api/hook');
      String(await part('copied').textContent()).should.equal('');
    });

    it('shows the deployed URL where a variable is part of it', async () => {
      await reportWith({});
      await openLive();
      await bench.editor.typeIntoAccount('publicUrl', '${PUBLIC_URL}');
      await waitForUrl(REPORT.url);
    });

    it('warns of an address and settings that cannot work', async () => {
      await reportWith({}, { auth: true });
      await openLive();
      await bench.editor.typeIntoAccount('publicUrl', 'http://192.168.1.5:1880');
      for (const warning of ['private-address', 'plain-http', 'httpNodeAuth', 'noSecret'])
        await part('warnings')
          .getByText(say(`webhook.warning.${warning}`))
          .waitFor();
      await bench.editor.typeIntoAccount('webhookSecret', 'secret');
      await bench.editor.typeIntoAccount('webhookAuthorization', 'Basic abc');
      await bench.editor.typeIntoAccount('publicUrl', PUBLIC_URL);
      (await part('warnings').isVisible()).should.be.false();
    });

    it('warns that HTTP nodes are off', async () => {
      await reportWith({}, { root: false });
      await openLive();
      await part('warnings').getByText(say('webhook.warning.httpNodeRoot')).waitFor();
    });

    it('warns while unsigned requests are accepted', async () => {
      await reportWith({});
      await openLive();
      await bench.editor.account('acceptUnsigned').check();
      await part('warnings').getByText(say('webhook.warning.acceptUnsigned')).waitFor();
    });

    it('manages the secret where it registers, and wants a public URL for that', async () => {
      await reportWith({});
      await openLive();
      (await bench.editor.account('webhookSecret').isVisible()).should.be.true();
      await bench.editor.account('autoRegister').check();
      (await bench.editor.account('webhookSecret').isVisible()).should.be.false();
      (await part('managed').isVisible()).should.be.true();
      await bench.editor.account('publicUrl').focus();
      await bench.editor.account('publicUrl').blur();
      String(await bench.editor.problem('publicUrl').textContent()).should.equal(say('errors.publicUrlMissing'));
      await bench.editor.closeAccount();
      (await bench.editor.validationErrors('account')).should.containEql(say('errors.publicUrlMissing'));
      ((await bench.editor.property('account', 'autoRegister')) as boolean).should.be.true();
    });

    it('says what is wrong with a URL and a path', async () => {
      await openLive();
      await bench.editor.typeIntoAccount('publicUrl', 'flows.example.com');
      String(await bench.editor.problem('publicUrl').textContent()).should.equal(say('errors.publicUrl.not-a-url'));
      await bench.editor.typeIntoAccount('webhookPath', '/a/../b');
      String(await bench.editor.problem('webhookPath').textContent()).should.equal(say('errors.webhookPath.dots'));
      (await bench.editor.isMarked('webhookPath')).should.be.true();
    });

    it('leaves a sandbox alone, whatever stands in the hidden fields', async () => {
      await bench.editor.setProperties('account', { publicUrl: 'nonsense', webhookPath: '/', autoRegister: true });
      await openTab();
      await bench.editor.closeAccount();
      (await bench.editor.validationErrors('account')).should.deepEqual([]);
    });
  });

  describe('for a provider that has neither a challenge nor test events', () => {
    const provider = 'Sinch';

    it('offers neither, and says so, also in a sandbox', async () => {
      await openTab();
      (await part('lacks').isVisible()).should.be.false();
      for (const environment of ['sandbox', 'live']) {
        await bench.editor.openTab(say('tabs.account'));
        await bench.editor.account('environment').selectOption(environment);
        await bench.editor.account('provider').selectOption('sinch');
        await bench.editor.openTab(say('tabs.webhook'));
        (await part('verify').isVisible()).should.be.false();
        (await part('test').isVisible()).should.be.false();
        String(await part('lacks').textContent()).should.equal(
          `${say('webhook.noChallenge', { provider })} ${say('webhook.noTestEvent', { provider })}`,
        );
      }
      await bench.editor.openTab(say('tabs.account'));
      await bench.editor.account('provider').selectOption('sendseven');
      await bench.editor.openTab(say('tabs.webhook'));
      (await part('verify').isVisible()).should.be.true();
      (await part('test').isVisible()).should.be.true();
    });

    it('does not advise to fill in a header that is never sent', async () => {
      await reportWith({}, { auth: true });
      await bench.editor.editAccount();
      await bench.editor.chooseLive();
      await bench.editor.account('provider').selectOption('sinch');
      await bench.editor.openTab(say('tabs.webhook'));
      await bench.editor.typeIntoAccount('publicUrl', PUBLIC_URL);
      await part('warnings').getByText(say('webhook.warning.httpNodeAuthByProxy', { provider })).waitFor();
      String(await bench.editor.page.locator('#conversation-account-authorization-hint').textContent()).should.equal(
        say('hint.webhookAuthorizationByProxy', { provider }),
      );
      (await bench.editor.cutOff()).should.deepEqual([]);
    });
  });

  describe('with a live view', () => {
    it('says how it stands with the endpoint, and what is in the way', async () => {
      const error = { code: 'ERR_MISSING_SCOPE', message: 'The token may not do this.', hint: 'Give it the scope.' };
      await reportWith({ state: 'failed', error, problems: ['path-taken'] });
      await openLive();
      await part('live').getByText('The token may not do this. Give it the scope. (ERR_MISSING_SCOPE)').waitFor();
      (await part('live').getByText(say('webhook.problem.path-taken')).isVisible()).should.be.true();
    });

    it('asks only while its tab is open', async () => {
      await bench.editor.page.clock.install();
      const asked = await answerWith((turn) => ({
        json: { root: '/', auth: false, accounts: { account: { ...REPORT, state: `turn ${turn}` } } },
      }));
      await bench.editor.editAccount();
      asked().should.equal(0);
      await bench.editor.openTab(say('tabs.webhook'));
      await part('live').getByText('turn 1').waitFor();
      await bench.editor.page.clock.runFor(2_000);
      await part('live').getByText('turn 2').waitFor();
      await bench.editor.cancelAccount();
      const before = asked();
      await bench.editor.page.clock.runFor(10_000);
      asked().should.equal(before);
    });

    it('says that a person lacks the permission, and asks no more', async () => {
      await bench.editor.page.clock.install();
      const asked = await answerWith(() => ({ status: 403 }));
      await openTab();
      await part('live').getByText(say('live.forbidden')).waitFor();
      await bench.editor.page.clock.runFor(10_000);
      asked().should.equal(1);
    });
  });

  describe('with buttons', () => {
    it('asks the provider to verify again, for the account as it was deployed', async () => {
      await reportWith({});
      const asked = new Promise<unknown>((resolve) => {
        void bench.editor.page.route('**/conversations/webhooks/verify', (route) => {
          resolve(route.request().postDataJSON());
          return route.fulfill({ json: { ok: true } });
        });
      });
      await openLive();
      await part('verify').click();
      await part('result').getByText(say('webhook.verifyOk')).waitFor();
      Object(await asked).should.deepEqual({ id: 'account' });
      String(await part('result').getAttribute('role')).should.equal('status');
    });

    it('says what went wrong with a test event and what to do', async () => {
      await reportWith({});
      const error = { code: 'ERR_NO_WEBHOOK', message: 'It was registered by hand.', hint: 'Tick the box.' };
      await bench.editor.page.route('**/conversations/webhooks/test', (route) =>
        route.fulfill({ json: { ok: false, error } }),
      );
      await openLive();
      await part('test').click();
      await part('result').getByText('It was registered by hand.').waitFor();
      (await part('result').getByText('Tick the box.').isVisible()).should.be.true();
    });

    it('sends an account that is not deployed to the deploy button', async () => {
      await bench.editor.addAccount();
      await bench.editor.openTab(say('tabs.webhook'));
      await part('live').getByText(say('live.notDeployed')).waitFor();
      await part('test').click();
      String(await part('result').textContent()).should.equal(say('webhook.deployFirst'));
    });
  });
});
