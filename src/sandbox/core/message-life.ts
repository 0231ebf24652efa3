import type { Timers } from '../clock';
import type { ChannelType, Message, MessageStatus, Switch } from './types';

/** How long a message stays in each state, in milliseconds. */
export interface LifeDelays {
  /** pending → sent (or failed, or on to the next channel). Default 150. */
  readonly sentMs: number;
  /** sent → delivered. Default 400. */
  readonly deliveredMs: number;
  /** delivered → read. Default 1,500. */
  readonly readMs: number;
}

export const defaultLifeDelays: LifeDelays = { sentMs: 150, deliveredMs: 400, readMs: 1_500 };

/** Platforms that never tell the sender that a message was read. */
const withoutReadReceipts: ReadonlySet<ChannelType> = new Set(['sms', 'mms', 'email', 'viber', 'browser_push']);

type Step = { readonly afterMs: number } & (
  | { readonly status: MessageStatus }
  | { readonly status: 'pending'; readonly change: Switch }
);

/** What happens to a message next, or undefined when its life is over. */
export function nextStep(message: Message, delays: LifeDelays): Step | undefined {
  if (message.ways[message.way]?.until === message.status) return undefined;
  switch (message.status) {
    case 'pending':
      return departure(message, delays.sentMs);
    case 'sent':
      return { status: 'delivered', afterMs: delays.deliveredMs };
    case 'delivered':
      if (withoutReadReceipts.has(message.channelType)) return undefined;
      return { status: 'read', afterMs: delays.readMs };
    default:
      return undefined;
  }
}

/** A message is sent, or fails on its way; then it goes on by the next way, where there is one. */
function departure({ ways, way, channelType: from }: Message, afterMs: number): Step {
  const failure = ways[way]?.failure;
  if (!failure) return { status: 'sent', afterMs };
  const next = ways[way + 1];
  if (!next) return { status: 'failed', afterMs };
  return { status: 'pending', afterMs, change: { from, to: next.channelType, failure } };
}

/** Puts a message into a state and notes when. */
export function enter(message: Message, status: MessageStatus, now: number): void {
  message.status = status;
  if (status === 'sent') message.sentAt = now;
  if (status === 'delivered') message.deliveredAt = now;
  if (status === 'read') message.readAt = now;
  if (status === 'failed') message.failure = message.ways[message.way]?.failure;
}

/** Whether it can get through by any of its ways. */
export function canArrive({ ways }: Message): boolean {
  return ways.some(({ failure }) => failure === undefined);
}

/** Told of what happens to a message; with a switch, when it has failed on one channel and goes on by another. */
export type LifeListener = (change: Switch | undefined) => void;

/** Walks an outbound message through its states by the clock, and tells of each. */
export function live(message: Message, delays: LifeDelays, timers: Timers, changed: LifeListener): void {
  const step = nextStep(message, delays);
  if (!step) return;
  timers.after(step.afterMs, () => {
    // Someone may have read it on the phone in the meantime: then the step is no longer due.
    if (nextStep(message, delays)?.status === step.status) take(message, step, timers.now(), changed);
    live(message, delays, timers, changed);
  });
}

function take(message: Message, step: Step, now: number, changed: LifeListener): void {
  if ('change' in step) {
    message.way += 1;
    message.channelType = step.change.to;
    changed(step.change);
  } else {
    enter(message, step.status, now);
    changed(undefined);
  }
}
