import should from 'should';
import { until } from '../../until';
import { shouldBe } from '../published';
import { useRegistered } from './registered';

const everything = [
  'message.received',
  'message.sent',
  'message.delivered',
  'message.read',
  'message.failed',
  'message.reaction',
  'conversation.created',
  'contact.created',
];

describe('the events of the simulated API', () => {
  const at = useRegistered();
  const { world } = at;
  const come = async (count: number) => {
    await until(() => at.listener.deliveries.length === count);
    for (const body of at.listener.bodies) shouldBe('WebhookEventEnvelope', body);
    return at.listener.bodies;
  };
  const listen = () => at.register({ subscribed_events: everything });
  const reply = (text: string) => world.sandbox.world.reply('conv-ada', text);

  it('tell what a person writes, in full', async () => {
    await listen();
    const message = reply('Grüße "👋"');
    const [body] = await come(1);
    shouldBe('WebhookMessageEventData', body.data);
    Object.keys(body).should.eql(['id', 'type', 'created_at', 'tenant_id', 'event_id', 'data']);
    body.should.containDeep({
      type: 'message.received',
      event_id: message.id,
      tenant_id: world.sandbox.sendseven.tenantId,
      data: {
        message: {
          id: message.id,
          conversation_id: 'conv-ada',
          platform: 'whatsapp',
          direction: 'inbound',
          message_type: 'text',
          text: 'Grüße "👋"',
          status: 'delivered',
          from_id: '15555550111',
          to_id: null,
          attachments: null,
        },
        conversation: { id: 'conv-ada', status: 'open' },
        contact: { id: 'contact-ada', name: 'Ada Lovelace', contact_methods: [{ method_type: 'whatsapp_id' }] },
        contact_method: { value: '+15555550111' },
      },
    });
    String(at.listener.deliveries[0]?.body).should.containEql('"text": "Grüße');
  });

  it('tell how far a message is, each state as it was at that moment', async () => {
    await listen();
    world.sandbox.world.send('conv-ada', { text: 'Hi' });
    await world.clock.advance(10_000);
    const bodies = await come(3);
    const states = bodies.map(({ type, data }) => [type, data.message.status]).sort();
    states.should.eql([
      ['message.delivered', 'delivered'],
      ['message.read', 'read'],
      ['message.sent', 'sent'],
    ]);
    const read = bodies.find(({ type }) => type === 'message.read');
    read.data.should.not.have.property('contact_method');
    read.data.message.should.containDeep({ direction: 'outbound', from_id: null, to_id: '15555550111' });
    new Set(bodies.map(({ id }) => id)).size.should.equal(3);
    new Set(bodies.map(({ event_id }) => event_id)).size.should.equal(1);
  });

  it('say why a message failed', async () => {
    await listen();
    world.sandbox.world.send('conv-unreachable', { text: 'Hi' });
    await world.clock.advance(10_000);
    const [body] = await come(1);
    body.should.containDeep({
      type: 'message.failed',
      data: { message: { status: 'failed', meta: { error_code: '131047' } } },
    });
  });

  it('tell of reactions, put on and taken away', async () => {
    await listen();
    const { id } = world.sandbox.world.send('conv-ada', { text: 'Hi' });
    world.sandbox.world.react(id, '❤️');
    world.sandbox.world.react(id, '❤️', 'removed');
    const bodies = await come(2);
    for (const { data } of bodies) shouldBe('WebhookMessageEventData', data);
    bodies
      .map(({ data }) => [data.reaction.emoji, data.reaction.action, data.message.id])
      .sort()
      .should.eql([
        ['', 'removed', id],
        ['❤️', 'added', id],
      ]);
  });

  it('tell of new contacts, with their addresses, and of new conversations', async () => {
    await listen();
    world.sandbox.world.introduce({ name: 'Zoë Ruiz', conversationId: 'conv-zoe', address: '+15555550177' });
    const bodies = await come(2);
    const contact = bodies.find(({ type }) => type === 'contact.created');
    shouldBe('WebhookContact', contact.data.contact);
    contact.data.contact.should.containDeep({ name: 'Zoë Ruiz', contact_methods: [{ value: '+15555550177' }] });
    const conversation = bodies.find(({ type }) => type === 'conversation.created');
    shouldBe('WebhookConversation', conversation.data.conversation);
    conversation.should.containDeep({ event_id: 'conv-zoe', data: { contact: { name: 'Zoë Ruiz' } } });
  });

  it('can be of any type, on demand', async () => {
    await listen();
    world.sandbox.sendseven.emit('link.clicked', { link: { url: 'https://example.com' } });
    world.sandbox.sendseven.emit('something.new', { answer: 42 });
    const [body] = await come(1);
    body.should.containDeep({ type: 'something.new', data: { answer: 42 } });
  });

  it('can have their keys sorted and no spaces, or in random order', async () => {
    await listen();
    world.sandbox.sendseven.setWebhookStyle({ keyOrder: 'sorted' });
    reply('Hi');
    const [body] = await come(1);
    Object.keys(body).should.eql(Object.keys(body).sort());
    String(at.listener.deliveries[0]?.body).should.containEql('"text":"Hi"');
    world.sandbox.sendseven.setWebhookStyle({ keyOrder: 'random' });
    reply('Hi');
    const [, second] = await come(2);
    Object.keys(second.data.message).should.not.eql(Object.keys(body.data.message));
  });

  it('can tell of an attachment that is not yet processed', async () => {
    await listen();
    const picture = { text: null, kind: 'image', attachmentIds: ['att-1'] };
    world.sandbox.world.reply('conv-ada', picture);
    await come(1);
    world.sandbox.sendseven.setWebhookStyle({ rawMedia: true });
    world.sandbox.world.reply('conv-ada', picture);
    const [ready, raw] = await come(2);
    ready.data.message.attachments.should.containDeep([
      { id: 'att-1', type: 'image', content_type: 'application/octet-stream' },
    ]);
    raw.data.message.attachments[0].should.containEql({ source: 'platform' }).and.not.have.properties('id', 'url');
    for (const { data } of [ready, raw]) shouldBe('WebhookMessageEventData', data);
  });

  it('do not cost anything while nobody listens', async () => {
    const { id } = await listen();
    await world.call('DELETE', `/webhook-endpoints/${id}`);
    reply('Hi');
    await world.clock.advance(60_000);
    world.sandbox.webhooks.attempts.should.have.length(1);
  });
});

describe('the answer to a button or a list, in the events of the simulated API', () => {
  const at = useRegistered();
  const { world } = at;
  const choices = [{ id: 'yes', title: 'Yes please', description: 'Really' }];

  async function tapped(listLabel?: string) {
    const { id } = world.sandbox.world.send('conv-ada', { text: 'Well?', interactive: { choices, listLabel } });
    const before = at.listener.deliveries.length;
    world.sandbox.world.tap(id, 'yes');
    await until(() => at.listener.deliveries.length === before + 1);
    const { data } = at.listener.bodies.at(-1);
    shouldBe('WebhookMessageEventData', data);
    data.message.should.containDeep({ message_type: 'interactive', reply_to_id: id, direction: 'inbound' });
    return data.message;
  }

  it('is in meta.button by default', async () => {
    await at.register();
    (await tapped()).should.containDeep({ meta: { button: { id: 'yes', text: 'Yes please' } }, attachments: null });
  });

  it('can be an attachment', async () => {
    await at.register();
    world.sandbox.sendseven.setWebhookStyle({ tapForm: 2 });
    const message = await tapped();
    message.attachments.should.eql([{ type: 'button_reply', button_id: 'yes', button_title: 'Yes please' }]);
    message.meta.should.not.have.property('button');
  });

  it("can be the platform's own form, different for a list", async () => {
    await at.register();
    world.sandbox.sendseven.setWebhookStyle({ tapForm: 3 });
    should((await tapped()).interactive).eql({
      type: 'button_reply',
      button_reply: { id: 'yes', title: 'Yes please' },
    });
    should((await tapped('Choose')).interactive).eql({
      type: 'list_reply',
      list_reply: { id: 'yes', title: 'Yes please', description: 'Really' },
    });
  });

  it('can take its forms in turn', async () => {
    await at.register();
    world.sandbox.sendseven.setWebhookStyle({ tapForm: 'rotate' });
    (await tapped()).meta.should.have.property('button');
    (await tapped()).attachments.should.have.length(1);
    (await tapped()).should.have.property('interactive');
    (await tapped()).meta.should.have.property('button');
  });
});
