import { messagesFrom } from './catalogue';
import { useWorkbench } from './workbench';

const say = messagesFrom('en-US', 'conversation-send');

describe('The dialog of a send node in a real editor', function () {
  const bench = useWorkbench(this);

  before(() => bench.open());
  after(() => bench.close());
  beforeEach(() => bench.editor.edit('send'));

  it('leads from a sandbox account to the phone', async () => {
    (await bench.editor.page.locator('#conversation-send-sandbox a').isVisible()).should.be.true();
    await bench.editor.cancelNode();
  });

  it('explains the choice of where errors go', async () => {
    const hint = bench.editor.page.locator('#node-input-errors-hint');
    String(await hint.textContent()).should.equal(say('errorsHint.output'));
    await bench.editor.page.locator('#node-input-errors').selectOption('both');
    String(await hint.textContent()).should.equal(say('errorsHint.both'));
    await bench.editor.cancelNode();
  });

  it('marks a node without account, recipient and text, and says what is missing', async () => {
    await bench.editor.page.locator('#node-input-account').selectOption('_ADD_');
    for (const field of ['recipient', 'text']) {
      await bench.editor.page.locator(`#node-input-${field} + .red-ui-typedInput-container input`).fill('');
    }
    await bench.editor.closeNode();
    const errors = await bench.editor.validationErrors('send');
    errors.slice(1).should.deepEqual([say('errors.recipientEmpty'), say('errors.textEmpty')]);
    String(errors[0]).should.containEql(say('label.account'));
  });
});
