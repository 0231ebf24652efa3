import { randomInt, randomUUID } from 'node:crypto';
import type { Timers } from '../clock';
import { Directory } from './directory';
import { type ConversationExtras, newConversation, newMessage } from './entities';
import { defaultLifeDelays, enter, type LifeDelays, live, nextStep } from './message-life';
import { type MessageLimits, MessageStore } from './message-store';
import type {
  Address,
  Channel,
  ChannelType,
  Conversation,
  Direction,
  Message,
  MessageDraft,
  Person,
  WorldEvent,
} from './types';

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

/** The simulated world behind the API: people with phones, and the messages between them and the flow. */
export class World {
  readonly directory = new Directory();
  readonly messages: MessageStore;
  readonly #timers: Timers;
  readonly #delays: LifeDelays;
  readonly #homeTenantId: string;
  readonly #listeners = new Set<(event: WorldEvent) => void>();
  #sequence = 0;

  constructor(timers: Timers, homeTenantId: string, delays: Partial<LifeDelays> = {}, limits?: MessageLimits) {
    this.#timers = timers;
    this.#homeTenantId = homeTenantId;
    this.#delays = { ...defaultLifeDelays, ...delays };
    this.messages = new MessageStore(limits);
  }

  /** Tells the listener everything that happens from now on. Returns the way to stop. */
  subscribe(listener: (event: WorldEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The customer writes to the business: an inbound message. */
  reply(conversationId: string, text: string): Message {
    return this.#add(this.#conversation(conversationId), 'inbound', { text });
  }

  /** The flow writes to the customer: an outbound message, which then lives by the clock. */
  send(conversationId: string, draft: MessageDraft): Message {
    const conversation = this.#conversation(conversationId);
    const message = this.#add(conversation, 'outbound', draft);
    live(message, conversation, this.#delays, this.#timers, (changed) => {
      this.#tell({ type: 'message-status', conversation, message: changed });
    });
    return message;
  }

  /** The customer opens the chat: what has arrived is read. */
  see(conversationId: string): void {
    const conversation = this.#conversation(conversationId);
    conversation.unread = 0;
    for (const message of this.messages.of(conversationId)) {
      if (message.direction === 'inbound' || nextStep(message, conversation, this.#delays)?.status !== 'read') continue;
      enter(message, 'read', conversation, this.#timers.now());
      this.#tell({ type: 'message-status', conversation, message });
    }
    this.#tell({ type: 'conversation-seen', conversation });
  }

  /** Adds a person, their address and a conversation with them (and the channel, where the tenant has none). */
  introduce(introduction: Introduction): Conversation {
    const { name, channel: type = 'whatsapp', tenantId = this.#homeTenantId } = introduction;
    const channel = this.directory.channelOfType(tenantId, type) ?? this.addChannel({ tenantId, type });
    const value = introduction.address ?? String(randomInt(1e11));
    const phone = value.startsWith('+') ? value : undefined;
    const person = this.addPerson({ id: introduction.personId, tenantId, name, phone });
    const address = this.addAddress(person, channel.type, value);
    return this.openConversation(person, channel, address, introduction);
  }

  addChannel(channel: Pick<Channel, 'tenantId' | 'type'> & Partial<Channel>): Channel {
    const added = { id: randomUUID(), name: channel.type, identifier: channel.type, createdAt: this.#timers.now() };
    const complete: Channel = { ...added, ...channel };
    this.directory.channels.set(complete.id, complete);
    return complete;
  }

  addPerson(
    person: Pick<Person, 'name'> &
      Partial<Pick<Person, 'phone' | 'email'>> & { id?: string | undefined; tenantId?: string },
  ): Person {
    const { id = randomUUID(), tenantId = this.#homeTenantId, name, phone, email } = person;
    const added: Person = { id, tenantId, name, phone, email, addresses: [], createdAt: this.#timers.now() };
    for (const gone of this.directory.addPerson(added)) this.messages.forgetConversation(gone.id);
    return added;
  }

  addAddress(person: Person, channelType: ChannelType, value: string): Address {
    const createdAt = this.#timers.now();
    const address: Address = { id: randomUUID(), personId: person.id, channelType, value, createdAt };
    this.directory.addAddress(person, address);
    return address;
  }

  openConversation(person: Person, channel: Channel, address: Address, extras: ConversationExtras = {}): Conversation {
    const conversation = newConversation(person, channel, address, extras, this.#timers.now());
    this.directory.addConversation(conversation);
    this.#tell({ type: 'conversation-opened', conversation });
    return conversation;
  }

  #conversation(id: string): Conversation {
    const conversation = this.directory.conversations.get(id);
    if (!conversation) throw new Error(`The sandbox has no conversation "${id}"`);
    return conversation;
  }

  #add(conversation: Conversation, direction: Direction, draft: MessageDraft): Message {
    const now = this.#timers.now();
    this.#sequence += 1;
    const message = newMessage(conversation, direction, draft, this.#sequence, now);
    this.messages.add(message);
    conversation.lastMessage = message;
    if (direction === 'inbound') conversation.lastInboundAt = now;
    else {
      conversation.lastOutboundAt = now;
      // What fails on its way never arrives on the phone.
      if (!conversation.failure) conversation.unread += 1;
    }
    this.#tell({ type: 'message-added', conversation, message });
    return message;
  }

  #tell(event: WorldEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
