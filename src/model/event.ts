/** A file that came with a message, in the provider's own form. Its address is untrusted. */
export type Attachment = Readonly<Record<string, unknown>>;

/** What a person chose of the buttons or the list that they were sent. */
export interface ReplyChoice {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
}

/** Why a message did not get through, in the provider's words. */
export interface EventFailure {
  readonly code?: string | undefined;
  readonly reason?: string | undefined;
}

/** `inbound`: from the person. `outbound`: to the person, by whoever sent it. */
export type EventDirection = 'inbound' | 'outbound';

/**
 * Something that happened at a provider and was told by webhook. The same thing has the same form whoever tells it;
 * what a provider says beyond it is in `message`, `contact`, `conversation` and `body`, untouched.
 */
export interface IncomingEvent {
  /** The same for every delivery of the event, so that a repetition is known. */
  readonly id: string;
  /** For example `message.received`. What has no common meaning is named by its provider, e.g. `sinch.capability`. */
  readonly type: string;
  /** When it happened, ISO 8601, by the provider's clock. */
  readonly at?: string | undefined;
  readonly direction?: EventDirection | undefined;
  /** What can be answered with a send node; absent where the provider keeps no conversations. */
  readonly conversationId?: string | undefined;
  /** The message that arrived, or that a receipt is about. */
  readonly messageId?: string | undefined;
  /** The message of ours that this one quotes or answers, by id. */
  readonly inReplyTo?: string | undefined;
  /** The provider's word for the channel, e.g. `whatsapp` or `SMS`. */
  readonly channel?: string | undefined;
  /** Where the person can be reached on that channel, e.g. a phone number. */
  readonly identity?: string | undefined;
  readonly text?: string | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
  readonly reply?: ReplyChoice | undefined;
  /** How far a message of ours is, in the provider's word. */
  readonly status?: string | undefined;
  readonly failure?: EventFailure | undefined;
  readonly message?: unknown;
  readonly contact?: unknown;
  readonly conversation?: unknown;
  /** The whole body of the webhook request, parsed. */
  readonly body: unknown;
}

/** How far a message of ours can be, each step after the one before. */
export const PROGRESS = ['accepted', 'sent', 'delivered', 'read'] as const;

export type Progress = (typeof PROGRESS)[number];

/** What a send node can wait for before its first output fires. */
export const WAIT_GOALS = [...PROGRESS, 'reply'] as const;

export type WaitGoal = (typeof WAIT_GOALS)[number];
