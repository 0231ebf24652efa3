/** A kind of event that an account can be told of. */
export interface KnownEvent {
  /** For example `message.received`. */
  readonly event: string;
  /** What it belongs to, for example `message`. */
  readonly category: string;
}

/** What SendSeven tells of, by category. Its API has the list of what it tells of today: this is for when it is silent. */
const NAMES = {
  message: ['received', 'sent', 'delivered', 'read', 'failed', 'reaction'],
  conversation: ['created', 'closed', 'assigned', 'reopened', 'updated', 'transcript.created'],
  contact: ['created', 'updated', 'deleted', 'subscribed', 'unsubscribed'],
  campaign: [
    'message.sent',
    'message.delivered',
    'message.read',
    'message.failed',
    'email.sent',
    'email.delivered',
    'email.bounced',
    'email.opened',
    'email.complained',
  ],
  channel: ['created', 'updated', 'deleted'],
  comment: ['received', 'updated', 'deleted'],
  post: ['created', 'updated', 'deleted'],
  email: ['received', 'sent', 'delivered', 'bounced', 'opened', 'complained'],
  team_chat: ['message.created'],
  link: ['clicked'],
  attachment: ['summarized'],
} as const;

/** The 44 kinds of events that SendSeven was known to have (PHP SDK's catalogue of 43, and `attachment.summarized`). */
export const KNOWN_EVENTS: readonly KnownEvent[] = Object.entries(NAMES).flatMap(([category, names]) =>
  names.map((name) => ({ event: `${category}.${name}`, category })),
);
