import type { World } from '../core/world';
import type { App, Apps } from './apps';
import { callback } from './callbacks/envelope';
import type { Narrator } from './callbacks/narrator';
import { sampleOf } from './callbacks/samples';
import type { CallbackSender } from './callbacks/sender';
import { type Identity, typeOf } from './channels';
import type { ContactBook } from './contact-book';
import { wireId } from './ids';
import { shownOn } from './phone-text';
import { type Trigger, triggerKeys } from './schema/triggers';
import type { Json } from './schema/validate';

/** Who something comes from, and to which app. */
export interface Injection extends Partial<Identity> {
  /** Default: the sandbox's own app. */
  readonly appId?: string | undefined;
}

export interface InjectorParts {
  readonly world: World;
  readonly apps: Apps;
  readonly book: ContactBook;
  readonly narrator: Narrator;
  readonly sender: CallbackSender;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Lets happen what a person or Sinch may do and the phone page cannot. */
export class Injector {
  readonly #parts: InjectorParts;

  constructor(parts: InjectorParts) {
    this.#parts = parts;
  }

  /** Somebody writes this. Default: from +15555550121 by WhatsApp. Answers the message's id. */
  message(contactMessage: Json, from: Injection): string {
    const { conversation, channel } = this.#from(from);
    const text = shownOn(channel, contactMessage).text || (Object.keys(contactMessage)[0] ?? '');
    const meta = { contact_message: contactMessage };
    const draft = { text, meta, ways: [{ channelType: typeOf(channel) }] as const };
    return wireId(this.#parts.world.reply(conversation.id, draft).id);
  }

  /** Somebody does this: the content of `event` besides whose it is. */
  event(content: Json, from: Injection): void {
    const { app, conversation } = this.#from(from);
    this.#parts.narrator.tellEvent(app, conversation, content);
  }

  /** Sends a callback as it is. What is no trigger is taken for a key, and goes to all webhooks. */
  emit(trigger: string, content: Json | undefined, appId: string): void {
    const { sender, now } = this.#parts;
    const app = this.#app(appId);
    const at = now();
    if (isTrigger(trigger)) {
      const make = () => callback(app, { at }, triggerKeys[trigger], content ?? sampleOf(trigger, app, at));
      sender.send(app, trigger, make);
    } else sender.send(app, undefined, () => callback(app, { at }, trigger, content ?? {}));
  }

  #from({ appId = '', channel = 'WHATSAPP', identity = '+15555550121' }: Injection) {
    const { book } = this.#parts;
    const app = this.#app(appId);
    const person = book.person(app.projectId, [{ channel, identity }]);
    return { app, channel, conversation: book.conversation(app, person, channel, app.mode) };
  }

  #app(id: string): App {
    const app = this.#parts.apps.get(id);
    if (!app) throw new Error(`The sandbox has no app "${id}"`);
    return app;
  }
}

const isTrigger = (text: string): text is Trigger => Object.hasOwn(triggerKeys, text);
