import type { IncomingEvent } from '../model/event';
import { KeyedSets } from './keyed-sets';
import { isFromPerson, sameIdentity } from './meaning';
import type { HeardEvent } from './recent-events';
import type { Ticket } from './ticket';

/** Those of one account whose messages were accepted, found by what events say. */
export class Waiters {
  readonly #all = new Set<Ticket>();
  readonly #byMessage = new KeyedSets<Ticket>();
  /** These two hold only who waits for an answer. */
  readonly #byConversation = new KeyedSets<Ticket>();
  readonly #byIdentity = new KeyedSets<Ticket>();

  get size(): number {
    return this.#all.size;
  }

  [Symbol.iterator](): Iterator<Ticket> {
    return this.#all.values();
  }

  add(ticket: Ticket): void {
    this.#all.add(ticket);
    if (ticket.messageId) this.#byMessage.add(ticket.messageId, ticket);
    if (ticket.wish.goal !== 'reply') return;
    if (ticket.conversationId) this.#byConversation.add(ticket.conversationId, ticket);
    for (const identity of ticket.identities) this.#byIdentity.add(identity, ticket);
  }

  /** Answers whether the ticket was there. */
  delete(ticket: Ticket): boolean {
    if (!this.#all.delete(ticket)) return false;
    if (ticket.messageId) this.#byMessage.delete(ticket.messageId, ticket);
    if (ticket.conversationId) this.#byConversation.delete(ticket.conversationId, ticket);
    for (const identity of ticket.identities) this.#byIdentity.delete(identity, ticket);
    return true;
  }

  /** Who waits with the message that an event is about: two, where two messages had one idempotency key. */
  about(event: IncomingEvent): Ticket[] {
    return [...this.#byMessage.get(event.messageId)];
  }

  /** A receipt may be the first to name the conversation of a message. */
  learnConversation(ticket: Ticket, { conversationId }: IncomingEvent): void {
    if (ticket.conversationId || !conversationId) return;
    ticket.conversationId = conversationId;
    if (ticket.wish.goal === 'reply') this.#byConversation.add(conversationId, ticket);
  }

  /** Whom an event answers that came at `at`: whose message it quotes, else who has waited longest in its conversation. */
  answeredBy({ event, at }: Pick<HeardEvent, 'event' | 'at'>): Ticket | undefined {
    if (!isFromPerson(event)) return undefined;
    const { inReplyTo, conversationId, identity } = event;
    const quoted = longest(this.#byMessage.get(inReplyTo), at, ({ wish }) => wish.goal === 'reply');
    if (quoted) return quoted;
    const there = longest(this.#byConversation.get(conversationId), at);
    // Where both sides name a conversation, it decides; the same person may have several.
    const comparable = ({ conversationId: known }: Ticket) => !conversationId || !known;
    const reached = longest(this.#byIdentity.get(identity && sameIdentity(identity)), at, comparable);
    return there && reached ? earlier(there, reached) : (there ?? reached);
  }
}

/** Who has waited longest of those that an event which came at `at` can be an answer to. */
function longest(tickets: Iterable<Ticket>, at: number, suits = (_: Ticket) => true): Ticket | undefined {
  let found: Ticket | undefined;
  for (const ticket of tickets) {
    if (at >= ticket.repliesFrom && suits(ticket)) found = found ? earlier(found, ticket) : ticket;
  }
  return found;
}

function earlier(a: Ticket, b: Ticket): Ticket {
  return a.order <= b.order ? a : b;
}
