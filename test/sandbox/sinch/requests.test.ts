import { useSinch } from './use-sinch';

describe('messages:send of the simulated Sinch', () => {
  const at = useSinch();
  const number = 'WHATSAPP:+15551234567';
  const choice = { text_message: { text: 'Yes' } };
  const post = (body: unknown) => at.call('POST', '/messages:send', { body });
  const place = { title: 'Here', coordinates: { latitude: 1, longitude: 2 } };

  const refused = async (extras: object, field: string) => {
    const { status, body } = await at.send(number, extras);
    status.should.equal(400);
    body.error.should.containEql({ code: 400, status: 'INVALID_REQUEST' });
    const fields = body.error.details[0].field_violations.map((one: { field: string }) => one.field);
    fields.should.containEql(field);
  };

  it('answers with an id and a time, and tolerates what it does not know', async () => {
    const { status, body } = await at.send(number, { unknown: 1, message: { text_message: { text: 'Hi', more: 1 } } });
    status.should.equal(200);
    body.message_id.should.match(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    body.accepted_time.should.equal('2026-01-01T00:00:00Z');
  });

  it('takes the same request twice as two messages', async () => {
    const first = await at.send(number);
    const second = await at.send(number);
    second.body.message_id.should.not.equal(first.body.message_id);
    const sent = [...at.world.sandbox.world.messages.all()].filter(({ text }) => text === 'Hello');
    sent.should.have.length(2);
    at.world.sandbox.requests.filter(({ path }) => path.endsWith('/messages:send')).should.have.length(2);
  });

  for (const field of ['app_id', 'recipient', 'message']) {
    it(`wants ${field}`, async () => refused({ [field]: undefined }, field));
  }

  for (const [what, extras, field] of [
    ['an app id that is no ULID', { app_id: 'app-1' }, 'app_id'],
    ['a recipient of two forms', { recipient: { contact_id: 'x', identified_by: {} } }, 'recipient'],
    ['two bodies', { message: { text_message: { text: 'x' }, media_message: { url: 'x' } } }, 'message'],
    ['no body', { message: {} }, 'message'],
    ['an empty text', { message: { text_message: { text: '' } } }, 'message.text_message.text'],
    ['long metadata', { message_metadata: 'x'.repeat(1025) }, 'message_metadata'],
    ['long conversation metadata', { conversation_metadata: { a: 'x'.repeat(2048) } }, 'conversation_metadata'],
    ['conversation metadata in a text', { conversation_metadata: '{}' }, 'conversation_metadata'],
    ['a long correlation id', { correlation_id: 'x'.repeat(129) }, 'correlation_id'],
    ['a long property', { channel_properties: { SMS_SENDER: 'x'.repeat(1025) } }, 'channel_properties.SMS_SENDER'],
    ['a property that is no text', { channel_properties: { X: 3 } }, 'channel_properties.X'],
    ['a ttl without its unit', { ttl: '10' }, 'ttl'],
    ['a ttl under 3 seconds', { ttl: '2s' }, 'ttl'],
    ['a ttl beyond ten thousand years', { ttl: '315576000001s' }, 'ttl'],
    ['an unknown queue', { queue: 'SLOW' }, 'queue'],
    ['an unknown channel', { channel_priority_order: ['VIBER'] }, 'channel_priority_order.0'],
    ['a callback address that is none', { callback_url: 'nowhere' }, 'callback_url'],
    [
      'DISPATCH_ONLY together with a correlation id',
      { processing_strategy: 'DISPATCH_ONLY', correlation_id: 'c' },
      'correlation_id',
    ],
    [
      'more than ten choices',
      { message: { choice_message: { choices: Array(11).fill(choice) } } },
      'message.choice_message.choices',
    ],
    [
      'more than ten cards',
      { message: { carousel_message: { cards: Array(11).fill({ title: 'x' }) } } },
      'message.carousel_message.cards',
    ],
    [
      'more than three outer choices',
      { message: { carousel_message: { cards: [{ title: 'x' }], choices: Array(4).fill(choice) } } },
      'message.carousel_message.choices',
    ],
    [
      'more than ten rows of a list',
      {
        message: {
          list_message: { title: 'x', sections: Array(11).fill({ items: [{ choice: { title: 'x' } }] }) },
        },
      },
      'message.list_message',
    ],
    [
      'a list of choices and products',
      {
        message: {
          list_message: {
            title: 'x',
            sections: [{ items: [{ choice: { title: 'x' } }, { product: { id: 'p', marketplace: 'FACEBOOK' } }] }],
            message_properties: { catalog_id: 'c' },
          },
        },
      },
      'message.list_message',
    ],
    [
      'products without a catalogue',
      {
        message: {
          list_message: { title: 'x', sections: [{ items: [{ product: { id: 'p', marketplace: 'FACEBOOK' } }] }] },
        },
      },
      'message.list_message.message_properties.catalog_id',
    ],
  ] as const) {
    it(`refuses ${what}`, () => refused(extras, field));
  }

  it('refuses what is no JSON object', async () => {
    for (const body of ['', '{', '[]', '"x"', 'null']) (await post(body)).status.should.equal(400);
  });

  it('refuses an app that is not there', async () => {
    const { status, body } = await at.send(number, { app_id: '01ARZ3NDEKTSV4RRFFQ69G5FAV' });
    status.should.equal(404);
    body.error.status.should.equal('NOT_FOUND');
  });

  it('refuses a channel that the app does not have, and a preference without an identity', async () => {
    const app_id = at.sinch.addApp({ name: 'SMS only', channels: ['SMS'] });
    (await at.send(number, { app_id })).status.should.equal(400);
    const sms = 'SMS:+15551234567';
    (await at.send(sms, { app_id, channel_priority_order: ['WHATSAPP'] })).status.should.equal(400);
    (await at.send(sms, { app_id })).status.should.equal(200);
    (await at.send(sms, { channel_priority_order: ['RCS'] })).body.error.message.should.match(/NO_CHANNEL_IDENTITY/);
  });

  it('refuses a contact in DISPATCH mode, and one that is not there', async () => {
    const recipient = { contact_id: '01ARZ3NDEKTSV4RRFFQ69G5FAV' };
    (await at.send(number, { recipient })).status.should.equal(404);
    (await at.send(number, { recipient, app_id: at.sinch.dispatchAppId })).status.should.equal(400);
    (await at.send(number, { recipient, processing_strategy: 'DISPATCH_ONLY' })).status.should.equal(400);
  });

  for (const [what, message] of [
    ['media', { media_message: { url: 'https://example.com/a.png' } }],
    ['a card', { card_message: { title: 'T', choices: [choice] } }],
    ['a carousel', { carousel_message: { cards: [{ title: 'A' }, { title: 'B' }], choices: [choice] } }],
    ['choices', { choice_message: { text_message: { text: 'Well?' }, choices: [choice] } }],
    ['a list', { list_message: { title: 'Menu', sections: [{ items: [{ choice: { title: 'Tea' } }] }] } }],
    ['a place', { location_message: place }],
    [
      'somebody\u2019s card',
      { contact_info_message: { name: { full_name: 'Ada' }, phone_numbers: [{ phone_number: '+1' }] } },
    ],
    ['a template', { template_message: { omni_template: { template_id: 't', version: 'latest' } } }],
    ['a channel\u2019s own message alone', { explicit_channel_omni_message: { SMS: { text_message: { text: 'x' } } } }],
    ['a quote', { text_message: { text: 'x' }, reply_to: { message_id: 'm' }, agent: { type: 'BOT' } }],
  ] as const) {
    it(`takes ${what}`, async () => (await at.send(number, { message })).status.should.equal(200));
  }

  it('takes every option at its limit', async () => {
    const extras = {
      callback_url: 'http://127.0.0.1:1/x',
      channel_priority_order: ['WHATSAPP'],
      channel_properties: { SMS_SENDER: 'x'.repeat(1024) },
      message_metadata: 'x'.repeat(1024),
      conversation_metadata: { a: 'x'.repeat(2040) },
      conversation_metadata_update_strategy: 'MERGE_PATCH',
      queue: 'HIGH_PRIORITY',
      ttl: '315576000000s',
      processing_strategy: 'DEFAULT',
      correlation_id: 'x'.repeat(128),
      message_content_type: 'CONTENT_NOTIFICATION',
    };
    (await at.send(number, extras)).status.should.equal(200);
  });

  it('answers 429 when the queue of the app is full, and takes more when a channel has taken some', async () => {
    at.sinch.setQueueLimit(2);
    await at.send(number);
    await at.send(number);
    const full = await at.send(number);
    full.status.should.equal(429);
    full.body.error.message.should.match(/queue/);
    const { queue_stats } = (await at.call('GET', `/apps/${at.sinch.appId}`)).body;
    queue_stats.should.eql({ outbound_size: 2, outbound_limit: 2 });
    await at.world.clock.advance(150);
    (await at.send(number)).status.should.equal(200);
  });

  it('meets faults that are armed for its text', async () => {
    const fault = { match: { textIncludes: 'Hello' }, times: 1, when: 'after', action: { kind: 'reset' } } as const;
    at.world.sandbox.faults.add(fault);
    await at.send(number).should.be.rejected();
    [...at.world.sandbox.world.messages.all()].filter(({ text }) => text === 'Hello').should.have.length(1);
  });
});
