import { messagesFrom } from './catalogue';
import { useWorkbench } from './workbench';

const say = messagesFrom('en-US', 'conversation-send');

describe('More, in the dialog of a send node in a real editor', function () {
  const bench = useWorkbench(this);

  beforeEach(() => bench.open());
  afterEach(() => bench.close());

  const more = () => bench.editor.page.locator('#conversation-send-more');
  const typedInput = (property: string) =>
    bench.editor.page.locator(`#node-input-${property} + .red-ui-typedInput-container`);
  const isOpen = async () => (await more().getAttribute('open')) !== null;

  it('is closed for a node from before there was a priority, which stays valid and gets the defaults', async () => {
    await bench.editor.edit('send');
    (await isOpen()).should.be.false();
    await bench.editor.closeNode();
    (await bench.editor.validationErrors('send')).should.deepEqual([]);
    String(await bench.editor.property('send', 'priority')).should.equal('normal');
    String(await bench.editor.property('send', 'priorityType')).should.equal('str');
    String(await bench.editor.property('send', 'idempotencyKey')).should.equal('idempotencyKey');
    String(await bench.editor.property('send', 'idempotencyKeyType')).should.equal('msg');
  });

  it('is opened by the keyboard', async () => {
    await bench.editor.edit('send');
    await more().locator('summary').focus();
    await bench.editor.page.keyboard.press('Enter');
    await typedInput('priority').waitFor();
    (await bench.editor.cutOff()).should.deepEqual([]);
  });

  it('lets a fixed priority be chosen from a list, and is open when the dialog comes again', async () => {
    await bench.editor.edit('send');
    await more().locator('summary').click();
    await typedInput('priority').locator('.red-ui-typedInput-option-trigger').click();
    await bench.editor.page.locator('.red-ui-typedInput-options:visible').getByText(say('priority.bulk')).click();
    await bench.editor.closeNode();
    String(await bench.editor.property('send', 'priority')).should.equal('bulk');
    String(await bench.editor.property('send', 'priorityType')).should.equal('str');
    await bench.editor.edit('send');
    (await isOpen()).should.be.true();
  });

  it('keeps a variable that a flow has as its priority', async () => {
    await bench.editor.setProperties('send', { priority: '${PRIORITY}', priorityType: 'str' });
    await bench.editor.edit('send');
    await bench.editor.closeNode();
    String(await bench.editor.property('send', 'priority')).should.equal('${PRIORITY}');
    (await bench.editor.validationErrors('send')).should.deepEqual([]);
  });

  it('marks a priority that comes from nowhere, and one that does not exist', async () => {
    await bench.editor.setProperties('send', { priority: 'x', priorityType: 'msg' });
    await bench.editor.edit('send');
    await typedInput('priority').locator('input').fill('');
    await bench.editor.closeNode();
    (await bench.editor.validationErrors('send')).should.deepEqual([say('errors.priorityEmpty')]);
    await bench.editor.setProperties('send', { priority: 'urgent', priorityType: 'str' });
    await bench.editor.edit('send');
    await bench.editor.closeNode();
    (await bench.editor.validationErrors('send')).should.deepEqual([say('errors.priorityUnknown')]);
  });

  it('stores an idempotency key that is left empty as an empty text, which is valid', async () => {
    await bench.editor.edit('send');
    await more().locator('summary').click();
    await typedInput('idempotencyKey').locator('input').fill('');
    await bench.editor.closeNode();
    String(await bench.editor.property('send', 'idempotencyKey')).should.equal('');
    String(await bench.editor.property('send', 'idempotencyKeyType')).should.equal('str');
    (await bench.editor.validationErrors('send')).should.deepEqual([]);
  });

  it('marks an idempotency key that cannot be worked out', async () => {
    await bench.editor.setProperties('send', { idempotencyKey: '(', idempotencyKeyType: 'jsonata' });
    await bench.editor.edit('send');
    await bench.editor.closeNode();
    (await bench.editor.validationErrors('send')).length.should.equal(1);
  });
});
