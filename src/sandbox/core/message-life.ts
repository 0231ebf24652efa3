import type { Timers } from '../clock';
import type { ChannelType, Conversation, Message, MessageStatus } from './types';

/** How long a message stays in each state, in milliseconds. */
export interface LifeDelays {
  /** pending → sent (or failed). Default 150. */
  readonly sentMs: number;
  /** sent → delivered. Default 400. */
  readonly deliveredMs: number;
  /** delivered → read. Default 1,500. */
  readonly readMs: number;
}

export const defaultLifeDelays: LifeDelays = { sentMs: 150, deliveredMs: 400, readMs: 1_500 };

/** Platforms that never tell the sender that a message was read. */
const withoutReadReceipts: ReadonlySet<ChannelType> = new Set(['sms', 'email', 'viber', 'browser_push']);

interface Step {
  readonly status: MessageStatus;
  readonly afterMs: number;
}

/** What happens to a message next, or undefined when its life is over. */
export function nextStep(message: Message, conversation: Conversation, delays: LifeDelays): Step | undefined {
  switch (message.status) {
    case 'pending':
      return { status: conversation.failure ? 'failed' : 'sent', afterMs: delays.sentMs };
    case 'sent':
      return { status: 'delivered', afterMs: delays.deliveredMs };
    case 'delivered':
      if (withoutReadReceipts.has(conversation.channelType)) return undefined;
      return { status: 'read', afterMs: delays.readMs };
    default:
      return undefined;
  }
}

/** Puts a message into a state and notes when. */
export function enter(message: Message, status: MessageStatus, conversation: Conversation, now: number): void {
  message.status = status;
  if (status === 'sent') message.sentAt = now;
  if (status === 'delivered') message.deliveredAt = now;
  if (status === 'read') message.readAt = now;
  if (status === 'failed') message.failure = conversation.failure;
}

/** Walks an outbound message through its states by the clock, and tells of each. */
export function live(
  message: Message,
  conversation: Conversation,
  delays: LifeDelays,
  timers: Timers,
  changed: (message: Message) => void,
): void {
  const step = nextStep(message, conversation, delays);
  if (!step) return;
  timers.after(step.afterMs, () => {
    // Someone may have read it on the phone in the meantime: then the step is no longer due.
    if (nextStep(message, conversation, delays)?.status === step.status) {
      enter(message, step.status, conversation, timers.now());
      changed(message);
    }
    live(message, conversation, delays, timers, changed);
  });
}
