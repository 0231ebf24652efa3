/** Someone the provider already has a conversation with. */
export interface ConversationRecipient {
  readonly kind: 'conversation';
  readonly conversationId: string;
}

/** A person in the provider's address book. */
export interface ContactRecipient {
  readonly kind: 'contact';
  readonly contactId: string;
  /** SendSeven: id of the channel to use. Absent: the provider chooses. */
  readonly channelId?: string | undefined;
}

/** One way to reach a person, by its id in the provider's address book (SendSeven: contact method). */
export interface ContactMethodRecipient {
  readonly kind: 'contactMethod';
  readonly contactMethodId: string;
}

/** Where somebody is reached on a channel, e.g. a phone number. */
export interface Address {
  /** Sinch: a channel's name such as `SMS`. SendSeven: the id of one of the tenant's channels. */
  readonly channel: string;
  readonly identity: string;
}

export interface AddressRecipient extends Address {
  readonly kind: 'address';
}

/** One person, several addresses: the next is tried where one fails. */
export interface FallbackRecipient {
  readonly kind: 'addresses';
  /** The preferred first; at least one. */
  readonly addresses: readonly Address[];
}

/** Everyone and everything that a message can be addressed to. Which of them a provider can reach is its own matter. */
export type Recipient =
  | ConversationRecipient
  | ContactRecipient
  | ContactMethodRecipient
  | AddressRecipient
  | FallbackRecipient;

/** What a message says. */
export interface TextContent {
  readonly kind: 'text';
  readonly text: string;
}

/** Everything that can be sent. */
export type Content = TextContent;

/** A message that is ready to be sent: checked, complete, and the same on every attempt. */
export interface OutgoingMessage {
  readonly recipient: Recipient;
  readonly content: Content;
  /** Tells the provider that two requests mean one message (SendSeven: header `Idempotency-Key`). */
  readonly idempotencyKey: string;
  /** What only this provider understands, by the names of its API, e.g. `ttl`; checked by the provider. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
}
