import type { Message } from '../core/types';
import type { World } from '../core/world';
import type { Answer } from '../http/exchange';
import { phoneMessage } from './snapshot';

const maxReplyLength = 4_096;
const maxEmojiLength = 32;

type Body = Readonly<Record<string, unknown>>;
type Action = (world: World, body: Body & { readonly conversationId: string }) => Answer;

const done: Answer = { status: 204 };
const unknownMessage: Answer = { status: 404, body: { detail: 'Message not found' } };
const wrong = (detail: string): Answer => ({ status: 422, body: { detail } });

export const unknownConversation: Answer = { status: 404, body: { detail: 'Conversation not found' } };

/** What the customer can do on the page. Every action names the conversation that it happens in. */
const actions: Readonly<Record<string, Action>> = {
  reply(world, { conversationId, text }) {
    if (typeof text !== 'string' || text.trim() === '' || text.length > maxReplyLength) {
      return wrong(`"text" must have 1 to ${maxReplyLength} characters`);
    }
    return { status: 201, body: phoneMessage(world.reply(conversationId, text), world) };
  },

  read(world, { conversationId }) {
    world.see(conversationId);
    return done;
  },

  tap(world, { conversationId, messageId, choiceId }) {
    const message = messageOf(world, conversationId, messageId);
    if (!message) return unknownMessage;
    const answer = world.tap(message.id, String(choiceId));
    return answer ? { status: 201, body: phoneMessage(answer, world) } : wrong('The message has no such choice');
  },

  react(world, { conversationId, messageId, emoji }) {
    const message = messageOf(world, conversationId, messageId);
    if (!message) return unknownMessage;
    if (typeof emoji !== 'string' || emoji.length > maxEmojiLength) return wrong('"emoji" must be a short text');
    if (emoji !== '') world.react(message.id, emoji);
    else if (message.reaction !== undefined) world.react(message.id, message.reaction, 'removed');
    return done;
  },

  typing(world, { conversationId, typing }) {
    if (typeof typing !== 'boolean') return wrong('"typing" must be true or false');
    world.type(conversationId, typing);
    return done;
  },
};

/** The action of this name, if there is one. */
export function phoneAction(name: string): ((world: World, body: Body) => Answer) | undefined {
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  return (
    action &&
    ((world, body) => {
      const { conversationId } = body;
      const isKnown = typeof conversationId === 'string' && world.directory.conversations.has(conversationId);
      return isKnown ? action(world, { ...body, conversationId }) : unknownConversation;
    })
  );
}

function messageOf(world: World, conversationId: string, id: unknown): Message | undefined {
  const message = typeof id === 'string' ? world.messages.get(id) : undefined;
  return message?.conversationId === conversationId ? message : undefined;
}
