import type { Channel, Conversation, Message, Person } from '../../core/types';
import type { World } from '../../core/world';
import { methodInfo, namesOf } from '../contact-wire';
import { externalId, optionalTime, timestamp } from '../message-wire';
import type { BodyStyle } from './style';
import { tapParts } from './tap-forms';

type Wire = Readonly<Record<string, unknown>>;

/** The parts of `data` in events about a message, as live captures show them. */
export function messageData(message: Message, conversation: Conversation, world: World, style: BodyStyle): Wire {
  const person = world.directory.people.get(conversation.personId);
  const address = world.directory.address(conversation.addressId);
  return {
    message: messagePayload(message, conversation, world, style),
    conversation: conversationPayload(conversation),
    contact: person ? contactPayload(person) : null,
    // A receipt of reading was captured without it.
    ...(message.status !== 'read' && { contact_method: address ? methodPayload(address, conversation) : null }),
  };
}

function messagePayload(
  message: Message,
  conversation: Conversation,
  world: World,
  { tapForm, rawMedia }: BodyStyle,
): Wire {
  const inbound = message.direction === 'inbound';
  const person = world.directory.people.get(conversation.personId);
  const address = world.directory.address(conversation.addressId)?.value.replace(/^\+/, '') ?? null;
  const tap = message.tap && tapParts(message.tap, tapForm);
  const files = message.attachmentIds.map((id) => attachmentPayload(id, message.kind, rawMedia));
  const attachments = [...files, ...(tap?.attachments ?? [])];
  return {
    id: message.id,
    conversation_id: message.conversationId,
    channel_id: conversation.channelId,
    contact_id: conversation.personId,
    contact_method_id: conversation.addressId,
    platform: message.channelType,
    direction: message.direction,
    message_type: message.kind,
    text: message.text,
    status: message.status,
    from_id: inbound ? address : null,
    to_id: inbound ? null : address,
    external_id: message.status === 'pending' ? null : externalId(message.id),
    reply_to_id: message.tap?.messageId ?? null,
    reply_to_external_id: message.tap ? externalId(message.tap.messageId) : null,
    contact_info: {
      name: person?.name ?? null,
      phone: person?.phone ?? null,
      whatsapp_bsuid: null,
      whatsapp_username: null,
      whatsapp_parent_bsuid: null,
    },
    meta: { ...metaOf(message, conversation), ...tap?.meta },
    ...(tap?.interactive && { interactive: tap.interactive }),
    attachments: attachments.length > 0 ? attachments : null,
    created_at: timestamp(message.createdAt),
    sent_at: optionalTime(message.sentAt),
    delivered_at: optionalTime(message.deliveredAt),
    read_at: optionalTime(message.readAt),
  };
}

function metaOf(message: Message, { channelId }: Conversation): Wire {
  if (message.direction === 'inbound') {
    return { ...message.meta, phone_number_id: channelId, external_message_id: externalId(message.id) };
  }
  const sender = { is_bot: false, sender_name: null, sent_by_user_id: null, sender_avatar_url: null };
  const { failure } = message;
  return { ...message.meta, ...sender, ...(failure && { error: failure.reason, error_code: failure.code }) };
}

function attachmentPayload(id: string, kind: string, raw: boolean): Wire {
  const type = kind === 'text' ? 'file' : kind;
  if (raw) return { type, filename: null, content_type: null, file_size: null, source: 'platform' };
  const url = `https://attachments.sandbox.invalid/${encodeURIComponent(id)}`;
  const file = { filename: `${id}.bin`, content_type: 'application/octet-stream', file_size: 0 };
  return { id, type, ...file, url, signed_url: `${url}?signature=sandbox`, source: 'sendseven' };
}

export function conversationPayload(conversation: Conversation): Wire {
  return {
    id: conversation.id,
    status: 'open',
    subject: conversation.subject ?? null,
    channel_id: conversation.channelId,
    contact_id: conversation.personId,
    created_at: timestamp(conversation.createdAt),
    bot_session_id: null,
    assigned_user_id: null,
    last_agent_reply_at: optionalTime(conversation.lastOutboundAt),
    last_customer_message_at: optionalTime(conversation.lastInboundAt),
  };
}

export function contactPayload(person: Person): Wire {
  return {
    id: person.id,
    tenant_id: person.tenantId,
    name: person.name,
    ...namesOf(person),
    email: person.email ?? null,
    phone: person.phone ?? null,
    source: 'sandbox',
    birthday: null,
    languages: null,
    created_at: timestamp(person.createdAt),
    updated_at: null,
    contact_methods: person.addresses.map((address) => methodPayload(address, undefined)),
  };
}

function methodPayload(address: Person['addresses'][number], conversation: Conversation | undefined): Wire {
  return {
    ...methodInfo(address),
    channel_id: conversation?.channelId ?? null,
    created_at: timestamp(address.createdAt),
    phone_type: null,
    email_status: null,
    last_used_at: optionalTime(conversation?.lastMessage?.createdAt),
  };
}

export function channelPayload(channel: Channel | undefined): Wire | null {
  if (!channel) return null;
  return {
    id: channel.id,
    tenant_id: channel.tenantId,
    platform: channel.type,
    name: channel.name,
    identifier: channel.identifier,
    is_active: true,
    is_verified: true,
    is_archived: false,
    disconnection_reason: null,
    disconnected_at: null,
    reconnected_at: null,
    created_via_connect_token_id: null,
    created_at: timestamp(channel.createdAt),
  };
}
