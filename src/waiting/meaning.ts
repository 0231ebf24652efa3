import { type IncomingEvent, PROGRESS } from '../model/event';
import type { EventGoal } from './wish';

/** What an event tells of a message of ours. */
export type ToldOfMessage =
  | { readonly kind: 'progress'; readonly step: number }
  | { readonly kind: 'failed' }
  | { readonly kind: 'nothing' };

const NOTHING: ToldOfMessage = { kind: 'nothing' };

/** A receipt by its type: how far the message is that it names by `messageId`. */
export function toldOfMessage({ type }: IncomingEvent): ToldOfMessage {
  if (type === 'message.failed') return { kind: 'failed' };
  return type.startsWith('message.') ? progressOf(type.slice('message.'.length)) : NOTHING;
}

/** How far a message is by the provider's word for its status. */
export function progressOf(status: string | undefined): ToldOfMessage {
  const step = (PROGRESS as readonly string[]).indexOf(status?.toLowerCase() ?? '');
  return step < 0 ? NOTHING : { kind: 'progress', step };
}

/** Whether a message that is so far is where it was waited for: what was read was delivered, and what was delivered was sent. */
export function reaches(goal: EventGoal, { step }: { readonly step: number }): boolean {
  return goal !== 'reply' && step >= PROGRESS.indexOf(goal);
}

/** Whether a person wrote. */
export function isFromPerson({ type, direction }: IncomingEvent): boolean {
  return type === 'message.received' && direction === 'inbound';
}

/** Where a person is reached, in the form in which two spellings of it are alike: providers differ in the `+` of a number. */
export function sameIdentity(identity: string): string {
  return identity.trim().replace(/^\+/, '').toLowerCase();
}
