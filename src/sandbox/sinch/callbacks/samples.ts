import type { App } from '../apps';
import { newId } from '../ids';
import type { Trigger } from '../schema/triggers';
import type { Json } from '../schema/validate';
import { timestamp } from '../timestamp';

/** What samples are about. */
interface Ids {
  readonly contact_id: string;
  readonly conversation_id: string;
  readonly channel_identity: Json;
  readonly processing_mode: App['mode'];
}

/** An example of every kind of callback, for those that nothing in the sandbox leads to. */
export function sampleOf(trigger: Trigger, app: App, now: number): Json {
  const kept = app.mode === 'CONVERSATION';
  return samples[trigger](
    {
      contact_id: kept ? newId() : '',
      conversation_id: kept ? newId() : '',
      channel_identity: { channel: 'WHATSAPP', identity: '15555550121', app_id: '' },
      processing_mode: app.mode,
    },
    app,
    timestamp(now),
  );
}

const samples: Readonly<Record<Trigger, (ids: Ids, app: App, time: string) => Json>> = {
  MESSAGE_INBOUND: (ids, _app, accept_time) => ({
    id: newId(),
    direction: 'TO_APP',
    contact_message: { text_message: { text: 'Hello' } },
    ...ids,
    metadata: '',
    accept_time,
    sender_id: '15555550100',
    injected: false,
  }),
  MESSAGE_DELIVERY: (ids) => ({ message_id: newId(), status: 'DELIVERED', ...ids, metadata: '' }),
  MESSAGE_SUBMIT: (ids) => ({
    message_id: newId(),
    ...ids,
    submitted_message: { text_message: { text: 'Hello' } },
    metadata: '',
  }),
  EVENT_INBOUND: (ids, _app, accept_time) => ({
    id: newId(),
    direction: 'TO_APP',
    contact_event: { composing_event: {} },
    ...ids,
    accept_time,
  }),
  EVENT_DELIVERY: ({ conversation_id: _, ...ids }) => ({
    event_id: newId(),
    status: 'DELIVERED',
    ...ids,
    metadata: '',
  }),
  CONVERSATION_START: (ids, app, time) => ({ conversation: conversation(ids, app, time, true) }),
  CONVERSATION_STOP: (ids, app, time) => ({ conversation: conversation(ids, app, time, false) }),
  CONVERSATION_DELETE: (ids, app, time) => ({ conversation: conversation(ids, app, time, false) }),
  CONTACT_CREATE: (ids) => ({ contact: contact(ids) }),
  CONTACT_DELETE: (ids) => ({ contact: contact(ids) }),
  CONTACT_UPDATE: (ids) => ({ contact: contact(ids) }),
  CONTACT_MERGE: (ids) => ({ preserved_contact: contact(ids), deleted_contact: { ...contact(ids), id: newId() } }),
  CONTACT_IDENTITIES_DUPLICATION: ({ contact_id }) => ({
    duplicated_identities: [{ channel: 'WHATSAPP', contact_ids: [contact_id, newId()] }],
  }),
  CAPABILITY: (ids) => ({
    request_id: newId(),
    ...reached(ids),
    capability_status: 'CAPABILITY_FULL',
    channel_capabilities: [],
  }),
  OPT_IN: (ids) => opted(ids, 'OPT_IN_SUCCEEDED'),
  OPT_OUT: (ids) => opted(ids, 'OPT_OUT_SUCCEEDED'),
  CHANNEL_EVENT: () => ({
    channel_event: {
      channel: 'WHATSAPP',
      event_type: 'WHATS_APP_QUALITY_RATING_CHANGED',
      additional_data: { quality_rating: 'YELLOW' },
    },
  }),
  UNSUPPORTED: (ids) => ({ channel: 'WHATSAPP', payload: '{"type":"unsupported"}', id: newId(), ...ids }),
  SMART_CONVERSATION: (ids) => analysed(ids),
  SMART_CONVERSATIONS: (ids) => analysed(ids),
  MESSAGE_INBOUND_SMART_CONVERSATION_REDACTION: (ids, app, time) => ({
    ...samples.MESSAGE_INBOUND(ids, app, time),
    contact_message: { text_message: { text: 'My number is {PHONE}' } },
  }),
  RECORD_NOTIFICATION: (ids) => ({ entity_id: newId(), record_status: 'EVENT_RECORD_STORED', ...ids }),
  BATCH_STATUS_UPDATE: (_ids, _app, send_after) => ({
    batch_id: newId(),
    batch_status: 'BATCH_STATUS_PROCESSED',
    batch_type: 'BATCH_TYPE_MESSAGES',
    additional_data: { message_batch_data: { send_after, batch_metadata: {} } },
  }),
};

function conversation({ contact_id, conversation_id }: Ids, app: App, last_received: string, active: boolean): Json {
  return {
    id: conversation_id,
    app_id: app.id,
    contact_id,
    active,
    active_channel: 'WHATSAPP',
    last_received,
    metadata: '',
    metadata_json: null,
    correlation_id: '',
  };
}

function contact({ contact_id, channel_identity }: Ids): Json {
  return {
    id: contact_id,
    channel_identities: [channel_identity],
    channel_priority: ['WHATSAPP'],
    display_name: 'Nia Okoye',
    email: '',
    external_id: '',
    metadata: '',
    language: 'EN',
  };
}

function reached({ contact_id, channel_identity: { channel, identity } }: Ids): Json {
  return { contact_id, channel, identity };
}

function opted(ids: Ids, status: string): Json {
  return { request_id: newId(), ...reached(ids), status, processing_mode: ids.processing_mode };
}

function analysed({ contact_id, conversation_id, channel_identity: { channel, identity } }: Ids): Json {
  return {
    contact_id,
    channel_identity: identity,
    channel,
    message_id: newId(),
    conversation_id,
    analysis_results: {
      ml_sentiment_result: [{ message: 'Hello', sentiment: 'positive', score: 0.9, results: [] }],
      ml_nlu_result: [],
      ml_image_recognition_result: [],
      ml_pii_result: [],
      ml_offensive_analysis_result: [],
    },
  };
}
