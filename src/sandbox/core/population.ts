import { randomInt, randomUUID } from 'node:crypto';
import type { Timers } from '../clock';
import { Directory } from './directory';
import { type ConversationExtras, newConversation } from './entities';
import type { Address, Channel, ChannelType, Conversation, Person, WorldEvent } from './types';

/** A person who appears in the sandbox together with a conversation to write to. */
export interface Introduction extends ConversationExtras {
  readonly name: string;
  /** Default `whatsapp`. */
  readonly channel?: ChannelType;
  /** Phone number (with its plus sign) or the platform's id. Default: a random one. */
  readonly address?: string;
  /** Default: a random UUID. */
  readonly personId?: string;
  /** Default: the sandbox's own tenant. */
  readonly tenantId?: string;
}

/** What may be said of a new person. */
export interface Newcomer extends Pick<Person, 'name'>, Partial<Pick<Person, 'phone' | 'email'>> {
  /** Default: a random UUID. */
  readonly id?: string | undefined;
  /** Default: the sandbox's own tenant. */
  readonly tenantId?: string;
  readonly addresses?: readonly Pick<Address, 'channelType' | 'value'>[];
}

/** Who is in the world and by what they can be reached, and who listens to what happens there. */
export class Population {
  readonly directory = new Directory();
  protected readonly timers: Timers;
  readonly #homeTenantId: string;
  readonly #listeners = new Set<(event: WorldEvent) => void>();

  constructor(timers: Timers, homeTenantId: string) {
    this.timers = timers;
    this.#homeTenantId = homeTenantId;
  }

  /** Tells the listener everything that happens from now on. Returns the way to stop. */
  subscribe(listener: (event: WorldEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Adds a person, their address and a conversation with them (and the channel, where the tenant has none). */
  introduce(introduction: Introduction): Conversation {
    const { name, channel: type = 'whatsapp', tenantId = this.#homeTenantId } = introduction;
    const channel = this.directory.channelOfType(tenantId, type) ?? this.addChannel({ tenantId, type });
    const value = introduction.address ?? String(randomInt(1e11));
    const phone = value.startsWith('+') ? value : undefined;
    const addresses = [{ channelType: channel.type, value }];
    const person = this.addPerson({ id: introduction.personId, tenantId, name, phone, addresses });
    const address = person.addresses[0] as Address;
    return this.openConversation(person, channel, address, introduction);
  }

  addChannel(channel: Pick<Channel, 'tenantId' | 'type'> & Partial<Channel>): Channel {
    const added = { id: randomUUID(), name: channel.type, identifier: channel.type, createdAt: this.timers.now() };
    const complete: Channel = { ...added, ...channel };
    this.directory.channels.set(complete.id, complete);
    return complete;
  }

  /** Adds a person, with all the addresses that are known from the start. */
  addPerson(person: Newcomer): Person {
    const { id = randomUUID(), tenantId = this.#homeTenantId, name, phone, email, addresses = [] } = person;
    const added: Person = { id, tenantId, name, phone, email, addresses: [], createdAt: this.timers.now() };
    for (const gone of this.directory.addPerson(added)) this.forget(gone);
    for (const { channelType, value } of addresses) this.addAddress(added, channelType, value);
    this.tell({ type: 'person-added', person: added });
    return added;
  }

  addAddress(person: Person, channelType: ChannelType, value: string): Address {
    const createdAt = this.timers.now();
    const address: Address = { id: randomUUID(), personId: person.id, channelType, value, createdAt };
    this.directory.addAddress(person, address);
    return address;
  }

  openConversation(person: Person, channel: Channel, address: Address, extras: ConversationExtras = {}): Conversation {
    const conversation = newConversation(person, channel, address, extras, this.timers.now());
    this.directory.addConversation(conversation);
    this.tell({ type: 'conversation-opened', conversation });
    return conversation;
  }

  protected tell(event: WorldEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** A conversation had to make room: whoever keeps something of it lets it go. */
  protected forget(_conversation: Conversation): void {}
}
