import { fieldsOf, idIn, type JsonObject } from '../json-fields';
import type { Trigger } from './triggers';

/** States that a message passes once on each channel that it is tried on. */
const PER_CHANNEL = new Set(['QUEUED_ON_CHANNEL', 'SWITCHING_CHANNEL']);

/** What tells one event of a trigger from another, and stays the same however often it is delivered. */
const PARTS: Readonly<Record<string, (payload: JsonObject) => readonly unknown[]>> = {
  EVENT_INBOUND: ({ id }) => [id],
  EVENT_DELIVERY: ({ event_id, status }) => [event_id, status],
  CONVERSATION_START: ({ conversation }) => [fieldsOf(conversation).id],
  CONVERSATION_STOP: ({ conversation }) => [fieldsOf(conversation).id],
  CONVERSATION_DELETE: ({ conversation }) => [fieldsOf(conversation).id],
  CONTACT_CREATE: ({ contact }) => [fieldsOf(contact).id],
  CONTACT_DELETE: ({ contact }) => [fieldsOf(contact).id],
  MESSAGE_SUBMIT: ({ message_id }) => [message_id],
  UNSUPPORTED: ({ id }) => [id],
  MESSAGE_INBOUND_SMART_CONVERSATION_REDACTION: ({ id }) => [id],
  BATCH_STATUS_UPDATE: ({ batch_id, batch_status }) => [batch_id, batch_status],
};

/**
 * The key by which a repetition of an event is known: the id of an incoming message, id and status of a receipt (Sinch
 * advises both), and what its trigger allows else. `undefined` where the payload does not tell one event from another.
 */
export function keyOf({ name }: Trigger, payload: JsonObject): string | undefined {
  if (name === 'MESSAGE_INBOUND') return idIn(payload.id);
  if (name === 'MESSAGE_DELIVERY') return receiptKey(payload);
  const parts = PARTS[name]?.(payload).map(idIn);
  return parts?.every((part) => part !== undefined) ? [name, ...parts].join(':') : undefined;
}

function receiptKey({ message_id, status, channel_identity }: JsonObject): string | undefined {
  const [id, state] = [idIn(message_id), idIn(status)];
  if (id === undefined || state === undefined) return undefined;
  return PER_CHANNEL.has(state) ? `${id}:${state}:${idIn(fieldsOf(channel_identity).channel) ?? ''}` : `${id}:${state}`;
}
