import type { Conversation, Person } from '../core/types';
import type { World } from '../core/world';
import { type App, type Apps, lineId, type ProcessingMode } from './apps';
import { callback } from './callbacks/envelope';
import type { CallbackSender } from './callbacks/sender';
import { type Identity, type SinchChannel, typeOf, usesPhone } from './channels';
import { contactOnWire, conversationOnWire } from './contact-wire';
import type { ContactNote, Notes } from './notes';

export interface BookParts {
  readonly world: World;
  readonly apps: Apps;
  readonly notes: Notes;
  readonly sender: CallbackSender;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * People and conversations, made where they are missing. The world has them all, so that the phone can show them;
 * as contacts and conversations of Sinch it has those of CONVERSATION mode only.
 */
export class ContactBook {
  readonly #parts: BookParts;

  constructor(parts: BookParts) {
    this.#parts = parts;
  }

  /** Whoever has one of these identities in a project. */
  find(projectId: string, identities: readonly Identity[]): Person | undefined {
    const { directory } = this.#parts.world;
    for (const { channel, identity } of identities) {
      const address = directory.findAddress(projectId, typeOf(channel), identity);
      const person = address && directory.people.get(address.personId);
      if (person) return person;
    }
    return undefined;
  }

  /** The person with these identities, who learns those that are new. @param name of a new one; default: the first identity */
  person(projectId: string, identities: readonly Identity[], name = identities[0]?.identity ?? 'Unknown'): Person {
    const { world } = this.#parts;
    const phone = identities.find(({ channel }) => usesPhone(channel))?.identity;
    const person =
      this.find(projectId, identities) ?? world.addPerson({ tenantId: projectId, name, ...(phone && { phone }) });
    for (const { channel, identity } of identities) {
      const isKnown = person.addresses.some(
        ({ channelType, value }) => channelType === typeOf(channel) && isSame(value, identity),
      );
      if (!isKnown) world.addAddress(person, typeOf(channel), identity);
    }
    return person;
  }

  /** Makes a person a contact, if they are none; the webhooks of the whole project hear of it. */
  keepContact(person: Person, note?: Partial<ContactNote>): void {
    const { apps, notes, sender, now } = this.#parts;
    if (notes.contact(person)) return;
    notes.noteContact(person, note);
    const contact = () => contactOnWire(person, notes.contact(person));
    for (const app of apps.inProject(person.tenantId)) {
      sender.send(app, 'CONTACT_CREATE', () => ({
        ...callback(app, { at: now() }, 'contact_create_notification', { contact: contact() }),
        // A contact belongs to the project.
        app_id: '',
      }));
    }
  }

  /** The conversation of an app with a person, opened on this channel where there is none. */
  conversation(app: App, person: Person, channel: SinchChannel, mode: ProcessingMode): Conversation {
    const { apps, world } = this.#parts;
    const known = world.directory.conversationsOf(person.id).find((one) => apps.of(one) === app);
    const conversation = known ?? this.#open(app, person, channel);
    if (mode === 'CONVERSATION') this.keep(app, conversation);
    return conversation;
  }

  /** Makes a conversation one that Sinch knows of, and its person a contact. */
  keep(app: App, conversation: Conversation): void {
    const { notes, sender, world, now } = this.#parts;
    const person = world.directory.people.get(conversation.personId);
    if (person) this.keepContact(person);
    if (notes.isStored(conversation)) return;
    notes.store(conversation);
    sender.send(app, 'CONVERSATION_START', () => {
      const content = { conversation: conversationOnWire(app, conversation, notes.conversation(conversation)) };
      return callback(app, { at: now() }, 'conversation_start_notification', content);
    });
  }

  #open(app: App, person: Person, channel: SinchChannel): Conversation {
    const { world } = this.#parts;
    const line = world.directory.channels.get(lineId(app, channel));
    const address = person.addresses.find(({ channelType }) => channelType === typeOf(channel));
    if (!line || !address) throw new Error(`App "${app.name}" cannot reach ${person.name} by ${channel}`);
    return world.openConversation(person, line, address);
  }
}

const isSame = (one: string, other: string): boolean => one.replace(/^\+/, '') === other.replace(/^\+/, '');
