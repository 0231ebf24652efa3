import type { Conversation, Message, WorldEvent } from '../../core/types';
import type { World } from '../../core/world';
import { contactPayload, conversationPayload, messageData } from './payload';
import type { BodyStyle } from './style';

/** Something in the world that is worth a webhook. */
export interface Happening {
  readonly type: string;
  readonly tenantId: string;
  /** What it is about: a message, a conversation, a contact. */
  readonly subjectId: string;
  /** For endpoints that want the events of some channels only. */
  readonly channelId?: string | undefined;
  /** Worked out only when somebody wants it. */
  readonly data: (style: BodyStyle) => Readonly<Record<string, unknown>>;
}

/** What the API calls an event of the world; undefined where it has no webhook for it. */
export function happeningOf(event: WorldEvent, world: World): Happening | undefined {
  if (event.type === 'person-added') {
    const { person } = event;
    const data = () => ({ contact: contactPayload(person) });
    return { type: 'contact.created', tenantId: person.tenantId, subjectId: person.id, data };
  }
  const { conversation } = event;
  const { tenantId, channelId } = conversation;
  if (event.type === 'conversation-opened') {
    const data = () => ({ conversation: conversationPayload(conversation), ...contactOf(conversation, world) });
    return { type: 'conversation.created', tenantId, subjectId: conversation.id, channelId, data };
  }
  if (!('message' in event)) return undefined;
  const { message } = event;
  const type = messageEvent(event.type, message);
  if (type === undefined) return undefined;
  const reaction = event.type === 'message-reaction' ? { reaction: reactionPayload(event, world) } : {};
  const data: Happening['data'] = (style) => ({ ...reaction, ...messageData(message, conversation, world, style) });
  return { type, tenantId, subjectId: message.id, channelId, data };
}

function contactOf({ personId }: Conversation, world: World): { contact?: Readonly<Record<string, unknown>> } {
  const person = world.directory.people.get(personId);
  return person ? { contact: contactPayload(person) } : {};
}

function messageEvent(type: WorldEvent['type'], { direction, status }: Message): string | undefined {
  if (type === 'message-added') return direction === 'inbound' ? 'message.received' : undefined;
  if (type === 'message-status') return `message.${status}`;
  return type === 'message-reaction' ? 'message.reaction' : undefined;
}

function reactionPayload(
  { emoji, action, conversation }: Extract<WorldEvent, { type: 'message-reaction' }>,
  world: World,
): Readonly<Record<string, unknown>> {
  const from_id = world.directory.address(conversation.addressId)?.value.replace(/^\+/, '') ?? null;
  return { emoji: action === 'added' ? emoji : '', action, from_id };
}
