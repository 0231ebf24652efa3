import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import should from 'should';
import { useSandbox } from '../harness';

describe('the server of the phone page', () => {
  const world = useSandbox();
  const get = (path: string) => fetch(`${world.sandbox.origin}/phone/${path}`);
  const post = (path: string, body: unknown, type = 'application/json') =>
    fetch(`${world.sandbox.origin}/phone/${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: JSON.stringify(body),
    });

  it('lists the conversations, the most recent first', async () => {
    const { conversations } = await (await get('state')).json();
    conversations
      .map(({ id }: { id: string }) => id)
      .should.eql(['conv-ada', 'conv-grace', 'conv-linus', 'conv-unreachable']);
    conversations[0].should.containDeep({ name: 'Ada Lovelace', channel: 'whatsapp', unread: 0, last: { mine: true } });
  });

  it('gives the history of a conversation in pages', async () => {
    for (let index = 0; index < 250; index += 1) world.sandbox.world.reply('conv-ada', `${index}`);
    const newest = await (await get('state?conversation=conv-ada')).json();
    newest.should.containEql({ hasEarlier: true });
    newest.messages.should.have.length(200);
    newest.messages.at(-1).text.should.equal('249');
    const before = newest.messages[0].sequence;
    const earlier = await (await get(`state?conversation=conv-ada&before=${before}`)).json();
    earlier.should.containEql({ hasEarlier: false });
    earlier.messages.should.have.length(51);
  });

  it('takes a reply as an inbound message', async () => {
    const response = await post('reply', { conversationId: 'conv-ada', text: 'Hi there' });
    response.status.should.equal(201);
    should(world.sandbox.world.messages.of('conv-ada').at(-1)).containEql({ direction: 'inbound', text: 'Hi there' });
  });

  const question = () =>
    world.sandbox.world.send('conv-ada', {
      text: 'Coming?',
      interactive: { header: 'Party', choices: [{ id: 'yes', title: 'Yes' }] },
    });

  it('shows what can be tapped, and takes a tap as an answer', async () => {
    const { id: messageId } = question();
    const tap = { conversationId: 'conv-ada', messageId, choiceId: 'yes' };
    const response = await post('tap', tap);
    response.status.should.equal(201);
    (await response.json()).should.containEql({ mine: true, text: 'Yes' });
    const { messages } = await (await get('state?conversation=conv-ada')).json();
    messages.at(-2).should.containDeep({ header: 'Party', choices: [{ id: 'yes', title: 'Yes' }], tapped: 'yes' });
  });

  it('takes a reaction, and takes it away again', async () => {
    const message = question();
    const react = (emoji: unknown) => post('react', { conversationId: 'conv-ada', messageId: message.id, emoji });
    (await react('👍')).status.should.equal(204);
    should(message.reaction).equal('👍');
    (await react('')).status.should.equal(204);
    should(message.reaction).be.undefined();
    (await react('x'.repeat(33))).status.should.equal(422);
  });

  it('takes note of typing', async () => {
    const seen: unknown[] = [];
    world.sandbox.world.subscribe((event) => event.type === 'typing' && seen.push(event.typing));
    const typing = async (value: unknown) =>
      (await post('typing', { conversationId: 'conv-ada', typing: value })).status;
    [await typing(true), await typing(false), await typing('yes')].should.eql([204, 204, 422]);
    seen.should.eql([true, false]);
  });

  it('refuses to act on what is not there', async () => {
    const { id: messageId } = question();
    const responses = await Promise.all([
      post('tap', { conversationId: 'conv-ada', messageId, choiceId: 'maybe' }),
      post('tap', { conversationId: 'conv-grace', messageId, choiceId: 'yes' }),
      post('tap', { conversationId: 'nobody', messageId, choiceId: 'yes' }),
      post('react', { conversationId: 'conv-ada', messageId: 'nothing', emoji: '👍' }),
      post('constructor', { conversationId: 'conv-ada' }),
    ]);
    responses.map(({ status }) => status).should.eql([422, 404, 404, 404, 405]);
  });

  // The conversation's own channel is WhatsApp.
  for (const [first, second] of [
    ['whatsapp', 'sms'],
    ['sms', 'whatsapp'],
  ] as const) {
    it(`says that a message failed by ${first}, and came by ${second}`, async () => {
      const failure = { code: 'x', reason: 'Not by this one' };
      world.sandbox.world.send('conv-ada', {
        text: 'Hi',
        ways: [{ channelType: first, failure }, { channelType: second }],
      });
      await world.clock.advance(150);
      const { messages } = await (await get('state?conversation=conv-ada')).json();
      messages.at(-1).should.containDeep({ channel: second, failedChannels: [first] });
    });
  }

  it('refuses a reply to nobody, an empty one, a long one, and one that is no JSON', async () => {
    const statuses = await Promise.all([
      post('reply', { conversationId: 'nobody', text: 'Hi' }),
      post('reply', { conversationId: 'conv-ada', text: ' ' }),
      post('reply', { conversationId: 'conv-ada', text: 'x'.repeat(4_097) }),
      post('reply', 'text'),
      post('reply', { conversationId: 'conv-ada', text: 'Hi' }, 'text/plain'),
    ]);
    statuses.map(({ status }) => status).should.eql([404, 422, 422, 422, 415]);
    world.sandbox.world.messages.of('conv-ada').should.have.length(1);
  });

  it('counts what has not been seen, and reading it tells the sender', async () => {
    const message = world.sandbox.world.send('conv-ada', { text: 'News' });
    await world.clock.advance(600);
    message.status.should.equal('delivered');
    const unread = async () => (await (await get('state')).json()).conversations[0].unread;
    (await unread()).should.equal(1);
    (await post('read', { conversationId: 'conv-ada' })).status.should.equal(204);
    (await unread()).should.equal(0);
    message.status.should.equal('read');
  });

  it('tells no sender of a reading whose platform reports none', async () => {
    const message = world.sandbox.world.send('conv-linus', { text: 'News' });
    await world.clock.advance(600);
    await post('read', { conversationId: 'conv-linus' });
    message.status.should.equal('delivered');
  });

  it('does not count what never arrived', async () => {
    world.sandbox.world.send('conv-unreachable', { text: 'News' });
    const { conversations } = await (await get('state')).json();
    conversations[0].should.containEql({ id: 'conv-unreachable', unread: 0 });
  });

  it('lets nothing foreign run on the page', async () => {
    const policy = (await get('state')).headers.get('content-security-policy') ?? '';
    policy.should.startWith("default-src 'none'");
    policy.should.not.containEql('unsafe');
    should((await get('state')).headers.get('x-content-type-options')).equal('nosniff');
  });

  it('serves its own files only', async () => {
    for (const path of ['nothing', 'constructor', '%2e%2e/handler.ts', 'assets/page.js']) {
      (await get(path)).status.should.equal(404);
    }
    (await post('page.js', {})).status.should.equal(405);
  });

  it('can be mounted elsewhere, behind a middleware that has read the body', async () => {
    const host = createServer((request, response) => {
      void world.sandbox.phone(
        Object.assign(request, { body: { conversationId: 'conv-ada', text: 'Yo' } }),
        response,
        'reply',
      );
    });
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(host.address() as AddressInfo).port}/admin/conversations/sandbox/reply`;
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    response.status.should.equal(201);
    host.close();
    host.closeAllConnections();
  });
});
