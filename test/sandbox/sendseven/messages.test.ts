import should from 'should';
import { useSandbox } from '../harness';

const toAda = { conversation_id: 'conv-ada', text: 'Hello Ada' };

describe('POST /messages of the sandbox', () => {
  const world = useSandbox();

  it('answers 201 with the sparse body of the live API', async () => {
    const { status, body } = await world.call('POST', '/messages', { body: toAda });
    status.should.equal(201);
    body.should.containEql({
      conversation_id: 'conv-ada',
      text: 'Hello Ada',
      status: 'pending',
      direction: 'outbound',
    });
    body.id.should.match(/^[0-9a-f-]{36}$/);
    for (const field of ['to', 'from', 'platform', 'channel_id', 'contact_id', 'tenant_id', 'contact_method_id']) {
      should(body[field]).be.null();
    }
    body.should.not.have.property('content_format');
  });

  it('puts the message into the world', async () => {
    const { body } = await world.call('POST', '/messages', { body: toAda });
    const message = world.sandbox.world.messages.get(body.id);
    should(message).containEql({ conversationId: 'conv-ada', direction: 'outbound', text: 'Hello Ada' });
  });

  it('drops unknown fields silently', async () => {
    const { status } = await world.call('POST', '/messages', { body: { ...toAda, txet: 1 } });
    status.should.equal(201);
  });

  it('refuses an unknown conversation', async () => {
    const { status, body } = await world.call('POST', '/messages', { body: { ...toAda, conversation_id: 'nobody' } });
    status.should.equal(404);
    body.should.eql({ detail: 'Conversation not found' });
  });

  for (const text of ['', '  \n', null]) {
    it(`refuses ${JSON.stringify(text)} as a text without attachments`, async () => {
      const { status, body } = await world.call('POST', '/messages', { body: { ...toAda, text } });
      status.should.equal(422);
      body.detail[0].should.containEql({ type: 'value_error', loc: ['body'] });
    });
  }

  it('takes attachments without a text, also a single id', async () => {
    const { status, body } = await world.call('POST', '/messages', {
      body: { conversation_id: 'conv-ada', attachments: ' a-1 ' },
    });
    status.should.equal(201);
    should(world.sandbox.world.messages.get(body.id)?.attachmentIds).eql(['a-1']);
  });

  it('reaches a contact on a channel, in the conversation that is there', async () => {
    const body = { contact_id: 'contact-ada', channel_id: 'channel-whatsapp', text: 'Hi' };
    const answer = await world.call('POST', '/messages', { body });
    answer.body.conversation_id.should.equal('conv-ada');
  });

  it('reaches a contact method', async () => {
    const conversation = await world.call('GET', '/conversations/conv-grace');
    const body = { contact_method_id: conversation.body.contact_method_id, text: 'Hi' };
    const answer = await world.call('POST', '/messages', { body });
    answer.body.conversation_id.should.equal('conv-grace');
  });

  it('opens one conversation for a raw address, whether it has its plus sign or not', async () => {
    const first = { to: '+15555559999', channel_id: 'channel-sms', text: 'Hi' };
    const one = await world.call('POST', '/messages', { body: first });
    const two = await world.call('POST', '/messages', { body: { ...first, to: '15555559999' } });
    one.status.should.equal(201);
    two.body.conversation_id.should.equal(one.body.conversation_id);
  });

  it('refuses a message that names no recipient', async () => {
    const { status, body } = await world.call('POST', '/messages', { body: { text: 'Hi' } });
    status.should.equal(422);
    body.detail.should.be.an.Array();
  });
});

describe('POST /messages of a sandbox set to 400', () => {
  const world = useSandbox({ missingAddressStatus: 400 });

  it('refuses a message that names no recipient with 400 and a sentence', async () => {
    const { status, body } = await world.call('POST', '/messages', { body: { text: 'Hi' } });
    status.should.equal(400);
    body.detail.should.be.a.String();
  });
});

describe('the life of a message', () => {
  const world = useSandbox({ life: { sentMs: 100, deliveredMs: 200, readMs: 300 } });

  async function statusAfter(ms: number, id: string) {
    await world.clock.advance(ms);
    return (await world.call('GET', `/messages/${id}`)).body;
  }

  it('goes from pending over sent and delivered to read, each at its time', async () => {
    const { id } = (await world.call('POST', '/messages', { body: toAda })).body;
    (await statusAfter(99, id)).should.containEql({ status: 'pending', sent_at: null });
    (await statusAfter(1, id)).should.containEql({ status: 'sent', sent_at: '2026-01-01T00:00:00.100000Z' });
    (await statusAfter(200, id)).should.containEql({
      status: 'delivered',
      delivered_at: '2026-01-01T00:00:00.300000Z',
    });
    (await statusAfter(300, id)).should.containEql({ status: 'read', read_at: '2026-01-01T00:00:00.600000Z' });
    world.clock.pending.should.equal(0);
  });

  it('ends with delivered where the platform reports no reads', async () => {
    const { id } = (await world.call('POST', '/messages', { body: { ...toAda, conversation_id: 'conv-linus' } })).body;
    (await statusAfter(60_000, id)).should.containEql({ status: 'delivered', read_at: null });
  });

  it('ends with failed, and the reason, where the person cannot be reached', async () => {
    const body = { ...toAda, conversation_id: 'conv-unreachable' };
    const { id } = (await world.call('POST', '/messages', { body })).body;
    const message = await statusAfter(100, id);
    message.status.should.equal('failed');
    message.error_message.should.match(/24 hours/);
    message.meta.error_code.should.equal('131047');
  });

  it('tells the world of every step', async () => {
    const steps: string[] = [];
    world.sandbox.world.subscribe((event) => {
      if (event.type === 'message-status') steps.push(event.message.status);
    });
    await world.call('POST', '/messages', { body: toAda });
    await world.clock.advance(1_000);
    steps.should.eql(['sent', 'delivered', 'read']);
  });
});
