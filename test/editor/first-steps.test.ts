import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { useWorkbench } from './workbench';

describe('First steps in a real editor', function () {
  const bench = useWorkbench(this);

  afterEach(() => bench.close());

  const cases = [
    { locale: 'en-US', colorScheme: 'light', send: 'To', account: 'Environment', receive: 'Events' },
    { locale: 'en-US', colorScheme: 'dark', send: 'To', account: 'Environment', receive: 'Events' },
    { locale: 'de', colorScheme: 'light', send: 'An', account: 'Umgebung', receive: 'Ereignisse' },
  ] as const;

  for (const { locale, colorScheme, send, account, receive } of cases) {
    it(`find dialogs in ${locale} on a ${colorScheme} screen translated, with nothing cut off`, async () => {
      await bench.open({ locale, colorScheme });
      await bench.editor.edit('send');
      (await bench.editor.visibleLabels()).should.containEql(send);
      (await bench.editor.cutOff()).should.deepEqual([]);
      await bench.editor.editAccount();
      await bench.editor.chooseLive();
      (await bench.editor.visibleLabels()).should.containEql(account);
      (await bench.editor.cutOff()).should.deepEqual([]);
      await bench.editor.openTab('Webhook');
      await bench.editor.account('autoRegister').waitFor();
      (await bench.editor.cutOff()).should.deepEqual([]);
      await bench.editor.cancelAccount();
      await bench.editor.edit('receive');
      (await bench.editor.visibleLabels()).should.containEql(receive);
      (await bench.editor.cutOff()).should.deepEqual([]);
    });
  }

  it('take a first message from the editor to the phone', async () => {
    await bench.open();
    await bench.editor.edit('send');
    await bench.editor.page.locator('#node-input-name').fill('to the phone');
    await bench.editor.closeNode();
    await bench.editor.deploy();
    await bench.editor.press('greet');
    await bench.editor.edit('send');
    const opened = bench.editor.page.waitForEvent('popup');
    await bench.editor.page.locator('#conversation-send-sandbox a').click();
    const phone = await opened;
    await phone.locator('a[href="#conv-ada"]').click();
    await phone.locator('.bubble-text', { hasText: 'Good morning from the flow' }).waitFor();
  });

  it('find the examples in the import dialog, and the first one runs at once', async () => {
    await bench.open();
    await bench.editor.importExample('node-red-contrib-conversations', 'conversation-send', firstExample());
    await bench.editor.deploy();
    await bench.editor.press(await bench.editor.lastAdded('inject'));
    await bench.editor.statusOf(await bench.editor.lastAdded('conversation-send'), 'sent').waitFor();
  });
});

/** Title of the first example of the send node, as the import dialog shows it. */
function firstExample(): string {
  const [file] = readdirSync(join(__dirname, '../../examples/conversation-send')).sort();
  return String(file).replace(/\.json$/, '');
}
