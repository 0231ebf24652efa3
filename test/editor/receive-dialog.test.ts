import { messagesFrom } from './catalogue';
import { useWorkbench } from './workbench';

const say = messagesFrom('en-US', 'conversation-receive');

const EVENTS_ROUTE = '**/conversations/events?*';

describe('The dialog of a receive node in a real editor', function () {
  const bench = useWorkbench(this);

  beforeEach(() => bench.open());
  afterEach(() => bench.close());

  const part = (name: string) => bench.editor.page.locator(`#conversation-receive-${name}`);
  const box = (event: string) => part('events').locator(`input[value="${event}"]`);
  const note = (words: string) => part('note').getByText(words, { exact: true });
  const answerWith = (answer: { status?: number; json?: unknown }) =>
    bench.editor.page.route(EVENTS_ROUTE, (route) => route.fulfill(answer));
  const stored = async () => Object(await bench.editor.property('receive', 'events'));

  it('offers the events that the provider of the account tells of', async () => {
    const events = [{ event: 'weather.changed', description: 'It rains', category: 'Weather' }];
    await answerWith({ json: { ok: true, events } });
    await bench.editor.edit('receive');
    await note(say('events.loaded')).waitFor();
    (await part('events').locator('legend').allTextContents()).should.deepEqual([say('category.own'), 'Weather']);
    await part('events').getByText('It rains').click();
    await bench.editor.closeNode();
    (await stored()).should.deepEqual(['message.received', 'weather.changed']);
    (await bench.editor.validationErrors('receive')).should.deepEqual([]);
  });

  it('asks a real sandbox, which needs no setup and leads to the phone', async () => {
    await bench.editor.edit('receive');
    await note(say('events.loaded')).waitFor();
    (await box('message.received').isChecked()).should.be.true();
    (await part('sandbox').locator('a').isVisible()).should.be.true();
    (await part('no-webhook').isVisible()).should.be.false();
  });

  it('offers the known events where the list cannot be loaded, and drops nothing that is stored', async () => {
    await answerWith({ json: { ok: false, error: { code: 'ERR_DNS', message: 'The server was not found.' } } });
    await bench.editor.setProperties('receive', { events: ['message.read', 'my.own'] });
    await bench.editor.edit('receive');
    await note(say('events.notLoaded', { why: 'The server was not found' })).waitFor();
    (await part('events').locator('input').count()).should.equal(45);
    for (const event of ['message.read', 'my.own']) (await box(event).isChecked()).should.equal(true, event);
    await bench.editor.closeNode();
    (await stored()).should.deepEqual(['message.read', 'my.own']);
  });

  it('says so where Node-RED refuses to tell', async () => {
    await answerWith({ status: 403 });
    await bench.editor.edit('receive');
    await note(say('events.notLoaded', { why: say('events.status', { status: 403 }) })).waitFor();
  });

  it('says that no account is chosen, which is marked', async () => {
    await bench.editor.edit('receive');
    await bench.editor.page.locator('#node-input-account').selectOption('_ADD_');
    await note(say('events.noAccount')).waitFor();
    await bench.editor.closeNode();
    (await bench.editor.validationErrors('receive')).length.should.equal(1);
  });

  it('finds events by name, and takes any other name as it is', async () => {
    await bench.editor.edit('receive');
    await part('search').fill('clicked');
    (await part('events').locator('code').allTextContents()).should.deepEqual(['link.clicked']);
    await part('search').fill('my.own');
    await part('events')
      .getByText(say('events.noMatch', { query: 'my.own' }))
      .waitFor();
    await part('search').press('Enter');
    (await box('my.own').isChecked()).should.be.true();
    (await part('search').inputValue()).should.equal('');
    await bench.editor.closeNode();
    (await stored()).should.deepEqual(['message.received', 'my.own']);
  });

  it('wants one event at least', async () => {
    await bench.editor.edit('receive');
    await box('message.received').uncheck();
    String(await part('problem').textContent()).should.equal(say('errors.eventsEmpty'));
    await bench.editor.closeNode();
    (await bench.editor.validationErrors('receive')).should.deepEqual([say('errors.eventsEmpty')]);
  });

  it('stores filters with their types, and none where a field is empty', async () => {
    await bench.editor.edit('receive');
    await bench.editor.typedInput('filterChannel').locator('input').fill('whatsapp');
    await bench.editor.chooseType('filterText', 'regular expression');
    await bench.editor.typedInput('filterText').locator('input').fill('/^(yes|no)$/i');
    await bench.editor.chooseType('filterConversation', 'flow.');
    await bench.editor.page.locator('#node-input-rawBody').check();
    await bench.editor.closeNode();
    const values = ['filterChannel', 'filterChannelType', 'filterConversation', 'filterConversationType', 'filterText'];
    const properties = [...values, 'filterTextType', 'rawBody'].map((name) => bench.editor.property('receive', name));
    (await Promise.all(properties)).should.deepEqual(['whatsapp', 'str', '', 'str', '/^(yes|no)$/i', 're', true]);
    (await bench.editor.validationErrors('receive')).should.deepEqual([]);
  });

  it('marks a regular expression that is none', async () => {
    await bench.editor.setProperties('receive', { filterText: '(', filterTextType: 're' });
    await bench.editor.edit('receive');
    await bench.editor.closeNode();
    const [error] = await bench.editor.validationErrors('receive');
    String(error).should.startWith(say('errors.pattern', { why: '' }).slice(0, -1));
  });

  it('says that an account without a public URL receives nothing', async () => {
    await bench.editor.setProperties('account', { environment: 'live' });
    await bench.editor.edit('receive');
    (await part('no-webhook').isVisible()).should.be.true();
    await bench.editor.cancelNode();
    await bench.editor.setProperties('account', { publicUrl: 'https://flows.example.com' });
    await bench.editor.edit('receive');
    (await part('no-webhook').isVisible()).should.be.false();
  });
});
