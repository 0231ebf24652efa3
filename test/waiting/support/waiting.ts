import should from 'should';
import type { IncomingEvent } from '../../../src/model/event';
import type { DeliveryError } from '../../../src/model/failure';
import { type Ticket, WaitingRoom, type WaitOutcome, type Wish } from '../../../src/waiting/waiting-room';
import { DeliveryClock } from '../../support/delivery-clock';

let made = 0;

/** An event of any type; by default about nothing. */
export function anEvent(type: string, facts: Partial<IncomingEvent> = {}): IncomingEvent {
  return { id: `e${++made}`, type, body: {}, ...facts };
}

/** Something that a person wrote. */
export function anAnswer(facts: Partial<IncomingEvent> = {}): IncomingEvent {
  return anEvent('message.received', { direction: 'inbound', text: 'Yes', ...facts });
}

/** A wish of account `a` and conversation `c`, whose luggage is its name. */
export function aWish(name: string, facts: Partial<Wish> = {}): Wish {
  return {
    accountId: 'a',
    senderId: 's',
    luggage: name,
    goal: 'delivered',
    timeoutMs: 60_000,
    recipient: { kind: 'conversation', conversationId: 'c' },
    ...facts,
  };
}

/** A waiting room whose clock the test owns, and what came out of it. */
export class TestRoom {
  readonly clock = new DeliveryClock();
  /** What has ended: the wish's name, and the id of the event or the code of the failure. */
  readonly ended: [unknown, string][] = [];
  readonly outcomes = new Map<unknown, WaitOutcome>();
  readonly room: WaitingRoom;

  constructor(limit?: number) {
    this.room = new WaitingRoom({
      clock: this.clock,
      ...(limit !== undefined && { limit }),
      onOutcome: ({ luggage }, outcome) => {
        this.ended.push([luggage, outcome.ok ? outcome.event.id : outcome.failure.code]);
        this.outcomes.set(luggage, outcome);
      },
    });
  }

  /** Enters, and is accepted at once. */
  wait(name: string, facts: Partial<Wish> = {}, messageId: string | undefined = name): Ticket {
    const ticket = this.room.enter(aWish(name, facts));
    this.accept(ticket, messageId);
    return ticket;
  }

  accept(
    ticket: Ticket,
    messageId: string | undefined,
    facts: { conversationId?: string; status?: string } = {},
  ): void {
    this.room.accepted(ticket, { messageId, ...facts }, this.clock.timeOfDay());
  }

  /** Tells an event, and gives back its id. */
  tell(event: IncomingEvent, ...accountIds: string[]): string {
    this.room.tell(accountIds.length > 0 ? accountIds : ['a'], event);
    return event.id;
  }

  failure(name: string): DeliveryError {
    const outcome = this.outcomes.get(name);
    if (outcome?.ok !== false) throw new Error(`${name} did not fail`);
    return outcome.failure;
  }

  /** What has ended since the last look. */
  take(): [unknown, string][] {
    return this.ended.splice(0);
  }

  /** Nobody is left, and nothing of them. */
  shouldBeEmpty(): void {
    should(this.room.waiting('a')).equal(0);
    should(this.clock.pending).equal(0);
  }
}
