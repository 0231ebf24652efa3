import type { Timers } from '../clock';
import { newMessage } from './entities';
import { canArrive, defaultLifeDelays, enter, type LifeDelays, live, nextStep } from './message-life';
import { type MessageLimits, MessageStore } from './message-store';
import { Population } from './population';
import type { Conversation, Direction, Message, MessageDraft, Reaction } from './types';

export type { Introduction } from './population';

/** The simulated world behind the API: people with phones, and the messages between them and the flow. */
export class World extends Population {
  readonly messages: MessageStore;
  readonly #delays: LifeDelays;
  #sequence = 0;

  constructor(timers: Timers, homeTenantId: string, delays: Partial<LifeDelays> = {}, limits?: MessageLimits) {
    super(timers, homeTenantId);
    this.#delays = { ...defaultLifeDelays, ...delays };
    this.messages = new MessageStore(limits);
  }

  /** The customer writes to the business, by default on the channel that was used last: an inbound message. */
  reply(conversationId: string, text: string | MessageDraft): Message {
    const conversation = this.#conversation(conversationId);
    const { lastMessage = conversation } = conversation;
    const draft = typeof text === 'string' ? { text } : text;
    return this.#add(conversation, 'inbound', { ways: [{ channelType: lastMessage.channelType }], ...draft });
  }

  /** The flow writes to the customer: an outbound message, which then lives by the clock. */
  send(conversationId: string, draft: MessageDraft): Message {
    const conversation = this.#conversation(conversationId);
    const message = this.#add(conversation, 'outbound', draft);
    live(message, this.#delays, this.timers, (change) => {
      if (change) this.tell({ type: 'message-switched', conversation, message, ...change });
      else this.tell({ type: 'message-status', conversation, message });
    });
    return message;
  }

  /** The customer opens the chat: what has arrived is read. */
  see(conversationId: string): void {
    const conversation = this.#conversation(conversationId);
    conversation.unread = 0;
    for (const message of this.messages.of(conversationId)) {
      if (message.direction === 'inbound' || nextStep(message, this.#delays)?.status !== 'read') continue;
      enter(message, 'read', this.timers.now());
      this.tell({ type: 'message-status', conversation, message });
    }
    this.tell({ type: 'conversation-seen', conversation });
  }

  /**
   * The customer taps something below a message, and so answers it by the same channel. Returns the answer;
   * undefined when there is no such choice, or it is one that only opens something.
   */
  tap(messageId: string, choiceId: string): Message | undefined {
    const message = this.messages.get(messageId);
    const choice = message?.interactive?.choices.find(({ id }) => id === choiceId);
    if (!message || !choice || choice.href !== undefined) return undefined;
    const conversation = this.#conversation(message.conversationId);
    message.tappedId = choiceId;
    this.tell({ type: 'message-tapped', conversation, message });
    const ways: MessageDraft['ways'] = [{ channelType: message.channelType }];
    if (choice.shares) return this.#add(conversation, 'inbound', { ...this.#businessCard(conversation), ways });
    const from = message.interactive?.listLabel === undefined ? 'buttons' : 'list';
    const tap = { messageId, choice, from } as const;
    return this.#add(conversation, 'inbound', { text: choice.title, kind: 'interactive', tap, ways });
  }

  /** The customer puts an emoji on a message, in place of an earlier one, or takes it away. */
  react(messageId: string, emoji: string, action: Reaction['action'] = 'added'): void {
    const message = this.messages.get(messageId);
    if (!message) throw new Error(`The sandbox has no message "${messageId}"`);
    message.reaction = action === 'added' ? emoji : undefined;
    const conversation = this.#conversation(message.conversationId);
    this.tell({ type: 'message-reaction', conversation, message, emoji, action });
  }

  /** The customer begins or stops to type. */
  type(conversationId: string, typing: boolean): void {
    this.tell({ type: 'typing', conversation: this.#conversation(conversationId), typing });
  }

  protected override forget(conversation: Conversation): void {
    this.messages.forgetConversation(conversation.id);
  }

  #businessCard({ personId }: Conversation): MessageDraft {
    const { name = '', phone = '' } = this.directory.people.get(personId) ?? {};
    return { text: `${name} ${phone}`.trim(), kind: 'contact', meta: { contacts: [{ name, phone }] } };
  }

  #conversation(id: string): Conversation {
    const conversation = this.directory.conversations.get(id);
    if (!conversation) throw new Error(`The sandbox has no conversation "${id}"`);
    return conversation;
  }

  #add(conversation: Conversation, direction: Direction, draft: MessageDraft): Message {
    const now = this.timers.now();
    this.#sequence += 1;
    const message = newMessage(conversation, direction, draft, this.#sequence, now);
    this.messages.add(message);
    conversation.lastMessage = message;
    if (direction === 'inbound') conversation.lastInboundAt = now;
    else {
      conversation.lastOutboundAt = now;
      // What fails on its way never arrives on the phone.
      if (canArrive(message)) conversation.unread += 1;
    }
    this.tell({ type: 'message-added', conversation, message });
    return message;
  }
}
