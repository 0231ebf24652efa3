import type { Conversation, Interactive, Message } from '../core/types';
import type { World } from '../core/world';
import type { PhoneConversation, PhoneHistory, PhoneMessage, PhoneState } from './wire';

/** Conversations listed at most: more would help nobody. */
const maxListed = 200;

/** Messages of one page of history. */
export const historyPage = 200;

export function phoneState(world: World): PhoneState {
  const all = [...world.directory.conversations.values()].map((one) => phoneConversation(one, world));
  return { conversations: all.sort((a, b) => b.at - a.at || lastSequence(b) - lastSequence(a)).slice(0, maxListed) };
}

const lastSequence = ({ last }: PhoneConversation): number => last?.sequence ?? 0;

/** The newest messages of a conversation that are older than `before`, oldest first. */
export function phoneHistory(world: World, conversationId: string, before = Number.POSITIVE_INFINITY): PhoneHistory {
  const older = world.messages.of(conversationId).filter(({ sequence }) => sequence < before);
  return {
    messages: older.slice(-historyPage).map((one) => phoneMessage(one, world)),
    hasEarlier: older.length > historyPage,
  };
}

export function phoneConversation(conversation: Conversation, world: World): PhoneConversation {
  const { id, personId, channelType, unread, createdAt, lastMessage } = conversation;
  return {
    id,
    name: world.directory.people.get(personId)?.name ?? id,
    channel: channelType,
    unread,
    at: lastMessage?.createdAt ?? createdAt,
    ...(lastMessage && { last: phoneMessage(lastMessage, world) }),
  };
}

export function phoneMessage(message: Message, world: World): PhoneMessage {
  const { id, sequence, conversationId, text, attachmentIds, createdAt, status, failure, reaction } = message;
  const { interactive, tappedId, channelType, ways, way } = message;
  const usual = world.directory.conversations.get(conversationId)?.channelType;
  return {
    id,
    sequence,
    conversationId,
    mine: message.direction === 'inbound',
    text: text ?? '',
    attachments: attachmentIds.length,
    at: createdAt,
    status,
    ...(interactive && tappable(interactive)),
    ...(tappedId !== undefined && { tapped: tappedId }),
    ...(reaction !== undefined && { reaction }),
    ...(usual !== undefined && (channelType !== usual || way > 0) && { channel: channelType }),
    ...(way > 0 && { failedChannels: ways.slice(0, way).map((one) => one.channelType) }),
    ...(failure && { failure: failure.reason }),
  };
}

function tappable({ header, footer, listLabel, choices }: Interactive) {
  return {
    ...(header !== undefined && { header }),
    ...(footer !== undefined && { footer }),
    ...(listLabel !== undefined && { listLabel }),
    choices: choices.map(({ id, title, description, section, href }) => ({ id, title, description, section, href })),
  };
}
