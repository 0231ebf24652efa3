import should from 'should';
import { worldId } from '../../../src/sandbox/sinch/ids';
import { shouldBeCallback } from './callback-schemas';
import { useSinch } from './use-sinch';

describe('what a person does on the phone, to the simulated Sinch', () => {
  const at = useSinch();

  /** The conversation of a message that has been sent to this person, and its ids. */
  async function reach(to = 'WHATSAPP:+15551234567', extras: object = {}) {
    const { body } = await at.send(to, extras);
    const message = at.world.sandbox.world.messages.get(worldId(body.message_id));
    if (!message) throw new Error('Nothing was sent');
    return { wireId: body.message_id, message, conversationId: message.conversationId };
  }

  it('is a message that carries what the app said to be kept', async () => {
    await reach(undefined, { conversation_metadata: { a: 1, b: 2 }, correlation_id: 'old' });
    const { conversationId } = await reach(undefined, {
      conversation_metadata: { b: null, c: 3 },
      conversation_metadata_update_strategy: 'MERGE_PATCH',
      correlation_id: 'new',
    });
    await at.listen(['MESSAGE_INBOUND']);
    at.world.sandbox.world.reply(conversationId, 'Grüße 👋');
    const [body] = await at.callbacks(1);
    shouldBeCallback(body);
    body.should.containEql({ message_metadata: '{"a":1,"c":3}', correlation_id: 'new' });
    body.message.should.containDeep({
      direction: 'TO_APP',
      contact_message: { text_message: { text: 'Grüße 👋' } },
      channel_identity: { channel: 'WHATSAPP', identity: '15551234567' },
      processing_mode: 'CONVERSATION',
    });
    body.message.conversation_id.should.not.equal('');
  });

  it('replaces what is kept unless it is to be merged', async () => {
    await reach(undefined, { conversation_metadata: { a: 1 } });
    const { conversationId } = await reach(undefined, { conversation_metadata: { b: 2 } });
    await at.listen(['MESSAGE_INBOUND']);
    at.world.sandbox.world.reply(conversationId, 'Hi');
    (await at.callbacks(1))[0].message_metadata.should.equal('{"b":2}');
  });

  it('comes by the channel that the last message came by', async () => {
    const { body } = await at.send(['WHATSAPP:+15555550004', 'SMS:+15555550004']);
    await at.world.clock.advance(10_000);
    const message = at.world.sandbox.world.messages.get(worldId(body.message_id));
    await at.listen(['MESSAGE_INBOUND']);
    at.world.sandbox.world.reply(message?.conversationId ?? '', 'Hi');
    (await at.callbacks(1))[0].message.channel_identity.channel.should.equal('SMS');
  });

  it('is a choice, when something is tapped', async () => {
    const choices = [{ text_message: { text: 'Yes' }, postback_data: 'yes!' }, { text_message: { text: 'No' } }];
    const asked = { message: { choice_message: { text_message: { text: 'Well?' }, choices } }, message_metadata: 'm' };
    const { message, wireId } = await reach(undefined, asked);
    await at.listen(['MESSAGE_INBOUND']);
    at.world.sandbox.world.tap(message.id, '0');
    at.world.sandbox.world.tap(message.id, '1');
    const bodies = await at.callbacks(2);
    const answers = bodies.map((body) => body.message.contact_message.choice_response_message.postback_data);
    answers.sort().should.eql([`${wireId}_No`, 'yes!'].sort());
    for (const body of bodies) {
      shouldBeCallback(body);
      body.message.metadata.should.equal('m');
      body.message.contact_message.choice_response_message.message_id.should.equal(wireId);
    }
  });

  it('is a receipt, when the chat is opened', async () => {
    const { conversationId } = await reach();
    await at.world.clock.advance(600);
    await at.listen(['MESSAGE_DELIVERY']);
    at.world.sandbox.world.see(conversationId);
    (await at.callbacks(1))[0].message_delivery_report.status.should.equal('READ');
  });

  it('is an event, when somebody types or reacts', async () => {
    const { conversationId, message, wireId } = await reach();
    await at.listen(['EVENT_INBOUND']);
    const { world } = at.world.sandbox;
    world.type(conversationId, true);
    world.type(conversationId, false);
    world.react(message.id, '👍');
    world.react(message.id, '👍', 'removed');
    const bodies = await at.callbacks(4);
    for (const body of bodies) shouldBeCallback(body);
    const events = bodies.map(({ event }) => event.contact_event ?? event.contact_message_event.reaction_event);
    const reaction = { emoji: '👍', message_id: wireId, reaction_category: '' };
    events.should.containDeep([{ composing_event: {} }, { composing_end_event: {} }]);
    events.should.containEql({ ...reaction, action: 'REACTION_ACTION_REACT' });
    events.should.containEql({ ...reaction, action: 'REACTION_ACTION_UNREACT' });
  });

  it('does not reach apps of others, nor SendSeven', async () => {
    const { conversationId } = await reach();
    await at.listen(['MESSAGE_INBOUND'], { app_id: at.sinch.dispatchAppId });
    at.world.sandbox.world.reply('conv-ada', 'Hi');
    at.world.sandbox.world.reply(conversationId, 'Hi');
    at.sinch.inject({ text_message: { text: 'Here' } }, { appId: at.sinch.dispatchAppId });
    const bodies = await at.callbacks(1);
    bodies.map(({ message }) => message.contact_message.text_message.text).should.eql(['Here']);
    bodies[0].message.should.containEql({ contact_id: '', conversation_id: '', processing_mode: 'DISPATCH' });
  });
});

describe('what a test can put into the simulated Sinch', () => {
  const at = useSinch();

  for (const [kind, contactMessage] of Object.entries({
    text_message: { text: 'Hi' },
    media_message: { url: 'https://example.com/a.png' },
    media_card_message: { url: 'https://example.com/a.png', caption: 'Look' },
    location_message: { title: 'Here', coordinates: { latitude: 1.5, longitude: 2 } },
    choice_response_message: { message_id: 'm', postback_data: 'p' },
    product_response_message: { products: [{ id: 'p', quantity: 1 }], title: 'Order', catalog_id: 'c' },
    fallback_message: { raw_message: '{}' },
    channel_specific_message: { message_type: 'nfm_reply', message: { type: 'nfm_reply', nfm_reply: {} } },
  })) {
    it(`is an inbound ${kind}`, async () => {
      await at.listen(['MESSAGE_INBOUND', 'CONTACT_CREATE', 'CONVERSATION_START']);
      const id = at.sinch.inject({ [kind]: contactMessage }, { channel: 'RCS', identity: '+15551112222' });
      const bodies = await at.callbacks(3);
      for (const body of bodies) shouldBeCallback(body);
      const { message } = bodies.find((body) => body.message);
      message.should.containDeep({ id, contact_message: { [kind]: contactMessage } });
      message.channel_identity.should.containEql({ channel: 'RCS', identity: '15551112222' });
      should(at.world.sandbox.world.messages.get(worldId(id))?.text).not.be.empty();
    });
  }

  for (const content of [
    { contact_event: { conversation_deleted_event: {} } },
    { contact_event: { generic_event: { payload: { a: 1 } } } },
    {
      contact_message_event: {
        payment_status_update_event: {
          reference_id: 'r',
          payment_status: 'PAYMENT_STATUS_NEW',
          payment_transaction_status: 'PAYMENT_STATUS_TRANSACTION_PENDING',
          payment_transaction_id: 't',
        },
      },
    },
  ]) {
    it(`is an event: ${Object.keys(Object.values(content)[0] ?? {})[0]}`, async () => {
      await at.listen(['EVENT_INBOUND']);
      at.sinch.injectEvent(content);
      const [body] = await at.callbacks(1);
      shouldBeCallback(body);
      body.event.should.containDeep(content);
    });
  }

  it('is an app of an account, with people who write to it', async () => {
    const { appOf } = at.sinch;
    const appId = appOf('account-1');
    appOf('account-1').should.equal(appId);
    appOf('account-2').should.not.equal(appId);
    const { contacts } = (await at.call('GET', '/contacts')).body;
    contacts.map((one: { display_name: string }) => one.display_name).should.eql(['Tomás Rivera', 'Nia Okoye']);
    const { conversations } = (await at.call('GET', `/conversations?app_id=${appId}`)).body;
    conversations.should.have.length(2);
  });

  it('must be put into an app that is there', () => {
    (() => at.sinch.emit('OPT_IN', {}, 'nowhere')).should.throw(/no app "nowhere"/);
    (() => at.sinch.addApp({ id: 'short' })).should.throw(/no ULID/);
  });
});
