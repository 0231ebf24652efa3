import type { EventFailure, IncomingEvent } from '../../model/event';
import { fieldsOf, idIn, type JsonObject, objectIn, textIn } from '../json-fields';
import { readContactMessage } from './contact-message';
import { keyOf } from './event-key';
import { type Trigger, triggerOf, typeFor } from './triggers';

/** What every callback has beside what happened (Sinch: Callbacks, common fields). */
const ENVELOPE = new Set(['app_id', 'project_id', 'accepted_time', 'event_time', 'message_metadata', 'correlation_id']);

/** What is told of a message of ours, by its status there. */
const RECEIPTS: Readonly<Record<string, string>> = {
  QUEUED_ON_CHANNEL: 'message.sent',
  DELIVERED: 'message.delivered',
  READ: 'message.read',
  FAILED: 'message.failed',
  SWITCHING_CHANNEL: 'sinch.switching_channel',
};

/**
 * What a callback of Sinch says, in common words. An empty text counts as nothing: Sinch writes it where it keeps no
 * contact and no conversation. What no document names passes through under its own name.
 * @param digest of the body, for what has no id
 * @returns `undefined` for a body in which nothing happened
 */
export function decodeEvent(body: JsonObject, digest: () => string): IncomingEvent | undefined {
  const trigger = triggerOf(body) ?? unknownTrigger(body);
  if (!trigger) return undefined;
  const payload = fieldsOf(body[trigger.key]);
  const conversation = objectIn(payload.conversation);
  return {
    id: keyOf(trigger, payload) ?? `${trigger.name}:${digest()}`,
    type: typeOf(trigger, payload),
    at: idIn(body.event_time) ?? idIn(payload.accept_time) ?? idIn(body.accepted_time),
    conversationId: idIn(payload.conversation_id) ?? idIn(conversation?.id),
    ...readAddress(payload, conversation),
    ...readWhat(trigger, payload),
    failure: readFailure(payload),
    contact: objectIn(payload.contact),
    conversation,
    body,
  };
}

function unknownTrigger(body: JsonObject): Trigger | undefined {
  const key = Object.keys(body).find((name) => !ENVELOPE.has(name) && objectIn(body[name]));
  return key === undefined ? undefined : { name: key, key, events: [typeFor(key)], description: '' };
}

function typeOf({ name, events }: Trigger, payload: JsonObject): string {
  const status = textIn(payload.status) ?? '';
  if (name === 'MESSAGE_DELIVERY') return (Object.hasOwn(RECEIPTS, status) && RECEIPTS[status]) || typeFor(name);
  if (name === 'EVENT_INBOUND') return reactionIn(payload) ? 'message.reaction' : typeFor(name);
  if (name === 'OPT_IN' || name === 'OPT_OUT') return isFailed(status) ? typeFor(name) : (events[0] ?? typeFor(name));
  return events[0] ?? typeFor(name);
}

/** Most callbacks have the address as an object, some as a text with the channel beside it. */
function readAddress(payload: JsonObject, conversation: JsonObject | undefined) {
  const address = fieldsOf(payload.channel_identity);
  return {
    channel:
      idIn(address.channel) ??
      idIn(payload.channel) ??
      idIn(fieldsOf(payload.channel_event).channel) ??
      idIn(conversation?.active_channel),
    identity: idIn(address.identity) ?? idIn(payload.channel_identity) ?? idIn(payload.identity),
  };
}

function readWhat({ name }: Trigger, payload: JsonObject): Partial<IncomingEvent> {
  const messageId = idIn(payload.message_id);
  switch (name) {
    case 'MESSAGE_INBOUND':
      return {
        direction: 'inbound',
        messageId: idIn(payload.id),
        message: payload,
        ...readContactMessage(payload.contact_message),
      };
    case 'MESSAGE_DELIVERY':
      return { direction: 'outbound', messageId, status: idIn(payload.status), message: payload };
    case 'MESSAGE_SUBMIT':
      return { direction: 'outbound', messageId, message: objectIn(payload.submitted_message) };
    case 'EVENT_INBOUND':
      return { direction: 'inbound', ...readReaction(payload) };
    case 'MESSAGE_INBOUND_SMART_CONVERSATION_REDACTION':
      return { messageId: idIn(payload.id), message: payload, ...readContactMessage(payload.contact_message) };
    default:
      return { messageId, status: idIn(payload.status) ?? idIn(payload.capability_status) };
  }
}

/** The message in a reaction is the one reacted to. Without an emoji it was taken back. */
function readReaction(payload: JsonObject): Partial<IncomingEvent> {
  const reaction = reactionIn(payload);
  if (!reaction) return {};
  const takenBack = reaction.action === 'REACTION_ACTION_UNREACT';
  return { messageId: idIn(reaction.message_id), text: takenBack ? '' : textIn(reaction.emoji) };
}

function reactionIn(payload: JsonObject): JsonObject | undefined {
  return objectIn(fieldsOf(payload.contact_message_event).reaction_event);
}

function readFailure({ reason, error_details }: JsonObject): EventFailure | undefined {
  const [why, details] = [fieldsOf(reason), fieldsOf(error_details)];
  const failure = { code: idIn(why.code), reason: idIn(why.description) ?? idIn(details.description) };
  return failure.code === undefined && failure.reason === undefined ? undefined : failure;
}

function isFailed(status: string): boolean {
  return status.endsWith('_FAILED');
}
