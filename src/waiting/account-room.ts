import type { DeliveryError } from '../model/failure';
import { failedOnItsWay } from './failures';
import { reaches, toldOfMessage } from './meaning';
import { type HeardEvent, RecentEvents } from './recent-events';
import type { Ticket } from './ticket';
import { Waiters } from './waiters';
import type { WaitOutcome } from './wish';

/** Somebody's waiting is over. */
export interface Ending {
  readonly ticket: Ticket;
  readonly outcome: WaitOutcome;
}

/** Those of one account who wait, and the events that they may have missed. Decides; tells nobody. */
export class AccountRoom {
  /** Whose messages are on their way. */
  readonly entered = new Set<Ticket>();
  readonly waiters = new Waiters();
  /** Kept only while somebody has entered. */
  #recent: RecentEvents | undefined;

  get isEmpty(): boolean {
    return this.entered.size === 0 && this.waiters.size === 0;
  }

  /** A message was accepted. @returns what was heard since its ticket was taken */
  admit(ticket: Ticket, now: number): readonly HeardEvent[] {
    const heard = this.#recent?.since(ticket.enteredAt, now) ?? [];
    this.waiters.add(ticket);
    this.#leftEntrance(ticket);
    return heard;
  }

  /** Answers whether the ticket was here. */
  leave(ticket: Ticket): boolean {
    return this.waiters.delete(ticket) || this.#leftEntrance(ticket);
  }

  /** Whose waiting an event ends. */
  tell(heard: HeardEvent): Ending[] {
    if (this.entered.size > 0) {
      this.#recent ??= new RecentEvents();
      this.#recent.add(heard);
    }
    const endings = this.waiters.about(heard.event).flatMap((ticket) => this.#about(ticket, heard) ?? []);
    const answer = this.#answer(heard);
    return answer ? [...endings, answer] : endings;
  }

  /** What a ticket's holder was waiting for, among what was heard before. */
  outcomeOf(ticket: Ticket, heard: readonly HeardEvent[]): WaitOutcome | undefined {
    for (const event of heard) {
      const ofOurs = ticket.messageId !== undefined && event.event.messageId === ticket.messageId;
      const ending = ofOurs ? this.#about(ticket, event) : this.#answer(event, ticket);
      if (ending) return ending.outcome;
    }
    return undefined;
  }

  /** Nobody can wait any longer. @returns whose waiting ends; those who have entered are told when they are accepted */
  end(failure: DeliveryError): Ending[] {
    for (const ticket of this.entered) ticket.endedBy = failure;
    return [...this.waiters].map((ticket) => ({ ticket, outcome: { ok: false, failure } }));
  }

  #leftEntrance(ticket: Ticket): boolean {
    const was = this.entered.delete(ticket);
    if (this.entered.size === 0) this.#recent = undefined;
    return was;
  }

  /** A receipt for a ticket's own message. */
  #about(ticket: Ticket, { event }: HeardEvent): Ending | undefined {
    const told = toldOfMessage(event);
    if (told.kind === 'nothing') return undefined;
    this.waiters.learnConversation(ticket, event);
    if (told.kind === 'failed') return { ticket, outcome: { ok: false, failure: failedOnItsWay(event) } };
    return reaches(ticket.wish.goal, told) ? { ticket, outcome: { ok: true, event } } : undefined;
  }

  /** @param only the one who may take the answer, default anyone */
  #answer(heard: HeardEvent, only?: Ticket): Ending | undefined {
    if (heard.taken) return undefined;
    const ticket = this.waiters.answeredBy(heard);
    if (!ticket || (only && ticket !== only)) return undefined;
    heard.taken = true;
    return { ticket, outcome: { ok: true, event: heard.event } };
  }
}
