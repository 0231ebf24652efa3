/** Who a message goes to. */
export interface ConversationRecipient {
  readonly kind: 'conversation';
  readonly conversationId: string;
}

/** Everyone and everything that a message can be addressed to. */
export type Recipient = ConversationRecipient;

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
}
