import { agent, channel, filled, listOf, object, recipient, type Schema, string, text, union } from './common';
import { appMessage } from './message';
import { triggers } from './triggers';

const ulid: Schema = { type: 'string', format: 'ulid' };
const queue: Schema = { enum: ['NORMAL_PRIORITY', 'HIGH_PRIORITY'] };

const send = object(
  { app_id: ulid, recipient, message: appMessage },
  {
    callback_url: { type: 'string', format: 'callback' },
    channel_priority_order: listOf(channel),
    channel_properties: { type: 'object', additionalProperties: text(1024) },
    message_metadata: text(1024),
    conversation_metadata: { type: 'object', maxJson: 2048 },
    conversation_metadata_update_strategy: { enum: ['REPLACE', 'MERGE_PATCH'] },
    queue,
    ttl: { type: 'string', format: 'ttl' },
    processing_strategy: { enum: ['DEFAULT', 'DISPATCH_ONLY'] },
    correlation_id: text(128),
    message_content_type: { enum: ['CONTENT_UNKNOWN', 'CONTENT_MARKETING', 'CONTENT_NOTIFICATION'] },
  },
);

const empty = object({});

const appEvent = union({
  composing_event: empty,
  composing_end_event: empty,
  read_message_event: empty,
  comment_reply_event: object({ text: filled }),
  agent_joined_event: object({ agent }),
  agent_left_event: object({ agent }),
  generic_event: object({ payload: object({}) }),
});

/** The event stands directly in `event`, or wrapped in `app_event`: the sources differ, so both are taken. */
const event: Schema = {
  if: { type: 'object', required: ['app_event'] },
  // biome-ignore lint/suspicious/noThenProperty: the name is JSON Schema's
  then: object({ app_event: appEvent }),
  else: appEvent,
};

const sendEvent = object(
  { app_id: ulid, recipient, event },
  {
    callback_url: { type: 'string', format: 'callback' },
    channel_priority_order: listOf(channel),
    event_metadata: text(1024),
    queue,
  },
);

const identity = object({ channel, identity: filled }, { app_id: string });

const createContact = object(
  {
    channel_identities: listOf(identity, { minItems: 1 }),
    language: { type: 'string', pattern: '^[A-Z]{2,3}(_[A-Z]{2,4})?$' },
  },
  {
    channel_priority: listOf(channel),
    display_name: string,
    email: string,
    external_id: string,
    metadata: text(1024),
  },
);

const webhookFields: Readonly<Record<string, Schema>> = {
  target: { type: 'string', minLength: 1, maxLength: 742 },
  target_type: { enum: ['HTTP', 'DISMISS'] },
  triggers: listOf({ enum: triggers }),
  secret: string,
  client_credentials: {
    ...object(
      { client_id: filled, client_secret: filled, endpoint: filled },
      { scope: text(1024), response_type: text(64), token_request_type: { enum: ['BASIC', 'FORM'] } },
    ),
    type: ['object', 'null'],
  },
};

const createWebhook = object(
  { app_id: ulid, target: webhookFields.target as Schema, triggers: webhookFields.triggers as Schema },
  webhookFields,
);

const queryCapability = object({ app_id: ulid, recipient }, { request_id: string });

/** The bodies that requests can have, by the name that the table of routes uses. */
export const requestSchemas = {
  send,
  sendEvent,
  createContact,
  createWebhook,
  updateWebhook: object({}, webhookFields),
  queryCapability,
} satisfies Readonly<Record<string, Schema>>;

export type RequestName = keyof typeof requestSchemas;
