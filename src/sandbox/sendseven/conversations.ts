import type { Conversation } from '../core/types';
import type { World } from '../core/world';
import { created, notFound, ok, refused } from './answers';
import { methodInfo } from './contact-wire';
import { type Context, type Outcome, own } from './context';
import { timestamp } from './message-wire';
import { pageOf } from './paging';

/** GET /conversations: the most recently used first. */
export function listConversations({ world, tenantId, query }: Context): Outcome {
  const found = [...world.directory.conversations.values()].filter(
    (conversation) => conversation.tenantId === tenantId && isWanted(conversation, query, world),
  );
  found.sort((a, b) => lastUsed(b) - lastUsed(a));
  const { items, pagination } = pageOf(found, Number(query.page), Number(query.page_size));
  return { answer: ok({ items: items.map((one) => conversationOnWire(one, world)), pagination }) };
}

const lastUsed = ({ lastMessage, createdAt }: Conversation): number => lastMessage?.createdAt ?? createdAt;

const needsReply = ({ lastMessage }: Conversation): boolean => lastMessage?.direction !== 'outbound';

function isWanted(conversation: Conversation, query: Context['query'], world: World): boolean {
  const name = world.directory.people.get(conversation.personId)?.name ?? '';
  return (
    // Every conversation of the sandbox is open: none can be closed or snoozed.
    (query.status == null || query.status === 'open') &&
    (query.contact_id == null || query.contact_id === conversation.personId) &&
    (query.channel_type == null || query.channel_type === conversation.channelType) &&
    (query.needs_reply == null || query.needs_reply === needsReply(conversation)) &&
    (query.search == null || name.toLowerCase().includes(String(query.search).toLowerCase()))
  );
}

/** GET /conversations/{id} */
export function getConversation({ world, tenantId, id }: Context): Outcome {
  const conversation = own(world.directory.conversations, id, tenantId);
  return { answer: conversation ? ok(conversationOnWire(conversation, world)) : notFound('Conversation') };
}

/** POST /conversations: opens a conversation with a contact on a channel. */
export function createConversation({ world, tenantId, body }: Context): Outcome {
  const { directory } = world;
  const person = own(directory.people, body.contact_id, tenantId);
  if (!person) return { answer: notFound('Contact') };
  const channel = own(directory.channels, body.channel_id, tenantId);
  if (!channel) return { answer: notFound('Channel') };
  const value = channel.type === 'email' ? person.email : person.phone;
  const known = person.addresses.find(({ channelType }) => channelType === channel.type);
  const address = known ?? (value === undefined ? undefined : world.addAddress(person, channel.type, value));
  if (!address) return { answer: refused(400, 'Contact cannot be reached on this channel') };
  const subject = typeof body.subject === 'string' ? body.subject : undefined;
  return { answer: created(conversationOnWire(world.openConversation(person, channel, address, { subject }), world)) };
}

function conversationOnWire(conversation: Conversation, { directory }: World): Record<string, unknown> {
  const { lastMessage, lastInboundAt, lastOutboundAt } = conversation;
  const time = (at: number | undefined) => (at === undefined ? null : timestamp(at));
  const address = directory.address(conversation.addressId);
  const person = directory.people.get(conversation.personId);
  return {
    id: conversation.id,
    tenant_id: conversation.tenantId,
    contact_id: conversation.personId,
    channel_id: conversation.channelId,
    channel_type: conversation.channelType,
    contact_method_id: conversation.addressId,
    active_contact_method_id: conversation.addressId,
    contact_method: address ? methodInfo(address) : null,
    assigned_user_id: null,
    status: 'open',
    subject: conversation.subject ?? null,
    last_message_at: time(lastMessage?.createdAt),
    last_message: lastMessage
      ? {
          text: lastMessage.text,
          message_type: lastMessage.kind,
          direction: lastMessage.direction,
          created_at: timestamp(lastMessage.createdAt),
        }
      : null,
    contact: person ? { id: person.id, name: person.name, phone: person.phone ?? null } : null,
    is_live_chat: conversation.channelType === 'live_chat',
    is_email: conversation.channelType === 'email',
    needs_reply: needsReply(conversation),
    last_customer_message_at: time(lastInboundAt),
    last_agent_reply_at: time(lastOutboundAt),
    tags: [],
    snoozed_until: null,
    closed_at: null,
    created_at: timestamp(conversation.createdAt),
    updated_at: time(lastMessage?.createdAt),
  };
}
