import { useSandbox } from '../harness';

describe('GET /messages of the sandbox', () => {
  const world = useSandbox();
  const texts = (body: { items: { text: string }[] }) => body.items.map(({ text }) => text);

  beforeEach(() => {
    for (const text of ['one', 'two', 'three', 'four']) world.sandbox.world.send('conv-linus', { text });
  });

  it('pages through a conversation, newest first', async () => {
    const { body } = await world.call('GET', '/messages?conversation_id=conv-linus&page=2&page_size=2');
    texts(body).should.eql(['two', 'one']);
    body.pagination.should.containEql({
      total: 5,
      page: 2,
      page_size: 2,
      total_pages: 3,
      has_next: true,
      has_prev: true,
    });
  });

  it('follows cursors to the end and back, also while messages arrive', async () => {
    const path = '/messages?conversation_id=conv-linus&page_size=2';
    const first = (await world.call('GET', path)).body;
    world.sandbox.world.send('conv-linus', { text: 'five' });
    const second = (await world.call('GET', `${path}&cursor=${first.pagination.next_cursor}`)).body;
    texts(second).should.eql(['two', 'one']);
    const last = (await world.call('GET', `${path}&cursor=${second.pagination.next_cursor}`)).body;
    last.items.should.have.length(1);
    last.pagination.should.containEql({ has_more: false, next_cursor: null });
    const back = (await world.call('GET', `${path}&cursor=${second.pagination.prev_cursor}`)).body;
    texts(back).should.eql(['four', 'three']);
  });

  it('refuses a cursor that it did not make', async () => {
    (await world.call('GET', '/messages?conversation_id=conv-linus&cursor=x')).status.should.equal(400);
  });

  it('lists all conversations by direction or status, within 30 days', async () => {
    texts((await world.call('GET', '/messages?direction=outbound')).body).should.eql(['four', 'three', 'two', 'one']);
    (await world.call('GET', '/messages?status=read')).body.items.should.be.empty();
    await world.clock.advance(31 * 86_400_000);
    (await world.call('GET', '/messages?direction=outbound')).body.items.should.be.empty();
    const since = '/messages?direction=outbound&created_after=2025-12-31T00:00:00Z';
    (await world.call('GET', since)).body.items.should.have.length(4);
  });

  it('wants a direction or a status to list all conversations', async () => {
    (await world.call('GET', '/messages')).status.should.equal(422);
  });
});

describe('the lists of conversations and contacts', () => {
  const world = useSandbox();
  const ids = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id);

  it('can be narrowed', async () => {
    const of = async (path: string) => ids((await world.call('GET', path)).body);
    (await of('/conversations?channel_type=telegram')).should.eql(['conv-grace']);
    (await of('/conversations?search=linus')).should.eql(['conv-linus']);
    (await of('/conversations?contact_id=contact-ada')).should.eql(['conv-ada']);
    (await of('/conversations?status=closed')).should.eql([]);
    (await of('/contacts?search=hopper')).should.eql(['contact-grace']);
    (await of('/contacts?sort_by=name&sort_dir=asc&page_size=2')).should.eql(['contact-ada', 'contact-grace']);
  });

  it('know which conversations wait for an answer', async () => {
    world.sandbox.world.send('conv-ada', { text: 'Here it is' });
    ids((await world.call('GET', '/conversations?needs_reply=false')).body).should.eql(['conv-ada']);
  });
});

describe('POST /contacts with a known phone', () => {
  const world = useSandbox();
  const post = (mode?: string) =>
    world.call('POST', '/contacts', { body: { name: 'Twin', phone: '+15555550111', duplicate_mode: mode ?? null } });

  it('gives the contact that has it, by default', async () => {
    (await post()).body.id.should.equal('contact-ada');
  });

  it('is refused when duplicates are not allowed', async () => {
    const { status, body } = await post('dont_allow_duplicates');
    status.should.equal(409);
    body.should.containDeep({ detail: 'duplicate_contact', duplicates: [{ id: 'contact-ada' }] });
  });

  it('makes another one when duplicates are allowed', async () => {
    const { body } = await post('allow_duplicates');
    body.id.should.not.equal('contact-ada');
    body.potential_duplicates.should.containDeep([{ id: 'contact-ada' }]);
  });
});
