import type { IncomingEvent, WaitGoal } from '../model/event';
import type { DeliveryError } from '../model/failure';
import type { Recipient } from '../model/message';

/** What can be waited for beyond the acceptance, which needs no waiting. */
export type EventGoal = Exclude<WaitGoal, 'accepted'>;

/** What a send node waits for after its message was accepted. */
export interface Wish {
  readonly accountId: string;
  /** The send node; the outcome goes to whoever bears this id when it is known. */
  readonly senderId: string;
  /** What the sender wants back with the outcome. Nobody here looks into it. */
  readonly luggage: unknown;
  readonly goal: EventGoal;
  /** Counted from the acceptance, in milliseconds. */
  readonly timeoutMs: number;
  /** Who the message is for: by this an answer is known where the provider names no conversation. */
  readonly recipient: Recipient;
}

/** How waiting ended. Every wish whose message was accepted ends exactly once. */
export type WaitOutcome =
  | { readonly ok: true; readonly event: IncomingEvent }
  | { readonly ok: false; readonly failure: DeliveryError };
