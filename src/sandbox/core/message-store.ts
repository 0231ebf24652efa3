import type { Message } from './types';

/** How many messages are kept; beyond that the oldest are forgotten. */
export interface MessageLimits {
  /** Default 5,000. */
  readonly perConversation: number;
  /** Default 50,000. */
  readonly overall: number;
}

export const defaultMessageLimits: MessageLimits = { perConversation: 5_000, overall: 50_000 };

/** The messages of the world, oldest first, bounded per conversation and overall. */
export class MessageStore {
  readonly #limits: MessageLimits;
  /** A Map keeps the order of insertion, so its first entry is the oldest message. */
  readonly #byId = new Map<string, Message>();
  readonly #byConversation = new Map<string, Message[]>();

  constructor(limits: MessageLimits = defaultMessageLimits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): Message | undefined {
    return this.#byId.get(id);
  }

  /** The kept messages of a conversation, oldest first. The list is live: do not change it. */
  of(conversationId: string): readonly Message[] {
    return this.#byConversation.get(conversationId) ?? [];
  }

  /** Every kept message, oldest first. */
  all(): IterableIterator<Message> {
    return this.#byId.values();
  }

  add(message: Message): void {
    const siblings = this.#byConversation.get(message.conversationId) ?? [];
    if (siblings.length === 0) this.#byConversation.set(message.conversationId, siblings);
    siblings.push(message);
    this.#byId.set(message.id, message);
    if (siblings.length > this.#limits.perConversation) this.#forgetOldestOf(siblings);
    if (this.#byId.size > this.#limits.overall) this.#forgetOldest();
  }

  forgetConversation(conversationId: string): void {
    for (const message of this.of(conversationId)) this.#byId.delete(message.id);
    this.#byConversation.delete(conversationId);
  }

  #forgetOldest(): void {
    const [oldest] = this.#byId.values();
    if (oldest) this.#forgetOldestOf(this.#byConversation.get(oldest.conversationId) ?? []);
  }

  #forgetOldestOf(siblings: Message[]): void {
    const oldest = siblings.shift();
    if (!oldest) return;
    this.#byId.delete(oldest.id);
    if (siblings.length === 0) this.#byConversation.delete(oldest.conversationId);
  }
}
