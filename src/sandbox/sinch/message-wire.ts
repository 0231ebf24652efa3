import type { ChannelType, Conversation, Message } from '../core/types';
import type { World } from '../core/world';
import { type App, type ProcessingMode, senderOf } from './apps';
import { type Identity, identityOnWire, sinchChannelOf } from './channels';
import { wireId } from './ids';
import type { MessageNote, Notes } from './notes';
import type { Json } from './schema/validate';
import { timestamp } from './timestamp';

/** Whose message it is, on one of its channels: what items of lists, callbacks and receipts have in common. */
export function partiesOnWire(app: App, conversation: Conversation, note: MessageNote, type: ChannelType): Json {
  return {
    ...peopleOnWire(conversation, note.mode),
    channel_identity: identityOnWire(identityOn(type, note.identities), app.id),
    processing_mode: note.mode,
  };
}

/** DISPATCH has no contacts and conversations: their ids are empty there. */
export function peopleOnWire(conversation: Conversation, mode: ProcessingMode): Json {
  const kept = mode === 'CONVERSATION';
  return {
    conversation_id: kept ? wireId(conversation.id) : '',
    contact_id: kept ? wireId(conversation.personId) : '',
  };
}

/** The one of these identities that is on a channel. */
export function identityOn(type: ChannelType, identities: readonly Identity[]): Identity {
  const channel = sinchChannelOf(type) ?? 'SMS';
  return identities.find((one) => one.channel === channel) ?? { channel, identity: '' };
}

/** A message as Sinch tells of it: in lists, and (an inbound one) in callbacks. */
export function messageOnWire(app: App, message: Message, conversation: Conversation, note: MessageNote): Json {
  const { channel } = identityOn(message.channelType, note.identities);
  const inbound = message.direction === 'inbound';
  return {
    id: wireId(message.id),
    direction: inbound ? 'TO_APP' : 'TO_CONTACT',
    ...(inbound ? { contact_message: note.contactMessage } : { app_message: note.appMessage }),
    ...partiesOnWire(app, conversation, note, message.channelType),
    metadata: note.metadata ?? '',
    accept_time: timestamp(message.createdAt),
    sender_id: senderOf(channel),
    injected: false,
  };
}

/** What a person wrote or tapped, as Sinch's `contact_message`; a test may have put one of its own in. */
export function contactMessageOf({ meta, tap, text }: Message, world: World, notes: Notes): Json {
  if (meta?.contact_message) return meta.contact_message as Json;
  if (!tap) return { text_message: { text: text ?? '' } };
  const asked = world.messages.get(tap.messageId);
  const postback = asked && notes.message(asked)?.postbacks?.[Number(tap.choice.id)];
  const message_id = wireId(tap.messageId);
  return { choice_response_message: { message_id, postback_data: postback ?? `${message_id}_${tap.choice.title}` } };
}
