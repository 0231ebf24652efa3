/** The platforms that the sandbox plays. */
export type ChannelType =
  | 'whatsapp'
  | 'telegram'
  | 'messenger'
  | 'instagram'
  | 'sms'
  | 'viber'
  | 'live_chat'
  | 'browser_push'
  | 'email'
  | 'rcs'
  | 'mms'
  | 'line'
  | 'wechat'
  | 'kakaotalk'
  | 'kakaotalkchat'
  | 'applebc';

/** A line of the business: a WhatsApp number, a Telegram bot, … */
export interface Channel {
  readonly id: string;
  readonly tenantId: string;
  readonly type: ChannelType;
  readonly name: string;
  /** What people write to: a number, a bot's name. */
  readonly identifier: string;
  readonly createdAt: number;
}

/** Where a person can be reached on a platform. */
export interface Address {
  readonly id: string;
  readonly personId: string;
  readonly channelType: ChannelType;
  readonly value: string;
  readonly createdAt: number;
}

export interface Person {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly addresses: Address[];
  readonly createdAt: number;
}

/** Why a message to a conversation does not get through: the platform's own code and words. */
export interface SendFailure {
  readonly code: string;
  readonly reason: string;
}

export interface Conversation {
  readonly id: string;
  readonly tenantId: string;
  readonly personId: string;
  readonly channelId: string;
  readonly channelType: ChannelType;
  readonly addressId: string;
  readonly subject?: string | undefined;
  readonly createdAt: number;
  /** Set when every message to this conversation fails on its way. */
  readonly failure?: SendFailure | undefined;
  /** The newest message, also when the store has forgotten older ones. */
  lastMessage?: Message | undefined;
  lastInboundAt?: number | undefined;
  lastOutboundAt?: number | undefined;
  /** Messages that arrived on the person's phone since its owner last looked. */
  unread: number;
}

/** `inbound`: from the person to the business. `outbound`: from the flow to the person. */
export type Direction = 'inbound' | 'outbound';

export type MessageStatus = 'pending' | 'sent' | 'delivered' | 'read' | 'failed';

/** One of the channels that a message tries, in order: it goes on to the next when this one fails. */
export interface Way {
  readonly channelType: ChannelType;
  /** Set when a message cannot get through this way. */
  readonly failure?: SendFailure | undefined;
  /** The last state that it reaches this way. Default: as far as the channel can tell. */
  readonly until?: 'sent' | 'delivered' | undefined;
}

/** Something to tap below a message. */
export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** The heading under which a list shows it. */
  readonly section?: string | undefined;
  /** A link or a telephone number that it opens, in place of an answer. */
  readonly href?: string | undefined;
  /** Sends the person's name and number, in place of an answer. */
  readonly shares?: 'contact' | undefined;
}

/** What a message has besides its text when it can be answered by a tap. */
export interface Interactive {
  readonly header?: string | undefined;
  readonly footer?: string | undefined;
  /** What opens the list of choices; buttons have none. */
  readonly listLabel?: string | undefined;
  readonly choices: readonly Choice[];
}

/** What an inbound message answers by a tap. */
export interface Tap {
  /** The message below which it was tapped. */
  readonly messageId: string;
  readonly choice: Choice;
  readonly from: 'buttons' | 'list';
}

export interface Message {
  readonly id: string;
  /** Grows by one with every message of the world: the order of arrival. */
  readonly sequence: number;
  readonly tenantId: string;
  readonly conversationId: string;
  readonly direction: Direction;
  readonly kind: string;
  readonly text: string | null;
  readonly subject?: string | undefined;
  readonly attachmentIds: readonly string[];
  readonly meta?: Readonly<Record<string, unknown>> | undefined;
  readonly interactive?: Interactive | undefined;
  readonly tap?: Tap | undefined;
  readonly createdAt: number;
  /** The channels it tries, at least one. */
  readonly ways: readonly Way[];
  /** Which of its ways it goes now, counted from 0: those before it have failed. */
  way: number;
  /** The channel of that way. */
  channelType: ChannelType;
  /** What the person tapped below it, the last time. */
  tappedId?: string | undefined;
  /** The emoji that the person put on it. */
  reaction?: string | undefined;
  status: MessageStatus;
  sentAt?: number | undefined;
  deliveredAt?: number | undefined;
  readAt?: number | undefined;
  failure?: SendFailure | undefined;
}

/** What a new message consists of; the world adds the rest. */
export interface MessageDraft {
  readonly text: string | null;
  readonly kind?: string | undefined;
  readonly subject?: string | undefined;
  readonly attachmentIds?: readonly string[] | undefined;
  readonly meta?: Readonly<Record<string, unknown>> | undefined;
  readonly interactive?: Interactive | undefined;
  readonly tap?: Tap | undefined;
  /** Default: the conversation's channel, with its failure. */
  readonly ways?: readonly [Way, ...Way[]] | undefined;
}

/** What happens in the world, for the phone page and for webhooks. */
export type WorldEvent =
  | { readonly type: 'person-added'; readonly person: Person }
  | { readonly type: 'conversation-opened'; readonly conversation: Conversation }
  | { readonly type: 'conversation-seen'; readonly conversation: Conversation }
  /** The person began or stopped to type. */
  | { readonly type: 'typing'; readonly conversation: Conversation; readonly typing: boolean }
  | ({ readonly type: 'message-added' | 'message-status' | 'message-tapped' } & OfMessage)
  | ({ readonly type: 'message-switched' } & Switch & OfMessage)
  | ({ readonly type: 'message-reaction' } & Reaction & OfMessage);

interface OfMessage {
  readonly conversation: Conversation;
  readonly message: Message;
}

/** A message failed on one channel and goes on by the next. */
export interface Switch {
  readonly from: ChannelType;
  readonly to: ChannelType;
  readonly failure: SendFailure;
}

export interface Reaction {
  /** The one that was taken away, when it was removed. */
  readonly emoji: string;
  readonly action: 'added' | 'removed';
}
