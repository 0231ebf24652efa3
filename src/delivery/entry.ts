import type { DeliveryError } from '../model/failure';
import type { OutgoingMessage } from '../model/message';
import type { Priority } from '../model/priority';
import type { Acceptance } from '../model/receipt';

/** A message on its way, with what has happened to it so far. */
export interface Entry {
  readonly message: OutgoingMessage;
  readonly priority: Priority;
  /** The account node that it was handed to. */
  readonly accountId: string;
  /** The send node that handed it over; its outcome goes to whoever bears this id when it is known. */
  readonly senderId: string;
  /** What the sender wants back with the outcome. Delivery does not look into it. */
  readonly luggage: unknown;
  /** By `Clock.now`. */
  readonly submittedAt: number;
  firstAttemptAt: number | undefined;
  attempts: number;
  /** The last attempt that may have reached the provider without an answer. */
  uncertain: DeliveryError | undefined;
  /** Why the last attempt failed. */
  lastFailure: DeliveryError | undefined;
}

type EntryFacts = Pick<Entry, 'message' | 'priority' | 'accountId' | 'senderId' | 'luggage' | 'submittedAt'>;

/** An entry to which nothing has happened yet. Spelled out: what is spread has its added properties in an array apart. */
export function newEntry({ message, priority, accountId, senderId, luggage, submittedAt }: EntryFacts): Entry {
  return {
    message,
    priority,
    accountId,
    senderId,
    luggage,
    submittedAt,
    firstAttemptAt: undefined,
    attempts: 0,
    uncertain: undefined,
    lastFailure: undefined,
  };
}

/** A message that the provider took. */
export interface Delivery {
  readonly acceptance: Acceptance;
  /** Milliseconds since 1970. */
  readonly acceptedAt: number;
  readonly attempts: number;
  /** Milliseconds between the hand-over and the first request. */
  readonly queuedMs: number;
}

/** How a message ended. Every entry ends exactly once. */
export type Outcome =
  | { readonly ok: true; readonly delivery: Delivery }
  | { readonly ok: false; readonly failure: DeliveryError };
