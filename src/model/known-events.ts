import type { ProviderId } from './account';

/** A kind of event that an account can be told of. */
export interface KnownEvent {
  /** For example `message.received`. */
  readonly event: string;
  /** What it belongs to, for example `message`. */
  readonly category: string;
}

type Names = Readonly<Record<string, readonly string[]>>;

/** SendSeven's 44 kinds (catalogue of its PHP SDK, with 43, and `attachment.summarized`), by category. */
const SENDSEVEN: Names = {
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
};

/** Sinch's kinds: in common words where they have a common meaning, otherwise by the name of their trigger. */
const SINCH: Names = {
  message: ['received', 'sent', 'delivered', 'read', 'failed', 'reaction'],
  conversation: ['created', 'closed'],
  contact: ['created', 'updated', 'deleted', 'subscribed', 'unsubscribed'],
  sinch: [
    'switching_channel',
    'message_delivery',
    'message_submit',
    'event_inbound',
    'event_delivery',
    'conversation_delete',
    'contact_merge',
    'contact_identities_duplication',
    'capability',
    'opt_in',
    'opt_out',
    'channel_event',
    'unsupported',
    'smart_conversation',
    'message_inbound_smart_conversation_redaction',
    'record_notification',
    'batch_status_update',
  ],
};

const KNOWN: Readonly<Record<ProviderId, readonly KnownEvent[]>> = {
  sendseven: listed(SENDSEVEN),
  sinch: listed(SINCH),
};

/**
 * The kinds of events that a provider was known to have. Its API has the list of today: this is for when it is silent.
 * @param provider by its stored name; one that is not known counts as SendSeven
 */
export function knownEvents(provider: string): readonly KnownEvent[] {
  return Object.entries(KNOWN).find(([id]) => id === provider)?.[1] ?? KNOWN.sendseven;
}

function listed(names: Names): KnownEvent[] {
  return Object.entries(names).flatMap(([category, ends]) =>
    ends.map((end) => ({ event: `${category}.${end}`, category })),
  );
}
