import type { Conversation, Message, Person } from '../core/types';
import type { App, ProcessingMode } from './apps';
import type { Identity } from './channels';
import type { Json } from './schema/validate';

/** What Sinch knows of a message and the world does not. */
export interface MessageNote {
  readonly mode: ProcessingMode;
  /** Where it goes or came from, by channel. */
  readonly identities: readonly Identity[];
  /** `app_message` of an outbound message. */
  readonly appMessage?: Json | undefined;
  /** What its choices send back when they are tapped, in their order; undefined: Sinch's own text. */
  readonly postbacks?: readonly (string | undefined)[] | undefined;
  /** `contact_message` of an inbound message. */
  readonly contactMessage?: Json | undefined;
  /** The text that the sender added for its own use (`message_metadata`). */
  readonly metadata?: string | undefined;
  readonly correlationId?: string | undefined;
  readonly callbackUrl?: string | undefined;
}

/** What an app keeps with a conversation (in DISPATCH: with a recipient) for later callbacks. */
export interface ConversationNote {
  readonly metadata?: Json | undefined;
  readonly correlationId?: string | undefined;
}

/** What a contact has besides its name and addresses. */
export interface ContactNote {
  readonly channel_priority: readonly string[];
  readonly external_id: string;
  readonly metadata: string;
  readonly language: string;
}

/** A contact of which nothing was said. */
export const plainContact: ContactNote = {
  channel_priority: [],
  external_id: '',
  metadata: '',
  language: 'UNSPECIFIED',
};

/** Notes on things of the world. They go when the thing goes. */
export class Notes {
  readonly #messages = new WeakMap<Message, MessageNote>();
  readonly #conversations = new WeakMap<Conversation, ConversationNote>();
  readonly #contacts = new WeakMap<Person, ContactNote>();
  readonly #stored = new WeakSet<Conversation>();

  message(message: Message): MessageNote | undefined {
    return this.#messages.get(message);
  }

  noteMessage(message: Message, note: MessageNote): void {
    this.#messages.set(message, note);
  }

  conversation(conversation: Conversation): ConversationNote {
    return this.#conversations.get(conversation) ?? {};
  }

  noteConversation(conversation: Conversation, note: ConversationNote): void {
    this.#conversations.set(conversation, note);
  }

  /** Undefined for people who are no contacts: DISPATCH keeps none. */
  contact(person: Person): ContactNote | undefined {
    return this.#contacts.get(person);
  }

  noteContact(person: Person, note: Partial<ContactNote> = {}): void {
    this.#contacts.set(person, { ...plainContact, ...note });
  }

  /** Whether Sinch knows of this conversation. The phone also shows those of DISPATCH. */
  isStored(conversation: Conversation): boolean {
    return this.#stored.has(conversation);
  }

  store(conversation: Conversation): void {
    this.#stored.add(conversation);
  }
}

/** Whether an app's way of sending keeps what is said to and by a conversation. */
export const keeps = (app: App, mode: ProcessingMode): boolean =>
  mode === 'CONVERSATION' || app.dispatchRetentionDays > 0;
