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
  | 'rcs';

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
  readonly createdAt: number;
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
}

/** What happens in the world, for the phone page and (later) webhooks. */
export type WorldEvent =
  | { readonly type: 'conversation-opened'; readonly conversation: Conversation }
  | { readonly type: 'conversation-seen'; readonly conversation: Conversation }
  | { readonly type: 'message-added'; readonly conversation: Conversation; readonly message: Message }
  | { readonly type: 'message-status'; readonly conversation: Conversation; readonly message: Message };
