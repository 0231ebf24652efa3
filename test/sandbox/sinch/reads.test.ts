import should from 'should';
import { worldId } from '../../../src/sandbox/sinch/ids';
import { shouldBeCallback } from './callback-schemas';
import { useSinch } from './use-sinch';

describe('the messages that the simulated Sinch keeps', () => {
  const at = useSinch();
  const list = (query = '') => at.call('GET', `/messages?${query}`);

  it('are listed page by page, the newest first', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.unshift((await at.send('SMS:+15551234567')).body.message_id);
    const listed: string[] = [];
    let token = '';
    do {
      const { body } = await list(`page_size=2&page_token=${token}`);
      listed.push(...body.messages.map(({ id }: { id: string }) => id));
      token = body.next_page_token;
    } while (token !== '');
    listed.should.eql(ids);
  });

  it('have pages of ten, a thousand at most', async () => {
    for (let index = 0; index < 11; index += 1) await at.send('SMS:+15551234567');
    (await list()).body.messages.should.have.length(10);
    (await list('page_size=1000')).body.messages.should.have.length(11);
    for (const size of ['0', '1001', 'x', '1.5']) (await list(`page_size=${size}`)).status.should.equal(400);
    (await list('page_token=nonsense')).status.should.equal(400);
  });

  it('are told as they were sent and written', async () => {
    const { body } = await at.send('SMS:+15551234567', { message_metadata: 'm' });
    const message = at.world.sandbox.world.messages.get(worldId(body.message_id));
    await at.world.clock.advance(1_000);
    at.world.sandbox.world.reply(message?.conversationId ?? '', 'Hi');
    const [reply, sent] = (await list()).body.messages;
    sent.should.containDeep({
      id: body.message_id,
      direction: 'TO_CONTACT',
      app_message: { text_message: { text: 'Hello' } },
      channel_identity: { channel: 'SMS', identity: '15551234567' },
      metadata: 'm',
      accept_time: '2026-01-01T00:00:00Z',
      processing_mode: 'CONVERSATION',
      injected: false,
    });
    reply.should.containDeep({ direction: 'TO_APP', contact_message: { text_message: { text: 'Hi' } } });
    (await at.call('GET', `/messages/${body.message_id}`)).body.should.eql(sent);
    (await at.call('GET', '/messages/nobody')).status.should.equal(404);

    const counted = async (query: string) => (await list(query)).body.messages.length;
    (await counted('direction=TO_APP')).should.equal(1);
    (await counted('channel=SMS')).should.equal(2);
    (await counted('channel=RCS')).should.equal(0);
    (await counted(`channel_identity=${encodeURIComponent('+15551234567')}`)).should.equal(2);
    (await counted('channel_identity=1')).should.equal(0);
    (await counted(`contact_id=${sent.contact_id}&conversation_id=${sent.conversation_id}`)).should.equal(2);
    (await counted('contact_id=x')).should.equal(0);
    (await counted(`app_id=${at.sinch.dispatchAppId}`)).should.equal(0);
    (await counted('start_time=2026-01-01T00:00:01Z')).should.equal(1);
    (await counted('end_time=2026-01-01T00:00:01Z')).should.equal(1);
    should((await list('view=WITHOUT_METADATA')).body.messages[1].metadata).equal('');
  });

  it('of DISPATCH are in a store of their own, for as long as the app keeps them', async () => {
    const app_id = at.sinch.addApp({ name: 'Keeper', mode: 'DISPATCH', dispatchRetentionDays: 7 });
    const { body } = await at.send('SMS:+15551234567', { app_id });
    await at.send('SMS:+15551234567', { app_id: at.sinch.dispatchAppId });
    await at.send('SMS:+15551234567');
    at.sinch.inject({ text_message: { text: 'Hi' } }, { appId: app_id });
    (await list()).body.messages.should.have.length(1);
    const dispatched = (await list('messages_source=DISPATCH_SOURCE')).body.messages;
    dispatched.should.have.length(2);
    dispatched[1].should.containEql({ id: body.message_id, contact_id: '', conversation_id: '' });
    const inbound = await list('messages_source=DISPATCH_SOURCE&only_recipient_originated=true');
    inbound.body.messages.should.have.length(1);
    (await list('messages_source=OTHER')).status.should.equal(400);
    (await at.call('GET', `/messages/${body.message_id}`)).status.should.equal(404);
    const source = 'messages_source=DISPATCH_SOURCE';
    (await at.call('GET', `/messages/${body.message_id}?${source}`)).status.should.equal(200);
  });
});

describe('the contacts and conversations of the simulated Sinch', () => {
  const at = useSinch();
  const identity = { channel: 'SMS', identity: '+15551234567' };
  const create = (extras: object = {}) =>
    at.call('POST', '/contacts', { body: { channel_identities: [identity], language: 'EN', ...extras } });

  it('are made on the fly by the first message, and told to the webhooks', async () => {
    await at.listen(['CONTACT_CREATE', 'CONVERSATION_START']);
    await at.send('SMS:+15551234567');
    await at.send('SMS:15551234567');
    const bodies = await at.callbacks(2);
    for (const body of bodies) shouldBeCallback(body);
    bodies.should.have.length(2);
    const { contacts } = (await at.call('GET', '/contacts')).body;
    contacts.should.have.length(1);
    const { contact } = bodies.find((body) => body.contact_create_notification).contact_create_notification;
    contact.should.eql(contacts[0]);
    contact.channel_identities.should.eql([{ channel: 'SMS', identity: '15551234567', app_id: '' }]);
    const { conversations } = (await at.call('GET', `/conversations?contact_id=${contact.id}`)).body;
    conversations.should.have.length(1);
    conversations[0].should.containEql({ app_id: at.sinch.appId, active: true, active_channel: 'SMS' });
    (await at.call('GET', `/conversations/${conversations[0].id}`)).body.should.eql(conversations[0]);
  });

  it('can be created, and found by what they are', async () => {
    const { status, body } = await create({ display_name: 'Ada', external_id: 'e-1', metadata: 'm' });
    status.should.equal(200);
    body.should.containEql({ display_name: 'Ada', external_id: 'e-1', metadata: 'm', language: 'EN' });
    (await at.call('GET', `/contacts/${body.id}`)).body.should.eql(body);
    const found = async (query: string) => (await at.call('GET', `/contacts?${query}`)).body.contacts.length;
    (await found('external_id=e-1')).should.equal(1);
    (await found('external_id=e-2')).should.equal(0);
    (await found('channel=SMS&identity=15551234567')).should.equal(1);
    (await found('channel=RCS&identity=15551234567')).should.equal(0);
    (await at.call('GET', '/contacts?channel=SMS')).status.should.equal(400);
  });

  it('are refused without identities or language, and twice', async () => {
    (await create({ channel_identities: [] })).status.should.equal(400);
    (await create({ language: undefined })).status.should.equal(400);
    (await create()).body.display_name.should.equal('Unknown');
    (await create()).status.should.equal(400);
  });

  it('need a condition to be listed, and are those of one app', async () => {
    (await at.call('GET', '/conversations')).status.should.equal(400);
    (await at.call('GET', '/conversations?app_id=x')).status.should.equal(404);
    (await at.call('GET', '/conversations/x')).status.should.equal(404);
    await at.send('SMS:+15551234567');
    const other = at.sinch.addApp({ name: 'Other' });
    const count = async (app: string) =>
      (await at.call('GET', `/conversations?app_id=${app}`)).body.conversations.length;
    (await count(at.sinch.appId)).should.equal(1);
    (await count(other)).should.equal(0);
    (await at.call('GET', '/contacts/x')).status.should.equal(404);
    (await at.call('GET', '/contacts?page_size=21')).status.should.equal(400);
  });
});

describe('the apps of the simulated Sinch', () => {
  const at = useSinch();

  it('say what they have, and how they are', async () => {
    const app_id = at.sinch.addApp({ name: 'Half', channels: { SMS: 'ACTIVE', RCS: 'PENDING' } });
    const { body } = await at.call('GET', `/apps/${app_id}`);
    body.should.containDeep({
      id: app_id,
      display_name: 'Half',
      processing_mode: 'CONVERSATION',
      rate_limits: { inbound: 25, outbound: 20, webhooks: 25 },
      queue_stats: { outbound_size: 0, outbound_limit: 500_000 },
    });
    const states = body.channel_credentials.map((one: { channel: string; state: { status: string } }) => [
      one.channel,
      one.state.status,
    ]);
    states.should.eql([
      ['SMS', 'ACTIVE'],
      ['RCS', 'PENDING'],
    ]);
    (await at.call('GET', '/apps/x')).status.should.equal(404);
  });

  it('are one with every channel in either mode, to begin with', async () => {
    const { apps } = (await at.call('GET', '/apps')).body;
    apps.map((app: { processing_mode: string }) => app.processing_mode).should.eql(['CONVERSATION', 'DISPATCH']);
    apps[0].channel_credentials.should.have.length(13);
  });
});

describe('the events and capabilities of the simulated Sinch', () => {
  const at = useSinch();
  const event = (form: object, to = '+15551234567') => {
    const identified_by = { channel_identities: [{ channel: 'WHATSAPP', identity: to }] };
    const body = { app_id: at.sinch.appId, recipient: { identified_by }, event: form, event_metadata: 'm' };
    return at.call('POST', '/events:send', { body });
  };

  for (const [what, form] of [
    ['directly', { composing_event: {} }],
    ['wrapped', { app_event: { composing_event: {} } }],
    ['with content', { agent_joined_event: { agent: { display_name: 'Ada', type: 'HUMAN' } } }],
  ] as const) {
    it(`take an event ${what}, and tell what became of it`, async () => {
      await at.listen(['EVENT_DELIVERY']);
      const { status, body } = await event(form);
      status.should.equal(200);
      body.should.have.properties(['event_id', 'accepted_time']);
      await at.world.clock.advance(200);
      const [told] = await at.callbacks(1);
      shouldBeCallback(told);
      told.event_delivery_report.should.containEql({ event_id: body.event_id, status: 'DELIVERED', metadata: 'm' });
    });
  }

  it('tell why an event failed', async () => {
    await at.listen(['EVENT_DELIVERY']);
    await event({ composing_event: {} }, '+15555550003');
    await at.world.clock.advance(200);
    const [{ event_delivery_report }] = await at.callbacks(1);
    event_delivery_report.should.containDeep({ status: 'FAILED', reason: { code: 'RECIPIENT_NOT_REACHABLE' } });
    (await event({ composing_event: {} }, '+15555550009')).status.should.equal(500);
  });

  it('refuse no event, two of them and one that is incomplete', async () => {
    for (const form of [{}, { composing_event: {}, composing_end_event: {} }, { comment_reply_event: {} }]) {
      (await event(form)).status.should.equal(400);
      (await event({ app_event: form })).status.should.equal(400);
    }
  });

  it('answer a query for each channel by a callback', async () => {
    await at.listen(['CAPABILITY']);
    const channel_identities = [
      { channel: 'WHATSAPP', identity: '+15551234567' },
      { channel: 'SMS', identity: '+15555550003' },
    ];
    const body = { app_id: at.sinch.appId, recipient: { identified_by: { channel_identities } }, request_id: 'r' };
    (await at.call('POST', '/capability:query', { body })).body.should.eql(body);
    await at.world.clock.advance(200);
    const bodies = await at.callbacks(2);
    for (const one of bodies) shouldBeCallback(one);
    const capabilities = bodies.map(({ capability_notification: told }) => `${told.channel} ${told.capability_status}`);
    capabilities.sort().should.eql(['SMS NO_CAPABILITY', 'WHATSAPP CAPABILITY_FULL']);
    (await at.call('POST', '/capability:query', { body: { ...body, app_id: 'x' } })).status.should.equal(400);
  });
});
