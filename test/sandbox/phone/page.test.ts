import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import should from 'should';
import { type Sandbox, startSandbox } from '../../../src/sandbox';
import { ManualClock } from '../../support/manual-clock';
import { until } from '../until';
import { openStream } from './stream-reader';

const source = join(__dirname, '../../../src/sandbox/phone/browser');
const assets = join(__dirname, '../../../dist/src/sandbox/phone/assets');

/** The page as the build makes it, from the sources as they are now. */
async function buildPage(): Promise<void> {
  await mkdir(assets, { recursive: true });
  const target = { bundle: true, format: 'iife', target: 'es2020', logLevel: 'silent' } as const;
  await build({ ...target, entryPoints: [join(source, 'page.ts')], outfile: join(assets, 'page.js') });
  for (const name of ['page.html', 'page.css']) await cp(join(source, name), join(assets, name));
}

describe('the phone page', function () {
  this.timeout(60_000);

  let browser: Browser;
  let sandbox: Sandbox;
  let page: Page;
  let complaints: string[];

  before(async () => {
    await buildPage();
    const args = ['--no-sandbox', '--disable-quic', '--disable-background-networking'];
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });
  });
  after(() => browser.close());

  beforeEach(async () => {
    sandbox = await startSandbox({ life: { sentMs: 10, deliveredMs: 10, readMs: 3_600_000 } });
    page = await browser.newPage({ viewport: { width: 1000, height: 700 } });
    complaints = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${sandbox.origin}/phone/`);
    await page.getByText('Live', { exact: true }).waitFor();
  });
  afterEach(async () => {
    await page.close();
    await sandbox.close();
  });

  const openAda = () => page.getByRole('link', { name: /Ada Lovelace/ }).click();
  const bubble = (text: string) => page.locator('.message', { hasText: text });

  it('shows the conversations and, before one is chosen, what to do', async () => {
    (await page.getByRole('link').count()).should.equal(4);
    await page.getByText('Choose a conversation').waitFor();
    complaints.should.eql([]);
  });

  it('shows what the flow sends as it arrives, and that it has been read', async () => {
    await openAda();
    sandbox.world.send('conv-ada', { text: 'Your order is ready' });
    await bubble('Your order is ready').waitFor();
    await bubble('Your order is ready').getByText('Read', { exact: true }).waitFor();
    (await bubble('Your order is ready').locator('.tick path').count()).should.equal(1);
    complaints.should.eql([]);
  });

  it('loses nothing that arrives while a conversation is being opened', async () => {
    const stream = await openStream(`${sandbox.origin}/phone/events`);
    await stream.next();
    await page.route('**/state?conversation=*', async (route) => {
      const response = await route.fetch();
      sandbox.world.reply('conv-ada', 'In between');
      // The page's own stream is told in the same moment as this one: before the answer gets there.
      await stream.until('In between');
      await route.fulfill({ response });
    });
    await openAda();
    await bubble('In between').waitFor();
    stream.close();
  });

  it('counts what arrives in another conversation until it is opened', async () => {
    sandbox.world.send('conv-ada', { text: 'One' });
    sandbox.world.send('conv-ada', { text: 'Two' });
    await page.getByRole('link', { name: /Ada Lovelace.*2 unread/ }).waitFor();
    await openAda();
    await page.getByRole('link', { name: /Ada Lovelace.*unread/ }).waitFor({ state: 'detached' });
  });

  it('sends a reply on Enter, with lines made by Shift and Enter', async () => {
    await openAda();
    const box = page.getByRole('textbox', { name: 'Reply' });
    await box.pressSequentially('First line');
    await box.press('Shift+Enter');
    await box.pressSequentially('second line');
    await box.press('Enter');
    await bubble('second line').waitFor();
    should(sandbox.world.messages.of('conv-ada').at(-1)).containEql({
      direction: 'inbound',
      text: 'First line\nsecond line',
    });
    (await box.inputValue()).should.equal('');
  });

  const question = (listLabel?: string) =>
    sandbox.world.send('conv-ada', {
      text: 'Coming?',
      interactive: {
        listLabel,
        choices: [
          { id: 'yes', title: 'Yes please', section: 'Answers' },
          { id: 'no', title: 'No thanks', section: 'Answers' },
          { id: 'map', title: 'Map', href: 'https://example.com/' },
          { id: 'evil', title: 'Evil', href: 'javascript:alert(1)' },
        ],
      },
    });

  it('lets the customer tap a button, once, and shows which', async () => {
    await openAda();
    question();
    const yes = page.getByRole('button', { name: 'Yes please' });
    await yes.click();
    await bubble('Yes please').and(page.locator('.mine')).waitFor();
    await page.getByRole('button', { name: 'Yes please (chosen)', disabled: true }).waitFor();
    await page.getByRole('button', { name: 'No thanks', disabled: true }).click({ force: true });
    const answers = sandbox.world.messages.of('conv-ada').filter(({ tap }) => tap);
    answers.map(({ tap }) => tap?.choice.id).should.eql(['yes']);
    complaints.should.eql([]);
  });

  it('opens a list and lets the customer choose a row', async () => {
    await openAda();
    question('Show answers');
    await page.getByText('Show answers').click();
    (await page.locator('.section').count()).should.equal(1);
    await page.getByRole('button', { name: 'No thanks' }).click();
    await bubble('No thanks').and(page.locator('.mine')).waitFor();
    should(sandbox.world.messages.of('conv-ada').at(-1)?.tap).containDeep({ from: 'list', choice: { id: 'no' } });
  });

  it('makes a link of a harmless address only', async () => {
    await openAda();
    question();
    await page.getByRole('link', { name: 'Map' }).waitFor();
    (await page.getByRole('link', { name: 'Evil' }).count()).should.equal(0);
    (await page.locator('a[href^="javascript"]').count()).should.equal(0);
  });

  it('shows that the flow is typing until its message arrives', async () => {
    await sandbox.close();
    const clock = new ManualClock(Date.now());
    sandbox = await startSandbox({ port: Number(new URL(sandbox.origin).port), clock });
    await page.goto('about:blank');
    await page.goto(`${sandbox.origin}/phone/#conv-ada`);
    await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    sandbox.world.send('conv-ada', { text: 'Finished at last' });
    const typing = page.getByRole('status').getByText('typing…');
    await Promise.all([typing.waitFor(), clock.advance(100)]);
    (await bubble('Finished at last').isVisible()).should.be.false();
    await clock.advance(1_000);
    await bubble('Finished at last').waitFor();
    await typing.waitFor({ state: 'detached' });
  });

  it('says by which channel a message came when another has failed', async () => {
    await openAda();
    const failure = { code: 'x', reason: 'Not on WhatsApp' };
    sandbox.world.send('conv-ada', {
      text: 'Hello',
      ways: [{ channelType: 'whatsapp', failure }, { channelType: 'sms' }],
    });
    await bubble('Hello').getByText('WhatsApp failed, now by SMS').waitFor();
    await bubble('Hello').getByText('by SMS', { exact: true }).waitFor();
  });

  it('lets the customer react, and take it back', async () => {
    await openAda();
    const message = sandbox.world.send('conv-ada', { text: 'Well done' });
    await bubble('Well done').waitFor();
    await bubble('Well done').getByLabel('React', { exact: true }).click();
    await page.getByRole('button', { name: '👍' }).click();
    await bubble('Well done').getByLabel('Your reaction: 👍').click();
    should(message.reaction).equal('👍');
    await page.getByRole('button', { name: '👍' }).click();
    await bubble('Well done').getByLabel('React', { exact: true }).waitFor();
    should(message.reaction).be.undefined();
  });

  it('tells when the customer types, and when not any more', async () => {
    const seen: boolean[] = [];
    sandbox.world.subscribe((event) => event.type === 'typing' && seen.push(event.typing));
    await openAda();
    const box = page.getByRole('textbox', { name: 'Reply' });
    await box.pressSequentially('Hello');
    await box.press('Enter');
    await bubble('Hello').waitFor();
    await until(() => seen.length === 2);
    seen.should.eql([true, false]);
  });

  it('shows markup as text and runs none of it', async () => {
    await openAda();
    sandbox.world.send('conv-ada', { text: '<img src=x onerror="document.title=\'owned\'"><b>bold</b>' });
    await bubble('<b>bold</b>').waitFor();
    (await page.locator('.messages img, .messages b').count()).should.equal(0);
    (await page.title()).should.equal('Sandbox phone');
    complaints.should.eql([]);
  });

  it('says why a message could not be delivered', async () => {
    sandbox.world.send('conv-unreachable', { text: 'Hello Mei' });
    await page.getByRole('link', { name: /Mei Tanaka/ }).click();
    await bubble('Hello Mei')
      .getByText(/Not delivered: More than 24 hours/)
      .waitFor();
  });

  it('renders the last 200 of many messages and fetches earlier ones on demand', async () => {
    for (let index = 0; index < 1_000; index += 1) sandbox.world.reply('conv-ada', `Number ${index}.`);
    await openAda();
    await bubble('Number 999.').waitFor();
    (await page.locator('.message').count()).should.equal(200);
    await page.getByRole('button', { name: 'Earlier messages' }).click();
    await bubble('Number 700.').waitFor({ state: 'attached' });
    (await page.locator('.message').count()).should.equal(400);
  });

  it('comes back by itself when the sandbox was away', async () => {
    await openAda();
    const port = Number(new URL(sandbox.origin).port);
    await sandbox.close();
    await page.getByText('Reconnecting').waitFor();
    sandbox = await startSandbox({ port });
    sandbox.world.reply('conv-ada', 'After the break');
    await bubble('After the break').waitFor();
  });

  it('fits 360 pixels: the list first, then the chat, and back', async () => {
    await page.setViewportSize({ width: 360, height: 640 });
    await openAda();
    await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
    (await page.getByRole('link', { name: /Grace Hopper/ }).isVisible()).should.be.false();
    should(await page.evaluate('document.documentElement.scrollWidth')).equal(360);
    await page.getByRole('button', { name: /Back/ }).click();
    await page.getByRole('link', { name: /Grace Hopper/ }).waitFor();
  });

  it('asks for a login where the editor wants one', async () => {
    await page.route('**/state', (route) => route.fulfill({ status: 401 }));
    await page.reload();
    await page.getByRole('alert').getByText('Log in to the Node-RED editor first').waitFor();
  });
});
