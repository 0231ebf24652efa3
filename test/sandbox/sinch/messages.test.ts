import should from 'should';
import { worldId } from '../../../src/sandbox/sinch/ids';
import { shouldBeCallback } from './callback-schemas';
import { useSinch } from './use-sinch';

/** Long enough for a message to be read, and too short for a callback to have waited in vain for its answer. */
const lifeMs = 3_000;

describe('the life of a message of the simulated Sinch', () => {
  const at = useSinch();

  /** Sends, lets it live, and answers the receipts that came. */
  async function receipts(count: number, to: string | readonly string[], extras: object = {}) {
    await at.listen(['MESSAGE_DELIVERY']);
    const { body } = await at.send(to, extras);
    await at.world.clock.advance(lifeMs);
    const bodies = await at.callbacks(count);
    for (const one of bodies) shouldBeCallback(one);
    const reports = bodies.map((one) => one.message_delivery_report);
    for (const report of reports) report.message_id.should.equal(body.message_id);
    bodies.should.have.length(count);
    return { bodies, reports };
  }
  const statuses = (reports: readonly { status: string }[]) => reports.map(({ status }) => status);

  it('is told from the channel to the reader', async () => {
    const extras = { message_metadata: 'mine', correlation_id: 'c-1' };
    const { bodies, reports } = await receipts(3, 'WHATSAPP:+15551234567', extras);
    statuses(reports).should.eql(['QUEUED_ON_CHANNEL', 'DELIVERED', 'READ']);
    const [first] = bodies;
    first.should.containEql({ app_id: at.sinch.appId, project_id: at.sinch.projectId, correlation_id: 'c-1' });
    first.event_time.should.equal('2026-01-01T00:00:00.150Z');
    first.accepted_time.should.equal('2026-01-01T00:00:00Z');
    reports[0].should.containDeep({ metadata: 'mine', processing_mode: 'CONVERSATION' });
    reports[0].channel_identity.should.eql({ channel: 'WHATSAPP', identity: '15551234567', app_id: '' });
    reports[0].contact_id.should.not.equal('');
    reports[0].conversation_id.should.not.equal('');
  });

  it('has no reader on a channel that cannot tell', async () => {
    statuses((await receipts(2, 'SMS:+15551234567')).reports).should.eql(['QUEUED_ON_CHANNEL', 'DELIVERED']);
  });

  for (const [ending, expected] of [
    ['5550001', ['QUEUED_ON_CHANNEL', 'DELIVERED']],
    ['5550002', ['QUEUED_ON_CHANNEL', 'DELIVERED', 'READ']],
    ['5550003', ['FAILED']],
    ['5550004', ['FAILED']],
    ['5550005', ['QUEUED_ON_CHANNEL']],
  ] as const) {
    it(`ends with ${expected.at(-1)} at ${ending}`, async () => {
      const { reports } = await receipts(expected.length, `WHATSAPP:+1555${ending}`);
      statuses(reports).should.eql(expected);
    });
  }

  it('says why it failed', async () => {
    const { reports } = await receipts(1, 'SMS:+15555550003');
    reports[0].reason.should.containEql({ code: 'RECIPIENT_NOT_REACHABLE', sub_code: 'UNSPECIFIED_SUB_CODE' });
  });

  it('fails at a phone number that is none, and on a channel that is not active', async () => {
    const app_id = at.sinch.addApp({ name: 'Half', channels: { SMS: 'ACTIVE', RCS: 'FAILING' } });
    await at.listen(['MESSAGE_DELIVERY'], { app_id });
    await at.send(['RCS:+15551234567', 'SMS:nobody'], { app_id });
    await at.world.clock.advance(lifeMs);
    const codes = (await at.callbacks(2)).map((one) => one.message_delivery_report.reason.code);
    codes.should.eql(['CHANNEL_BAD_CONFIGURATION', 'RECIPIENT_INVALID_CHANNEL_IDENTITY']);
  });

  it('goes on by the next channel under the same id', async () => {
    const { reports } = await receipts(3, ['WHATSAPP:+15555550004', 'SMS:+15555550004']);
    statuses(reports).should.eql(['SWITCHING_CHANNEL', 'QUEUED_ON_CHANNEL', 'DELIVERED']);
    const channels = reports.map((report) => report.channel_identity.channel);
    channels.should.eql(['WHATSAPP', 'SMS', 'SMS']);
    reports[0].reason.code.should.equal('RECIPIENT_NOT_REACHABLE');
    const message = at.world.sandbox.world.messages.get(worldId(reports[0].message_id));
    should(message).containEql({ channelType: 'sms', status: 'delivered' });
  });

  it('fails when no channel is left', async () => {
    const { reports } = await receipts(2, ['WHATSAPP:+15555550003', 'SMS:+15555550003']);
    statuses(reports).should.eql(['SWITCHING_CHANNEL', 'FAILED']);
  });

  it('tries channels in the order of preference that is given', async () => {
    const extras = { channel_priority_order: ['SMS', 'WHATSAPP'] };
    const { reports } = await receipts(2, ['WHATSAPP:+15551234567', 'SMS:+15551234567'], extras);
    reports[0].channel_identity.channel.should.equal('SMS');
    const [person] = [...at.world.sandbox.world.directory.people.values()].slice(-1);
    should(person?.addresses).have.length(2);
  });

  it('is told to its own address, signed with the app\u2019s secret, in place of the webhooks', async () => {
    const app_id = at.sinch.addApp({ name: 'Own', secretForOverriddenCallbackUrls: 'own' });
    await at.listen(['MESSAGE_DELIVERY', 'MESSAGE_SUBMIT'], { app_id });
    const callback_url = `${at.listener.server.origin}/own`;
    await at.send('SMS:+15555550005', { app_id, callback_url });
    await at.world.clock.advance(1_000);
    await at.callbacks(2);
    const lines = at.listener.deliveries.map(({ line, headers }) => [
      line.split(' ')[1],
      headers['x-sinch-webhook-signature-algorithm'],
    ]);
    lines.sort().should.eql([
      ['/hook', undefined],
      ['/own', 'HmacSHA256'],
    ]);
  });

  it('has no ids of contact and conversation in DISPATCH mode, which stores nothing', async () => {
    const app_id = at.sinch.dispatchAppId;
    await at.listen(['MESSAGE_DELIVERY', 'CONTACT_CREATE', 'CONVERSATION_START'], { app_id });
    await at.send('SMS:+15555550005', { app_id, conversation_metadata: { a: 1 } });
    await at.world.clock.advance(1_000);
    const [body, ...others] = await at.callbacks(1);
    others.should.be.empty();
    body.message_delivery_report.should.containEql({
      contact_id: '',
      conversation_id: '',
      processing_mode: 'DISPATCH',
    });
    (await at.call('GET', '/contacts')).body.contacts.should.be.empty();
    (await at.call('GET', `/conversations?app_id=${app_id}`)).body.conversations.should.be.empty();
  });

  it('can be dispatched by an app that otherwise stores, and the reply is stored', async () => {
    await at.listen(['MESSAGE_DELIVERY', 'MESSAGE_INBOUND', 'CONTACT_CREATE', 'CONVERSATION_START']);
    const { body } = await at.send('SMS:+15555550005', { processing_strategy: 'DISPATCH_ONLY' });
    await at.world.clock.advance(1_000);
    (await at.callbacks(1))[0].message_delivery_report.processing_mode.should.equal('DISPATCH');
    const message = at.world.sandbox.world.messages.get(worldId(body.message_id));
    at.world.sandbox.world.reply(message?.conversationId ?? '', 'Yes');
    const kinds = (await at.callbacks(4)).slice(1).map((one) => Object.keys(one).at(-1));
    kinds.sort().should.eql(['contact_create_notification', 'conversation_start_notification', 'message']);
  });

  it('goes to a contact by the channel of the conversation, then by its preference, then by the app\u2019s order', async () => {
    const identity = '+15551234567';
    const identities = ['SMS', 'RCS', 'WHATSAPP'].map((channel) => ({ channel, identity }));
    const create = (extras: object) =>
      at.call('POST', '/contacts', { body: { channel_identities: identities, language: 'EN', ...extras } });
    const contact_id = (await create({ channel_priority: ['WHATSAPP'] })).body.id;
    const channelOf = async (extras: object = {}) => {
      const { body } = await at.send('SMS:x', { recipient: { contact_id }, ...extras });
      return at.world.sandbox.world.messages.get(worldId(body.message_id))?.channelType;
    };
    should(await channelOf()).equal('whatsapp');
    should(await channelOf({ channel_priority_order: ['RCS'] })).equal('rcs');
    should(await channelOf()).equal('rcs');
    const others = [
      { channel: 'RCS', identity: '+15557654321' },
      { channel: 'SMS', identity: '+15557654321' },
    ];
    const { body } = await at.call('POST', '/contacts', { body: { channel_identities: others, language: 'EN' } });
    const answer = await at.send('SMS:x', { recipient: { contact_id: body.id } });
    should(at.world.sandbox.world.messages.get(worldId(answer.body.message_id))?.channelType).equal('sms');
  });
});
