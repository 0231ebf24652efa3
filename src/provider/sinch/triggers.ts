import type { JsonObject } from '../json-fields';

/** One of Sinch's triggers. */
export interface Trigger {
  readonly name: string;
  /** Where its callbacks have what happened; they do not name the trigger. */
  readonly key: string;
  /** The types of the events that it can mean. */
  readonly events: readonly string[];
  readonly description: string;
}

/**
 * Every trigger of Sinch (OpenAPI document "Conversation API", `WebhookTrigger`; callbacks page for the last one), with
 * its common words where it has any.
 */
export const TRIGGERS: readonly Trigger[] = [
  trigger('MESSAGE_INBOUND', 'message', 'A person has written.', 'message.received'),
  trigger(
    'MESSAGE_DELIVERY',
    'message_delivery_report',
    'How far a message is.',
    'message.sent',
    'message.delivered',
    'message.read',
    'message.failed',
    'sinch.switching_channel',
    'sinch.message_delivery',
  ),
  trigger('MESSAGE_SUBMIT', 'message_submit_notification', 'A message was handed to the channel.'),
  trigger('EVENT_INBOUND', 'event', 'A reaction, typing and the like.', 'message.reaction', 'sinch.event_inbound'),
  trigger('EVENT_DELIVERY', 'event_delivery_report', 'How far an event that was sent is.'),
  trigger('CONVERSATION_START', 'conversation_start_notification', 'A conversation began.', 'conversation.created'),
  trigger('CONVERSATION_STOP', 'conversation_stop_notification', 'A conversation ended.', 'conversation.closed'),
  trigger('CONVERSATION_DELETE', 'conversation_delete_notification', 'A conversation was deleted.'),
  trigger('CONTACT_CREATE', 'contact_create_notification', 'A contact was made.', 'contact.created'),
  trigger('CONTACT_DELETE', 'contact_delete_notification', 'A contact was deleted.', 'contact.deleted'),
  trigger('CONTACT_UPDATE', 'contact_update_notification', 'A contact was changed.', 'contact.updated'),
  trigger('CONTACT_MERGE', 'contact_merge_notification', 'Two contacts became one.'),
  trigger(
    'CONTACT_IDENTITIES_DUPLICATION',
    'duplicated_contact_identities_notification',
    'Two contacts have the same address.',
  ),
  trigger('CAPABILITY', 'capability_notification', 'Whether somebody can be reached on a channel.'),
  trigger('OPT_IN', 'opt_in_notification', 'A person wants messages.', 'contact.subscribed', 'sinch.opt_in'),
  trigger('OPT_OUT', 'opt_out_notification', 'A person wants none.', 'contact.unsubscribed', 'sinch.opt_out'),
  trigger('CHANNEL_EVENT', 'channel_event_notification', 'Something about a channel.'),
  trigger('UNSUPPORTED', 'unsupported_callback', 'What Sinch itself does not understand.'),
  trigger('SMART_CONVERSATION', 'smart_conversation_notification', 'What an analysis of a message found.'),
  trigger(
    'MESSAGE_INBOUND_SMART_CONVERSATION_REDACTION',
    'message_redaction',
    'A message with its personal data blotted out.',
  ),
  trigger('RECORD_NOTIFICATION', 'record_notification', 'Something was stored.'),
  trigger('BATCH_STATUS_UPDATE', 'batch_status_update_notification', 'How far a batch is.'),
];

/** Older documents call it by the plural. */
const SMART_CONVERSATIONS = 'SMART_CONVERSATIONS';

/** The trigger of a callback; `undefined` for one that no document names. */
export function triggerOf(body: JsonObject): Trigger | undefined {
  return TRIGGERS.find(({ key }) => body[key] !== undefined && body[key] !== null);
}

/** The triggers that bring events of these types. Types that Sinch does not have bring nothing. */
export function triggersFor(types: readonly string[]): string[] {
  return TRIGGERS.filter(({ events }) => events.some((type) => types.includes(type))).map(({ name }) => name);
}

/** The types of events that triggers bring. */
export function eventsOf(triggers: readonly string[]): string[] {
  return triggers.flatMap((name) => {
    const known = TRIGGERS.find(
      (candidate) => candidate.name === (name === SMART_CONVERSATIONS ? 'SMART_CONVERSATION' : name),
    );
    return known?.events ?? [typeFor(name)];
  });
}

/** The type of an event that has no common meaning. */
export function typeFor(name: string): string {
  return `sinch.${name.toLowerCase()}`;
}

function trigger(name: string, key: string, description: string, ...events: string[]): Trigger {
  return { name, key, description, events: events.length > 0 ? events : [typeFor(name)] };
}
