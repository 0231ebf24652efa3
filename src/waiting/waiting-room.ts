import { Alarm } from '../delivery/alarm';
import { type Clock, systemClock } from '../delivery/clock';
import { type IncomingEvent, PROGRESS } from '../model/event';
import { AccountRoom, type Ending } from './account-room';
import { accountGone, cannotBeFollowed, waitedInVain, waitingRoomFull, waitingStopped } from './failures';
import { progressOf, reaches } from './meaning';
import type { HeardEvent } from './recent-events';
import { type Accepted, Ticket } from './ticket';
import type { WaitOutcome, Wish } from './wish';

export type { Ticket } from './ticket';
export type { WaitOutcome, Wish } from './wish';

export interface WaitingRoomOptions {
  readonly clock?: Clock;
  /** Messages at most, those among them that are not accepted yet. Default 10,000. */
  readonly limit?: number;
  /** Called once for each wish whose message was accepted, also before `accepted` or `end` returns. */
  readonly onOutcome: (wish: Wish, outcome: WaitOutcome) => void;
}

/** Waits of the same length end together, at most this much late, so that thousands of them cost one look. */
const TICK_MS = 100;

/** Where messages wait, after they were accepted, for what becomes of them. Outlives every node. */
export class WaitingRoom {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #onOutcome: (wish: Wish, outcome: WaitOutcome) => void;
  readonly #accounts = new Map<string, AccountRoom>();
  readonly #alarm: Alarm;
  #size = 0;
  #accepted = 0;

  constructor({ clock = systemClock, limit = 10_000, onOutcome }: WaitingRoomOptions) {
    this.#clock = clock;
    this.#limit = limit;
    this.#onOutcome = onOutcome;
    this.#alarm = new Alarm(clock, () => this.#endOverdue());
  }

  /**
   * Takes a place before the message is handed over, so that no event about it is missed.
   * @throws DeliveryError `ERR_WAIT_FULL`
   */
  enter(wish: Wish): Ticket {
    if (this.#size >= this.#limit) throw waitingRoomFull(this.#limit);
    const ticket = new Ticket(wish, this.#clock.now());
    const room = this.#accounts.get(wish.accountId) ?? new AccountRoom();
    this.#accounts.set(wish.accountId, room);
    room.entered.add(ticket);
    this.#size++;
    return ticket;
  }

  /**
   * The provider took the message: events that came before count, and from now on the time to wait passes.
   * @param at when it did, in milliseconds since 1970
   * @param queuedMs between entering and the first request, in milliseconds, default 0: what a person wrote in that time is no answer
   */
  accepted(ticket: Ticket, acceptance: Accepted, at: number, queuedMs = 0): void {
    const room = this.#accounts.get(ticket.wish.accountId);
    if (!room?.entered.has(ticket)) return;
    const now = this.#clock.now();
    // The time of day may have been set meanwhile; the truth lies between entering and now.
    const acceptedAt = Math.min(now, Math.max(ticket.enteredAt, now - (this.#clock.timeOfDay() - at)));
    ticket.accept(acceptance);
    ticket.order = ++this.#accepted;
    ticket.repliesFrom = ticket.enteredAt + queuedMs;
    ticket.deadline = acceptedAt + ticket.wish.timeoutMs;
    const heard = room.admit(ticket, now);
    const outcome = firstOutcome(ticket, acceptance) ?? room.outcomeOf(ticket, heard);
    if (outcome) this.#conclude(room, { ticket, outcome });
    else this.#setAlarm(ticket.deadline);
  }

  /** The message was not sent: nobody waits for it. */
  leave(ticket: Ticket): void {
    const room = this.#accounts.get(ticket.wish.accountId);
    if (room?.leave(ticket)) this.#gone(room, ticket);
  }

  /**
   * Tells what came by an endpoint.
   * @param accountIds the accounts that the endpoint serves
   * @returns whether somebody was waiting for just this. An event that comes before its message is known to be accepted may be taken later.
   */
  tell(accountIds: readonly string[], event: IncomingEvent): boolean {
    if (this.#size === 0) return false;
    const heard: HeardEvent = { event, at: this.#clock.now(), taken: false };
    const endings = accountIds.flatMap((accountId) => {
      const room = this.#accounts.get(accountId);
      return room ? room.tell(heard).map((ending) => ({ room, ending })) : [];
    });
    for (const { room, ending } of endings) this.#conclude(room, ending);
    return endings.length > 0;
  }

  /**
   * Ends all waiting, of one account that is gone or, because Node-RED stops, of everyone. A message that is accepted
   * only after this does not wait.
   * @returns how many were waiting
   */
  end(accountId?: string): number {
    const failure = accountId === undefined ? waitingStopped() : accountGone();
    const rooms = accountId === undefined ? [...this.#accounts.values()] : [this.#accounts.get(accountId) ?? []].flat();
    const endings = rooms.flatMap((room) => room.end(failure).map((ending) => ({ room, ending })));
    for (const { room, ending } of endings) this.#conclude(room, ending);
    return endings.length;
  }

  /** Whether nobody is here, and so no event is kept. */
  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** How many accepted messages of an account wait for an event. */
  waiting(accountId: string): number {
    return this.#accounts.get(accountId)?.waiters.size ?? 0;
  }

  #conclude(room: AccountRoom, { ticket, outcome }: Ending): void {
    if (!room.leave(ticket)) return;
    this.#gone(room, ticket);
    this.#onOutcome(ticket.wish, outcome);
  }

  #gone(room: AccountRoom, { wish }: Ticket): void {
    if (room.isEmpty) this.#accounts.delete(wish.accountId);
    if (--this.#size === 0) this.#alarm.cancel();
  }

  #setAlarm(deadline: number): void {
    this.#alarm.at(Math.ceil(deadline / TICK_MS) * TICK_MS);
  }

  #endOverdue(): void {
    const now = this.#clock.now();
    let next = Number.POSITIVE_INFINITY;
    for (const room of [...this.#accounts.values()]) {
      for (const ticket of [...room.waiters]) {
        if (ticket.deadline > now) next = Math.min(next, ticket.deadline);
        else this.#conclude(room, { ticket, outcome: { ok: false, failure: waitedInVain(ticket.wish) } });
      }
    }
    if (next < Number.POSITIVE_INFINITY) this.#setAlarm(next);
  }
}

/** What the acceptance itself decides. */
function firstOutcome(ticket: Ticket, { messageId, conversationId, status }: Accepted): WaitOutcome | undefined {
  if (ticket.endedBy) return { ok: false, failure: ticket.endedBy };
  const told = progressOf(status);
  if (told.kind === 'progress' && reaches(ticket.wish.goal, told)) {
    // No receipt need come any more for what the provider has said in its answer.
    const type = `message.${PROGRESS[told.step]}`;
    const id = `accepted:${messageId}`;
    return { ok: true, event: { id, type, direction: 'outbound', messageId, conversationId, status, body: null } };
  }
  return ticket.canBeFollowed ? undefined : { ok: false, failure: cannotBeFollowed() };
}
