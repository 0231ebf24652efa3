import type { Conversation, Message } from '../core/types';
import type { World } from '../core/world';
import { interactiveContent } from './interactive-wire';

/** A time as the API writes it: ISO 8601, UTC, with microseconds. */
export const timestamp = (at: number): string => `${new Date(at).toISOString().slice(0, -1)}000Z`;

export const optionalTime = (at: number | undefined): string | null => (at === undefined ? null : timestamp(at));

/** The platform's own id of a message. */
export const externalId = (messageId: string): string => `ext-${messageId}`;

/**
 * A message as the API answers right after it was created: the live API leaves out who, where and through what,
 * although its schema has fields for them.
 */
export function freshMessage(message: Message): Record<string, unknown> {
  return {
    id: message.id,
    conversation_id: message.conversationId,
    tenant_id: null,
    platform: null,
    channel_id: null,
    contact_id: null,
    contact_method_id: null,
    contact_method: null,
    direction: message.direction,
    message_type: message.kind,
    from: null,
    to: null,
    contact_info: null,
    text: message.text,
    status: 'pending',
    attachments: [],
    related_message_ids: [],
    meta: message.meta ?? null,
    interactive: null,
    header_media_url: null,
    header_media_attachment_id: null,
    external_id: null,
    reply_to_external_id: null,
    quoted_message: null,
    created_at: timestamp(message.createdAt),
    sent_at: null,
    delivered_at: null,
    read_at: null,
    is_internal: false,
    error_message: null,
    campaign: null,
    flow_run_id: null,
    flow_step_id: null,
    flow_name: null,
    edited_at: null,
    previous_text: null,
    revision_count: 0,
  };
}

/** A message as the API tells it later: complete, in its present state. */
export function storedMessage(message: Message, world: World): Record<string, unknown> {
  const conversation = world.directory.conversations.get(message.conversationId);
  return {
    ...freshMessage(message),
    ...(conversation && parties(message, conversation, world)),
    content_format: 'plain',
    status: message.status,
    external_id: message.status === 'pending' ? null : externalId(message.id),
    interactive: interactiveContent(message),
    reply_to_external_id: message.tap ? externalId(message.tap.messageId) : null,
    sent_at: optionalTime(message.sentAt),
    delivered_at: optionalTime(message.deliveredAt),
    read_at: optionalTime(message.readAt),
    error_message: message.failure?.reason ?? null,
    meta: message.failure
      ? { ...message.meta, error: message.failure.reason, error_code: message.failure.code }
      : (message.meta ?? null),
  };
}

function parties(message: Message, conversation: Conversation, world: World): Record<string, unknown> {
  const { directory } = world;
  // Platforms report phone numbers without the plus sign.
  const address = directory.address(conversation.addressId)?.value.replace(/^\+/, '') ?? null;
  const line = directory.channels.get(conversation.channelId)?.identifier ?? null;
  const person = directory.people.get(conversation.personId);
  const inbound = message.direction === 'inbound';
  return {
    tenant_id: conversation.tenantId,
    platform: message.channelType,
    channel_id: conversation.channelId,
    contact_id: conversation.personId,
    contact_method_id: conversation.addressId,
    from: inbound ? address : line,
    to: inbound ? line : address,
    contact_info: person ? { name: person.name, phone: person.phone ?? null } : null,
  };
}
