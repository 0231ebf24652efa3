/** What the phone page and its server say to each other. `mine` is the customer, whose phone it is. */
export interface PhoneMessage {
  readonly id: string;
  /** The order of arrival. */
  readonly sequence: number;
  readonly conversationId: string;
  /** Written on this phone, as opposed to sent by the flow. */
  readonly mine: boolean;
  readonly text: string;
  /** How many attachments came with it. */
  readonly attachments: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly status: 'pending' | 'sent' | 'delivered' | 'read' | 'failed';
  /** Why it failed. */
  readonly failure?: string;
}

export interface PhoneConversation {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  readonly unread: number;
  /** When something last happened, in milliseconds since 1970. */
  readonly at: number;
  readonly last?: PhoneMessage;
}

/** `GET state` */
export interface PhoneState {
  /** The most recent first. */
  readonly conversations: readonly PhoneConversation[];
}

/** `GET state?conversation=ID&before=SEQUENCE` */
export interface PhoneHistory {
  /** Oldest first. */
  readonly messages: readonly PhoneMessage[];
  readonly hasEarlier: boolean;
}

/** Event `changes` of the stream: the present state of everything that changed. */
export interface PhoneChanges {
  readonly conversations: readonly PhoneConversation[];
  readonly messages: readonly PhoneMessage[];
}

/** `POST reply` */
export interface PhoneReply {
  readonly conversationId: string;
  readonly text: string;
}
