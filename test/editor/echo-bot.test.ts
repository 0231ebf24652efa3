import type { Page } from 'playwright-core';
import { useWorkbench } from './workbench';

const PACKAGE = 'node-red-contrib-conversations';

describe('A conversation in a real editor, with the phone beside it', function () {
  const bench = useWorkbench(this);
  let phone: Page;

  beforeEach(() => bench.open());
  afterEach(() => bench.close());

  /** Opens the phone by the button in the dialog of a node, and goes to a conversation. */
  async function openPhone(type: 'conversation-receive' | 'conversation-send', conversation: string): Promise<void> {
    await bench.editor.edit(await bench.editor.lastAdded(type));
    const opened = bench.editor.page.waitForEvent('popup');
    await bench.editor.page.locator(`#${type}-sandbox a`).click();
    phone = await opened;
    await bench.editor.cancelNode();
    await phone.locator(`a[href="#${conversation}"]`).click();
  }

  async function write(text: string): Promise<void> {
    await phone.locator('#reply').fill(text);
    await phone.locator('#reply').press('Enter');
    await phone.locator('.message.mine .bubble-text', { hasText: text }).waitFor();
  }

  /** The newest bubble from the flow with this text. */
  const bubble = (text: string) => phone.locator('.message:not(.mine)', { hasText: text }).last();

  it('is an echo bot: what is written on the phone comes back, with its ticks', async () => {
    await bench.editor.importExample(PACKAGE, 'conversation-receive', '01 - Echo bot');
    await bench.editor.deploy();
    const receive = await bench.editor.lastAdded('conversation-receive');
    await bench.editor.statusOf(receive, 'listening').waitFor();
    await openPhone('conversation-receive', 'conv-ada');
    for (const text of ['Is there an echo?', 'Grüße 👋 <b>from</b> the phone']) {
      await write(text);
      await bubble(text).locator('.bubble-text').waitFor();
      await bubble(text).locator('.tick[title="Read"]').waitFor();
    }
    await bench.editor.statusOf(receive, 'received 2').waitFor();
  });

  it('asks, waits for the reply, and goes on by it', async () => {
    await bench.editor.importExample(PACKAGE, 'conversation-send', '09 - Ask and wait for the reply');
    await bench.editor.deploy();
    const ask = await nodeNamed('conversation-send', 'ask, wait for the answer');
    await openPhone('conversation-send', 'conv-ada');
    await bench.editor.press(await nodeNamed('inject', 'Ask Ada'));
    await bubble('Shall we bring your parcel?').waitFor();
    await bench.editor.statusOf(ask, 'waiting: 1').waitFor();
    await write('Perhaps');
    await bubble('Sorry, I did not understand that.').waitFor();
    await write('Yes, please');
    await bubble('Good! We ring on Friday at ten.').locator('.tick[title="Read"]').waitFor();
  });

  /** Id of the youngest node of a type and name. */
  const nodeNamed = (type: string, name: string): Promise<string> =>
    bench.editor.page.evaluate(
      `RED.nodes.filterNodes({ type: ${JSON.stringify(type)} }).filter(({ name }) => name === ${JSON.stringify(name)}).pop().id`,
    );
});
