import { newMessage } from '../../core/entities';
import { enter } from '../../core/message-life';
import type { Conversation, Message, MessageStatus } from '../../core/types';
import type { World } from '../../core/world';
import { channelPayload, contactPayload, conversationPayload, messageData } from './payload';
import type { BodyStyle } from './style';

type Data = Readonly<Record<string, unknown>>;

/** What an event of this type looks like: about people who are there, with a message that nobody wrote. */
export function exampleData(type: string, tenantId: string, world: World, style: BodyStyle, now: number): Data {
  const conversation = latest(world, tenantId);
  const person = conversation && world.directory.people.get(conversation.personId);
  const [group = ''] = type.split('.');
  if (!conversation || !person) return { test: true };
  switch (group) {
    case 'message': {
      const reaction = { emoji: '👍', action: 'added', from_id: null };
      const data = messageData(exampleMessage(type, conversation, now), conversation, world, style);
      return type === 'message.reaction' ? { reaction, ...data } : data;
    }
    case 'conversation':
      return { conversation: conversationPayload(conversation), contact: contactPayload(person) };
    case 'contact':
      return { contact: contactPayload(person) };
    case 'channel':
      return { channel: channelPayload(world.directory.channels.get(conversation.channelId)) };
    default:
      return { test: true };
  }
}

function latest({ directory }: World, tenantId: string): Conversation | undefined {
  const own = [...directory.conversations.values()].filter((conversation) => conversation.tenantId === tenantId);
  const lastUsed = ({ lastMessage, createdAt }: Conversation) => lastMessage?.createdAt ?? createdAt;
  return own.reduce<Conversation | undefined>(
    (newest, one) => (newest && lastUsed(newest) > lastUsed(one) ? newest : one),
    undefined,
  );
}

function exampleMessage(type: string, conversation: Conversation, now: number): Message {
  const status = /^message\.(sent|delivered|read|failed)$/.exec(type)?.[1] as MessageStatus | undefined;
  const direction = status ? 'outbound' : 'inbound';
  const failure = { code: '131047', reason: 'This is a test event' };
  const ways = [{ channelType: conversation.channelType, ...(status === 'failed' && { failure }) }] as const;
  const message = newMessage(conversation, direction, { text: 'This is a test event', ways }, 0, now);
  if (status) enter(message, status, now);
  return message;
}
