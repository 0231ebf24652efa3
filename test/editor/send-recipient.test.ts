import { messagesFrom } from './catalogue';
import { useWorkbench } from './workbench';

const say = messagesFrom('en-US', 'conversation-send');

describe('The recipient, in the dialog of a send node in a real editor', function () {
  const bench = useWorkbench(this);

  beforeEach(() => bench.open());
  afterEach(() => bench.close());

  const stored = async () => [
    String(await bench.editor.property('send', 'recipient')),
    String(await bench.editor.property('send', 'recipientType')),
  ];
  const addresses = () => bench.editor.page.locator('#conversation-send-addresses');
  const typeAddress = async (index: number, channel: string, identity: string) => {
    await addresses().locator('.conversation-channel').nth(index).fill(channel);
    await addresses().locator('.conversation-identity').nth(index).fill(identity);
  };

  it('is the conversation of a node from before there were recipients', async () => {
    await bench.editor.edit('send');
    await bench.editor.closeNode();
    (await stored()).should.deepEqual(['conversationId', 'msg']);
    (await bench.editor.validationErrors('send')).should.deepEqual([]);
  });

  it('takes a fixed conversation of such a node over', async () => {
    await bench.editor.setProperties('send', { conversationId: 'conv-ada', conversationIdType: 'str' });
    await bench.editor.edit('send');
    await bench.editor.closeNode();
    (await stored()).should.deepEqual(['conv-ada', 'conversation']);
    await bench.editor.edit('send');
    (await bench.editor.typedInput('recipient').locator('input').inputValue()).should.equal('conv-ada');
  });

  it('can be an address on a channel', async () => {
    await bench.editor.edit('send');
    await bench.editor.chooseType('recipient', say('recipient.address'));
    await typeAddress(0, 'channel-1', '+46701234567');
    (await addresses().locator('.red-ui-editableList-addButton').isVisible()).should.be.false();
    await bench.editor.closeNode();
    (await stored()).should.deepEqual(['{"channel":"channel-1","identity":"+46701234567"}', 'address']);
    (await bench.editor.validationErrors('send')).should.deepEqual([]);
  });

  it('can be several addresses where the provider can, which come again', async () => {
    await bench.editor.setProperties('account', { provider: 'sinch' });
    await bench.editor.edit('send');
    await bench.editor.chooseType('recipient', say('recipient.addresses'));
    await typeAddress(0, 'WHATSAPP', '+46701234567');
    await addresses().getByText(say('recipient.add')).click();
    await typeAddress(1, 'SMS', '+46701234567');
    await bench.editor.closeNode();
    const [recipient, type] = await stored();
    String(type).should.equal('addresses');
    JSON.parse(String(recipient)).should.deepEqual([
      { channel: 'WHATSAPP', identity: '+46701234567' },
      { channel: 'SMS', identity: '+46701234567' },
    ]);
    (await bench.editor.validationErrors('send')).should.deepEqual([]);
    await bench.editor.edit('send');
    (await addresses().locator('.conversation-channel').count()).should.equal(2);
    await addresses().locator('.red-ui-editableList-item-remove').first().click();
    await addresses().locator('.conversation-channel').nth(1).waitFor({ state: 'detached' });
    await bench.editor.closeNode();
    JSON.parse(String((await stored())[0])).should.deepEqual([{ channel: 'SMS', identity: '+46701234567' }]);
  });

  it('misses half of an address', async () => {
    await bench.editor.edit('send');
    await bench.editor.chooseType('recipient', say('recipient.address'));
    await typeAddress(0, 'channel-1', '');
    await bench.editor.closeNode();
    (await bench.editor.validationErrors('send')).should.deepEqual([say('errors.addressIncomplete')]);
  });

  it('is marked in a form that the provider of the account cannot reach', async () => {
    await bench.editor.setProperties('account', { provider: 'sinch' });
    await bench.editor.setProperties('send', { recipient: 'conv-ada', recipientType: 'conversation' });
    await bench.editor.edit('send');
    await bench.editor.closeNode();
    (await bench.editor.validationErrors('send')).should.deepEqual([
      say('errors.recipientUnsupported', { form: say('recipient.conversation') }),
    ]);
    (await stored()).should.deepEqual(['conv-ada', 'conversation']);
  });
});
