import type { Address, Channel, ChannelType, Conversation, Person } from './types';

/** How many people are kept; beyond that the oldest and all that is theirs are forgotten. */
const maxPeople = 10_000;

/** Who is there: channels, people and the conversations between them. Only looks up and keeps; it decides nothing. */
export class Directory {
  readonly channels = new Map<string, Channel>();
  readonly people = new Map<string, Person>();
  readonly conversations = new Map<string, Conversation>();
  readonly #addresses = new Map<string, Address>();
  readonly #conversationsOf = new Map<string, Conversation[]>();
  readonly #byValue = new Map<string, Address>();

  address(id: string): Address | undefined {
    return this.#addresses.get(id);
  }

  channelOfType(tenantId: string, type: ChannelType): Channel | undefined {
    for (const channel of this.channels.values()) {
      if (channel.tenantId === tenantId && channel.type === type) return channel;
    }
    return undefined;
  }

  /** The address that someone of this tenant already has on a platform. */
  findAddress(tenantId: string, type: ChannelType, value: string): Address | undefined {
    return this.#byValue.get(valueKey(tenantId, type, value));
  }

  conversationsOf(personId: string): readonly Conversation[] {
    return this.#conversationsOf.get(personId) ?? [];
  }

  addAddress(person: Person, address: Address): void {
    person.addresses.push(address);
    this.#addresses.set(address.id, address);
    this.#byValue.set(valueKey(person.tenantId, address.channelType, address.value), address);
  }

  addConversation(conversation: Conversation): void {
    this.conversations.set(conversation.id, conversation);
    const siblings = this.#conversationsOf.get(conversation.personId);
    if (siblings) siblings.push(conversation);
    else this.#conversationsOf.set(conversation.personId, [conversation]);
  }

  /** Adds a person. Returns the conversations that had to be forgotten to make room. */
  addPerson(person: Person): readonly Conversation[] {
    this.people.set(person.id, person);
    if (this.people.size <= maxPeople) return [];
    const [oldest] = this.people.values();
    return oldest ? this.#forget(oldest) : [];
  }

  #forget(person: Person): readonly Conversation[] {
    this.people.delete(person.id);
    for (const { id, channelType, value } of person.addresses) {
      this.#addresses.delete(id);
      this.#byValue.delete(valueKey(person.tenantId, channelType, value));
    }
    const conversations = this.conversationsOf(person.id);
    for (const { id } of conversations) this.conversations.delete(id);
    this.#conversationsOf.delete(person.id);
    return conversations;
  }
}

/** Platforms report a phone number with or without its plus sign: both are the same address. */
function valueKey(tenantId: string, type: ChannelType, value: string): string {
  return `${tenantId} ${type} ${value.trim().replace(/^\+/, '').toLowerCase()}`;
}
