import { messagesFrom } from './catalogue';
import { useWorkbench } from './workbench';

const say = messagesFrom('en-US', 'conversation-send');

describe('More, in the dialog of a send node in a real editor', function () {
  const bench = useWorkbench(this);

  beforeEach(() => bench.open());
  afterEach(() => bench.close());

  const more = () => bench.editor.page.locator('#conversation-send-more');
  const typedInput = (property: string) => bench.editor.typedInput(property);
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

  it('waits for nothing by default, and asks how long only where something is waited for', async () => {
    const timeout = bench.editor.page.locator('#node-input-waitTimeout');
    const goal = bench.editor.page.locator('#node-input-waitFor');
    await bench.editor.edit('send');
    await more().locator('summary').click();
    (await goal.inputValue()).should.equal('accepted');
    (await timeout.isVisible()).should.be.false();
    await goal.selectOption('reply');
    String(await timeout.getAttribute('placeholder')).should.equal('300');
    String(await bench.editor.page.locator('#conversation-send-wait-hint').textContent()).should.equal(
      say('waitHint.reply'),
    );
    await timeout.fill('60');
    await bench.editor.closeNode();
    String(await bench.editor.property('send', 'waitFor')).should.equal('reply');
    String(await bench.editor.property('send', 'waitTimeout')).should.equal('60');
    (await bench.editor.validationErrors('send')).should.deepEqual([]);
    await bench.editor.edit('send');
    (await isOpen()).should.be.true();
    (await goal.inputValue()).should.equal('reply');
  });

  it('marks a time that is no time, and something that cannot be waited for', async () => {
    await bench.editor.setProperties('send', { waitFor: 'rain', waitTimeout: 'long' });
    await bench.editor.edit('send');
    const problem = bench.editor.page.locator('#node-input-waitTimeout-problem');
    String(await problem.textContent()).should.equal(say('errors.waitTimeout', { min: 1, max: 604800 }));
    await bench.editor.closeNode();
    (await bench.editor.validationErrors('send')).should.deepEqual([
      say('errors.waitForUnknown'),
      say('errors.waitTimeout', { min: 1, max: 604800 }),
    ]);
    String(await bench.editor.property('send', 'waitFor')).should.equal('rain');
  });

  it('keeps options of the provider, with their types', async () => {
    const options = [
      { name: 'subject', value: 'Hello', type: 'str' },
      { name: 'meta', value: '{"order":7}', type: 'json' },
    ];
    await bench.editor.setProperties('send', { options });
    await bench.editor.edit('send');
    (await isOpen()).should.be.true();
    await bench.editor.page.getByText(say('options.add')).click();
    await bench.editor.page.locator('.conversation-option-name').last().fill('content_format');
    await bench.editor.page.locator('.conversation-option-value + * .red-ui-typedInput-input').last().fill('plain');
    const names = bench.editor.page.locator('#conversation-send-option-names option');
    (await names.evaluateAll((all) => all.map((name) => (name as HTMLOptionElement).value))).should.containEql(
      'include_signature',
    );
    await bench.editor.closeNode();
    Object(await bench.editor.property('send', 'options')).should.deepEqual([
      ...options,
      { name: 'content_format', value: 'plain', type: 'str' },
    ]);
    (await bench.editor.validationErrors('send')).should.deepEqual([]);
  });

  it('marks an option that cannot be worked out, and drops one without a name', async () => {
    await bench.editor.setProperties('send', {
      options: [
        { name: '', value: 'x', type: 'str' },
        { name: 'meta', value: '{', type: 'json' },
      ],
    });
    await bench.editor.edit('send');
    await bench.editor.closeNode();
    Object(await bench.editor.property('send', 'options')).should.deepEqual([
      { name: 'meta', value: '{', type: 'json' },
    ]);
    const [error, ...more] = await bench.editor.validationErrors('send');
    String(error).should.startWith('meta: ');
    more.should.deepEqual([]);
  });
});
