import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/**
 * The callbacks as Sinch's documents describe them, written for the tests alone. Unlike Sinch they allow nothing
 * that is not listed, so that a misspelt name is noticed.
 */
type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const any: Schema = {};
const time: Schema = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z$' };
const flag: Schema = { type: 'boolean' };
const mode: Schema = { enum: ['CONVERSATION', 'DISPATCH'] };
const listOf = (items: Schema): Schema => ({ type: 'array', items });
const channels =
  'SMS RCS WHATSAPP MMS KAKAOTALK KAKAOTALKCHAT VIBERBM LINE INSTAGRAM MESSENGER WECHAT TELEGRAM APPLEBC';
const channel: Schema = { enum: channels.split(' ') };

function exact(required: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}): Schema {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional },
    additionalProperties: false,
  };
}

/** Exactly one of these, besides what is common. */
function oneOf(members: Readonly<Record<string, Schema>>): Schema {
  return { oneOf: Object.entries(members).map(([key, schema]) => exact({ [key]: schema })) };
}

const channel_identity = exact({ channel, identity: text, app_id: text });
const people = { contact_id: text, conversation_id: text };
const common = { ...people, channel_identity, processing_mode: mode };
const reason = exact({ code: text, description: text, sub_code: text }, { channel_code: text });
const location = exact(
  { title: text, coordinates: exact({ latitude: { type: 'number' }, longitude: { type: 'number' } }) },
  { label: text },
);

const contactMessage = oneOf({
  text_message: exact({ text }),
  media_message: exact({ url: text }, { thumbnail_url: text, filename_override: text }),
  media_card_message: exact({ url: text }, { caption: text }),
  location_message: location,
  choice_response_message: exact({ message_id: text, postback_data: text }),
  product_response_message: exact({ products: listOf(any) }, { title: text, catalog_id: text }),
  fallback_message: exact({}, { raw_message: text, reason }),
  channel_specific_message: exact({ message_type: { const: 'nfm_reply' }, message: any }),
});

const message = exact({
  id: text,
  direction: { const: 'TO_APP' },
  contact_message: contactMessage,
  ...common,
  metadata: text,
  accept_time: time,
  sender_id: text,
  injected: flag,
});

const contactEvent = oneOf({
  composing_event: exact({}),
  composing_end_event: exact({}),
  conversation_deleted_event: exact({}),
  comment_event: exact({ id: text, text, comment_type: { enum: ['FEED', 'LIVE'] }, commented_on: text, user: text }),
  generic_event: exact({ payload: any }),
});

const reactions = { enum: ['REACTION_ACTION_REACT', 'REACTION_ACTION_UNREACT', 'REACTION_ACTION_UNKNOWN'] };
const contactMessageEvent = oneOf({
  reaction_event: exact({ emoji: text, action: reactions, message_id: text, reaction_category: text }),
  shortlink_activated_event: exact({
    payload: text,
    title: text,
    ref: text,
    source: text,
    type: text,
    existing_thread: flag,
  }),
  payment_status_update_event: exact({
    reference_id: text,
    payment_status: text,
    payment_transaction_status: text,
    payment_transaction_id: text,
  }),
});

const event: Schema = {
  oneOf: [{ contact_event: contactEvent }, { contact_message_event: contactMessageEvent }].map((content) =>
    exact({ id: text, direction: { const: 'TO_APP' }, ...content, ...common, accept_time: time }),
  ),
};

const statuses = { enum: ['QUEUED_ON_CHANNEL', 'DELIVERED', 'READ', 'SWITCHING_CHANNEL', 'FAILED'] };
const { conversation_id: _, ...withoutConversation } = common;

const conversation = exact({
  conversation: exact({
    id: text,
    app_id: text,
    contact_id: text,
    active: flag,
    active_channel: channel,
    last_received: time,
    metadata: text,
    metadata_json: { type: ['object', 'null'] },
    correlation_id: text,
  }),
});

const contact = exact({
  id: text,
  channel_identities: listOf(channel_identity),
  channel_priority: listOf(channel),
  display_name: text,
  email: text,
  external_id: text,
  metadata: text,
  language: text,
});

const reached = { request_id: text, contact_id: text, channel, identity: text };
const opt = exact({ ...reached, status: { type: 'string', pattern: '^OPT_(IN|OUT)_' }, processing_mode: mode });
const analysis = Object.fromEntries(
  ['sentiment', 'nlu', 'image_recognition', 'pii', 'offensive_analysis'].map((kind) => [
    `ml_${kind}_result`,
    listOf(any),
  ]),
);

const contents: Readonly<Record<string, Schema>> = {
  message,
  message_delivery_report: exact({ message_id: text, status: statuses, ...common, metadata: text }, { reason }),
  message_submit_notification: exact({ message_id: text, ...common, submitted_message: any, metadata: text }),
  event,
  event_delivery_report: exact(
    { event_id: text, status: statuses, ...withoutConversation, metadata: text },
    { reason },
  ),
  conversation_start_notification: conversation,
  conversation_stop_notification: conversation,
  conversation_delete_notification: conversation,
  contact_create_notification: exact({ contact }),
  contact_delete_notification: exact({ contact }),
  contact_update_notification: exact({ contact }),
  contact_merge_notification: exact({ preserved_contact: contact, deleted_contact: contact }),
  duplicated_contact_identities_notification: exact({
    duplicated_identities: listOf(exact({ channel, contact_ids: listOf(text) })),
  }),
  capability_notification: exact(
    {
      ...reached,
      capability_status: { enum: ['CAPABILITY_UNKNOWN', 'CAPABILITY_FULL', 'CAPABILITY_PARTIAL', 'NO_CAPABILITY'] },
      channel_capabilities: listOf(text),
    },
    { reason },
  ),
  opt_in_notification: opt,
  opt_out_notification: opt,
  channel_event_notification: exact({ channel_event: exact({ channel, event_type: text, additional_data: any }) }),
  unsupported_callback: exact({ channel, payload: text, id: text, ...common }),
  smart_conversation_notification: exact({
    ...people,
    channel_identity: text,
    channel,
    message_id: text,
    analysis_results: exact(analysis),
  }),
  message_redaction: message,
  record_notification: exact({ entity_id: text, record_status: text, ...common }),
  batch_status_update_notification: exact({
    batch_id: text,
    batch_status: text,
    batch_type: text,
    additional_data: exact({ message_batch_data: exact({ send_after: time, batch_metadata: any }) }),
  }),
};

const envelope = {
  app_id: text,
  project_id: text,
  accepted_time: time,
  event_time: time,
  message_metadata: text,
  correlation_id: text,
};

const ajv = new Ajv2020({ allowUnionTypes: true });
const compiled = new Map<string, ValidateFunction>();

/** The key by which a callback says what it is. */
export const kindOf = (body: object): string => Object.keys(body).find((key) => !Object.hasOwn(envelope, key)) ?? '';

/** Throws unless a body is a callback as Sinch documents it. */
export function shouldBeCallback(body: object): void {
  const kind = kindOf(body);
  const content = contents[kind];
  if (!content) throw new Error(`"${kind}" is no kind of callback`);
  const validate = compiled.get(kind) ?? ajv.compile(exact({ ...envelope, [kind]: content }));
  compiled.set(kind, validate);
  validate(body);
  (validate.errors ?? []).should.eql([]);
}
