import { useSandbox } from '../harness';
import { shouldBe } from './published';

describe('the answers of the simulated API', () => {
  const world = useSandbox();
  const message = { conversation_id: 'conv-ada', text: 'Hello' };

  const reads: readonly [path: string, schema: string][] = [
    ['/users/me', 'CurrentUserResponse'],
    ['/channels/channel-sms', 'ChannelResponse'],
    ['/conversations', 'ConversationListResponse'],
    ['/conversations/conv-ada', 'ConversationResponse'],
    ['/contacts', 'ContactListResponse'],
    ['/contacts/contact-ada', 'ContactResponse'],
    ['/messages?direction=inbound', 'MessageListResponse'],
    ['/messages?conversation_id=conv-ada', 'MessageListResponse'],
  ];
  for (const [path, schema] of reads) {
    it(`are as published: GET ${path}`, async () => {
      const { status, body } = await world.call('GET', path);
      status.should.equal(200);
      shouldBe(schema, body);
    });
  }

  it('are as published: a bare array of channels', async () => {
    const { body } = await world.call('GET', '/channels');
    body.should.have.length(3);
    for (const channel of body) shouldBe('ChannelResponse', channel);
  });

  it('are as published: a message, fresh and later', async () => {
    const { body } = await world.call('POST', '/messages', { body: message });
    shouldBe('MessageResponse', body);
    await world.clock.advance(10_000);
    shouldBe('MessageResponse', (await world.call('GET', `/messages/${body.id}`)).body);
  });

  it('are as published: a new contact and a new conversation', async () => {
    const contact = await world.call('POST', '/contacts', { body: { name: 'Zoë Ruiz', phone: '+15555550177' } });
    contact.status.should.equal(201);
    shouldBe('ContactResponse', contact.body);
    const body = { contact_id: contact.body.id, channel_id: 'channel-sms' };
    const conversation = await world.call('POST', '/conversations', { body });
    conversation.status.should.equal(201);
    shouldBe('ConversationResponse', conversation.body);
  });

  it('are as published: a refused body', async () => {
    const { status, body } = await world.call('POST', '/messages', { body: { text: 1 } });
    status.should.equal(422);
    shouldBe('HTTPValidationError', body);
  });
});
