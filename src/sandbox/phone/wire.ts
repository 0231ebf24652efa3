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
  readonly header?: string;
  readonly footer?: string;
  /** What opens the list of choices; buttons have none. */
  readonly listLabel?: string;
  readonly choices?: readonly PhoneChoice[];
  /** The choice that was tapped last. */
  readonly tapped?: string;
  /** The emoji that the customer put on it. */
  readonly reaction?: string;
  /** The channel that it came by, where it is not the conversation's, or where others failed before. */
  readonly channel?: string;
  /** The channels that failed before it went by the present one. */
  readonly failedChannels?: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly status: 'pending' | 'sent' | 'delivered' | 'read' | 'failed';
  /** Why it failed. */
  readonly failure?: string;
}

export interface PhoneChoice {
  readonly id: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** The heading under which a list shows it. */
  readonly section?: string | undefined;
  /** What it opens, in place of an answer. */
  readonly href?: string | undefined;
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

/** `POST tap`: the customer chooses one of the buttons or list rows of a message. */
export interface PhoneTap {
  readonly conversationId: string;
  readonly messageId: string;
  readonly choiceId: string;
}

/** `POST react`: the customer puts an emoji on a message. Without one, takes it away. */
export interface PhoneReaction {
  readonly conversationId: string;
  readonly messageId: string;
  readonly emoji: string;
}

/** `POST typing`: the customer begins or stops to type. */
export interface PhoneTyping {
  readonly conversationId: string;
  readonly typing: boolean;
}
