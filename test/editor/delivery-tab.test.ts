import { messagesFrom } from './catalogue';
import { useWorkbench } from './workbench';

const say = messagesFrom('en-US', 'conversation-account');

const LIVE_ROUTE = '**/conversations/accounts';
const NUMBERS = ['rateLimit', 'ratePeriod', 'concurrency', 'queueLimit', 'keepTryingFor'];
const DEFAULTS = ['100', '60', '16', '10000', '600'];

describe('The Delivery tab in a real editor', function () {
  const bench = useWorkbench(this);

  beforeEach(async () => {
    await bench.open();
    await bench.editor.edit('send');
  });
  afterEach(() => bench.close());

  const openTab = async () => {
    await bench.editor.editAccount();
    await bench.editor.openTab(say('tabs.delivery'));
  };

  /** Answers for Node-RED; tells how often it was asked. */
  const answerWith = async (answer: (turn: number) => { status?: number; json?: unknown }) => {
    let asked = 0;
    await bench.editor.page.route(LIVE_ROUTE, (route) => route.fulfill(answer(++asked)));
    return () => asked;
  };

  /** From now on time passes only as the test says. */
  const stopTime = async () =>
    bench.editor.page.clock.pauseAt((await bench.editor.page.evaluate<number>('Date.now()')) + 100);

  describe('with settings', () => {
    it('stands beside the other tabs', async () => {
      await bench.editor.editAccount();
      const labels = await bench.editor.page.locator('#conversation-account-tabs a').allTextContents();
      labels
        .map((label) => label.trim())
        .should.deepEqual(['account', 'delivery', 'network', 'webhook'].map((name) => say(`tabs.${name}`)));
    });

    it('gives a new account the defaults of its provider', async () => {
      await bench.editor.addAccount();
      const values = NUMBERS.map((field) => bench.editor.account(field).inputValue());
      (await Promise.all(values)).should.deepEqual(DEFAULTS);
      (await bench.editor.account('onUncertain').inputValue()).should.equal('retry');
    });

    it('shows what counts for an account from before it had a policy, which stays valid', async () => {
      await openTab();
      for (const [index, field] of NUMBERS.entries()) {
        (await bench.editor.account(field).inputValue()).should.equal('');
        String(await bench.editor.account(field).getAttribute('placeholder')).should.equal(DEFAULTS[index]);
      }
      (await bench.editor.account('onUncertain').inputValue()).should.equal('retry');
      await bench.editor.closeAccount();
      (await bench.editor.validationErrors('account')).should.deepEqual([]);
    });

    it('says under a row what is wrong in it, and keeps the account marked', async () => {
      await openTab();
      await bench.editor.typeIntoAccount('ratePeriod', '0');
      const words = 'Rate period: use a number from 0.1 to 86400.';
      String(await bench.editor.problem('ratePeriod').textContent()).should.equal(words);
      (await bench.editor.isMarked('ratePeriod')).should.be.true();
      await bench.editor.closeAccount();
      (await bench.editor.validationErrors('account')).should.deepEqual([words]);
    });

    it('accepts environment variables, and stores what was typed', async () => {
      await openTab();
      for (const field of NUMBERS) await bench.editor.typeIntoAccount(field, '${LIMIT}');
      await bench.editor.account('onUncertain').selectOption('fail');
      await bench.editor.closeAccount();
      (await bench.editor.validationErrors('account')).should.deepEqual([]);
      String(await bench.editor.property('account', 'keepTryingFor')).should.equal('${LIMIT}');
      String(await bench.editor.property('account', 'onUncertain')).should.equal('fail');
    });

    it('does not let a wrong number keep the connection from being tested', async () => {
      await openTab();
      await bench.editor.typeIntoAccount('rateLimit', 'x');
      await bench.editor.openTab(say('tabs.account'));
      await bench.editor.testConnection();
      await bench.editor.outcome.waitFor();
      String(await bench.editor.outcome.textContent()).should.startWith('Connected to the sandbox');
    });
  });

  describe('with a live view', () => {
    it('says that nothing was sent yet, and shows numbers once something was', async () => {
      await openTab();
      await bench.editor.live.getByText(say('live.nothingSent')).waitFor();
      await bench.editor.cancelAccount();
      await bench.editor.press('greet');
      await bench.editor.statusOf('send', 'sent').waitFor();
      await bench.editor.edit('send');
      await openTab();
      await bench.editor.live.getByText('1 of 100 requests in the last 60 s').waitFor();
      (await bench.editor.live.getByText(say('live.nothingSent')).isVisible()).should.be.false();
    });

    it('says that a new account is not deployed yet', async () => {
      await bench.editor.addAccount();
      await bench.editor.openTab(say('tabs.delivery'));
      await bench.editor.live.getByText(say('live.notDeployed')).waitFor();
    });

    it('asks every 2 seconds, only while its tab is open', async () => {
      await bench.editor.page.clock.install();
      const asked = await answerWith((turn) => ({ json: [{ id: 'account', problem: `ERR_${turn}` }] }));
      await bench.editor.editAccount();
      asked().should.equal(0);
      await bench.editor.openTab(say('tabs.delivery'));
      await bench.editor.live.getByText('ERR_1').waitFor();
      await bench.editor.page.clock.runFor(2_000);
      await bench.editor.live.getByText('ERR_2').waitFor();
      await stopTime();
      await bench.editor.openTab(say('tabs.network'));
      const before = asked();
      await bench.editor.page.clock.runFor(10_000);
      asked().should.equal(before);
    });

    it('asks no more once the dialog is closed', async () => {
      await bench.editor.page.clock.install();
      const asked = await answerWith((turn) => ({ json: [{ id: 'account', problem: `ERR_${turn}` }] }));
      await openTab();
      await bench.editor.live.getByText('ERR_1').waitFor();
      await bench.editor.cancelAccount();
      const before = asked();
      await bench.editor.page.clock.runFor(10_000);
      asked().should.equal(before);
    });

    it('says that a person lacks the permission, and asks no more', async () => {
      await bench.editor.page.clock.install();
      const asked = await answerWith(() => ({ status: 403 }));
      await openTab();
      await bench.editor.live.getByText(say('live.forbidden')).waitFor();
      await bench.editor.page.clock.runFor(10_000);
      asked().should.equal(1);
    });

    it('does not disturb screen readers with every change', async () => {
      await openTab();
      String(await bench.editor.live.getAttribute('aria-live')).should.equal('off');
    });
  });
});
