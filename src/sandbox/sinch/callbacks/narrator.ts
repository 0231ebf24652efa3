import type { Conversation, Message, WorldEvent } from '../../core/types';
import type { World } from '../../core/world';
import type { App, Apps } from '../apps';
import type { ContactBook } from '../contact-book';
import { identitiesOf } from '../contact-wire';
import { newId, wireId } from '../ids';
import { contactMessageOf, messageOnWire, partiesOnWire } from '../message-wire';
import type { MessageNote, Notes } from '../notes';
import type { Json } from '../schema/validate';
import { timestamp } from '../timestamp';
import { type Failed, reactionOf, reasonOf } from './content';
import { callback, type Envelope } from './envelope';
import type { CallbackSender } from './sender';

export interface NarratorParts {
  readonly world: World;
  readonly apps: Apps;
  readonly notes: Notes;
  readonly book: ContactBook;
  readonly sender: CallbackSender;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface OfMessage {
  readonly message: Message;
  readonly conversation: Conversation;
}

const statuses = { sent: 'QUEUED_ON_CHANNEL', delivered: 'DELIVERED', read: 'READ', failed: 'FAILED' } as const;

/** Tells the webhooks of Sinch's apps what happens in the world. */
export class Narrator {
  readonly #parts: NarratorParts;

  constructor(parts: NarratorParts) {
    this.#parts = parts;
    parts.world.subscribe((event) => this.#hear(event));
  }

  /** An outbound message has been taken. */
  submitted(app: App, message: Message, conversation: Conversation): void {
    const note = this.#noteOf(message, conversation, app);
    this.#parts.sender.send(app, 'MESSAGE_SUBMIT', () =>
      callback(app, this.#aboutMessage(message, note), 'message_submit_notification', {
        message_id: wireId(message.id),
        ...partiesOnWire(app, conversation, note, message.channelType),
        submitted_message: note.appMessage,
        metadata: note.metadata ?? '',
      }),
    );
  }

  #hear(event: WorldEvent): void {
    if (!('conversation' in event)) return;
    const { conversation } = event;
    const app = this.#parts.apps.of(conversation);
    if (!app) return;
    if ('message' in event && event.message.direction === 'outbound') this.#outbound(app, event);
    if (event.type === 'message-added' && event.message.direction === 'inbound') this.#inbound(app, event);
    if (event.type === 'message-reaction') this.tellEvent(app, conversation, reactionOf(event.message, event));
    if (event.type === 'typing') {
      this.tellEvent(app, conversation, {
        contact_event: event.typing ? { composing_event: {} } : { composing_end_event: {} },
      });
    }
  }

  #outbound(app: App, event: WorldEvent & OfMessage): void {
    if (event.type !== 'message-status' && event.type !== 'message-switched') return;
    const { status, failure, id } = event.message;
    app.queue.delete(id);
    if (event.type === 'message-switched') this.#report(app, event, 'SWITCHING_CHANNEL', event);
    else if (status !== 'pending') this.#report(app, event, statuses[status], failure && { failure });
  }

  /** A delivery receipt. @param failed why, and on which channel, when the message goes on by another */
  #report(app: App, { message, conversation }: OfMessage, status: string, failed?: Failed): void {
    const note = this.#noteOf(message, conversation, app);
    const make = () =>
      callback(app, this.#aboutMessage(message, note), 'message_delivery_report', {
        message_id: wireId(message.id),
        status,
        ...partiesOnWire(app, conversation, note, failed?.from ?? message.channelType),
        ...(failed && { reason: reasonOf(failed.failure) }),
        metadata: note.metadata ?? '',
      });
    this.#parts.sender.send(app, 'MESSAGE_DELIVERY', make, note.callbackUrl);
  }

  #inbound(app: App, { message, conversation }: OfMessage): void {
    const { book, sender } = this.#parts;
    if (app.mode === 'CONVERSATION') book.keep(app, conversation);
    const note = this.#noteOf(message, conversation, app);
    this.#parts.notes.noteMessage(message, note);
    sender.send(app, 'MESSAGE_INBOUND', () => {
      const content = messageOnWire(app, message, conversation, note);
      return callback(app, this.#fromPerson(conversation, message.createdAt), 'message', content);
    });
  }

  /** A person did something that is no message. @param content what, as the content of `event` says it */
  tellEvent(app: App, conversation: Conversation, content: Json): void {
    const { sender, now, world } = this.#parts;
    if (app.mode === 'CONVERSATION') this.#parts.book.keep(app, conversation);
    const at = now();
    sender.send(app, 'EVENT_INBOUND', () => {
      const { channelType } = conversation.lastMessage ?? conversation;
      const person = world.directory.people.get(conversation.personId);
      return callback(app, this.#fromPerson(conversation, at), 'event', {
        id: newId(),
        direction: 'TO_APP',
        ...content,
        ...partiesOnWire(app, conversation, { mode: app.mode, identities: identitiesOf(person) }, channelType),
        accept_time: timestamp(at),
      });
    });
  }

  /** What is known of a message; of one that no request sent, what the world can tell. */
  #noteOf(message: Message, conversation: Conversation, app: App): MessageNote {
    const { notes, world } = this.#parts;
    const known = notes.message(message);
    if (known) return known;
    const person = world.directory.people.get(conversation.personId);
    const common = { mode: app.mode, identities: identitiesOf(person) };
    if (message.direction === 'outbound') {
      return { ...common, appMessage: { text_message: { text: message.text ?? '' } } };
    }
    const asked = message.tap && world.messages.get(message.tap.messageId);
    const metadata = asked && notes.message(asked)?.metadata;
    return { ...common, contactMessage: contactMessageOf(message, world, notes), metadata };
  }

  #aboutMessage({ createdAt }: Message, { correlationId }: MessageNote): Envelope {
    return { at: this.#parts.now(), acceptedAt: createdAt, correlationId };
  }

  /** What comes from a person carries what the app last said to be kept with the conversation. */
  #fromPerson(conversation: Conversation, at: number): Envelope {
    const { metadata, correlationId } = this.#parts.notes.conversation(conversation);
    return { at, messageMetadata: metadata && JSON.stringify(metadata), correlationId };
  }
}
