import { randomUUID } from 'node:crypto';
import type {
  Address,
  Channel,
  Conversation,
  Direction,
  Message,
  MessageDraft,
  Person,
  SendFailure,
  Way,
} from './types';

/** What may be chosen about a new conversation. */
export interface ConversationExtras {
  /** Default: a random UUID. */
  readonly conversationId?: string;
  readonly subject?: string | undefined;
  /** Makes every message to this conversation fail on its way, with this code and reason. */
  readonly failure?: SendFailure;
}

export function newConversation(
  person: Person,
  channel: Channel,
  address: Address,
  extras: ConversationExtras,
  now: number,
): Conversation {
  return {
    id: extras.conversationId ?? randomUUID(),
    tenantId: person.tenantId,
    personId: person.id,
    channelId: channel.id,
    channelType: channel.type,
    addressId: address.id,
    subject: extras.subject,
    createdAt: now,
    failure: extras.failure,
    unread: 0,
  };
}

/** An outbound message begins its life; an inbound one has arrived. */
export function newMessage(
  conversation: Conversation,
  direction: Direction,
  draft: MessageDraft,
  sequence: number,
  now: number,
): Message {
  const inbound = direction === 'inbound';
  const { channelType, failure } = conversation;
  const ways: readonly [Way, ...Way[]] = draft.ways ?? [{ channelType, failure }];
  return {
    id: randomUUID(),
    sequence,
    tenantId: conversation.tenantId,
    conversationId: conversation.id,
    direction,
    kind: draft.kind ?? 'text',
    text: draft.text,
    subject: draft.subject,
    attachmentIds: draft.attachmentIds ?? [],
    meta: draft.meta,
    interactive: draft.interactive,
    tap: draft.tap,
    createdAt: now,
    ways,
    way: 0,
    channelType: ways[0].channelType,
    status: inbound ? 'delivered' : 'pending',
    deliveredAt: inbound ? now : undefined,
  };
}
