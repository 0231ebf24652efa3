/** One line of `GET /webhook-endpoints/available-events`. */
export interface EventType {
  readonly event: string;
  readonly description: string;
  readonly category: string;
}

/** The published catalogue (`WebhookEventType`), by category. The descriptions are the sandbox's own. */
const catalogue: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  message: {
    'message.received': 'A person wrote',
    'message.sent': 'A message was handed to the platform',
    'message.delivered': 'A message arrived on the phone',
    'message.read': 'A message was read',
    'message.failed': 'A message did not get through',
    'message.reaction': 'A person reacted to a message',
  },
  conversation: {
    'conversation.created': 'A conversation was opened',
    'conversation.closed': 'A conversation was closed',
    'conversation.assigned': 'A conversation was given to an agent',
    'conversation.reopened': 'A closed conversation was opened again',
    'conversation.updated': 'A conversation was changed',
    'conversation.transcript.created': 'The transcript of a conversation is ready',
  },
  contact: {
    'contact.created': 'A contact was added',
    'contact.updated': 'A contact was changed',
    'contact.deleted': 'A contact was deleted',
    'contact.subscribed': 'A contact joined a list',
    'contact.unsubscribed': 'A contact left a list',
  },
  campaign: {
    'campaign.message.sent': 'A message of a campaign was sent',
    'campaign.message.delivered': 'A message of a campaign was delivered',
    'campaign.message.read': 'A message of a campaign was read',
    'campaign.message.failed': 'A message of a campaign failed',
    'campaign.email.sent': 'An e-mail of a campaign was sent',
    'campaign.email.delivered': 'An e-mail of a campaign was delivered',
    'campaign.email.bounced': 'An e-mail of a campaign came back',
    'campaign.email.opened': 'An e-mail of a campaign was opened',
    'campaign.email.complained': 'An e-mail of a campaign was called spam',
  },
  channel: {
    'channel.created': 'A channel was added',
    'channel.updated': 'A channel was changed',
    'channel.deleted': 'A channel was deleted',
  },
  social: {
    'comment.received': 'Someone commented on a post',
    'comment.updated': 'A comment was changed',
    'comment.deleted': 'A comment was deleted',
    'post.created': 'A post was published',
    'post.updated': 'A post was changed',
    'post.deleted': 'A post was deleted',
  },
  email: {
    'email.received': 'An e-mail came in',
    'email.sent': 'An e-mail was sent',
    'email.delivered': 'An e-mail was delivered',
    'email.bounced': 'An e-mail came back',
    'email.opened': 'An e-mail was opened',
    'email.complained': 'An e-mail was called spam',
  },
  other: {
    'team_chat.message.created': 'Someone wrote in the team chat',
    'link.clicked': 'A tracked link was opened',
    'attachment.summarized': 'The summary of an attachment is ready',
  },
};

export const eventTypes: readonly EventType[] = Object.entries(catalogue).flatMap(([category, events]) =>
  Object.entries(events).map(([event, description]) => ({ event, description, category })),
);

export const eventCategories: readonly string[] = Object.keys(catalogue);

const known: ReadonlySet<string> = new Set(eventTypes.map(({ event }) => event));

export function isKnownEvent(type: string): boolean {
  return known.has(type);
}
