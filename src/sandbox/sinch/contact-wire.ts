import type { Conversation, Person } from '../core/types';
import type { App } from './apps';
import { type Identity, identityOnWire, sinchChannelOf } from './channels';
import { wireId } from './ids';
import { type ContactNote, type ConversationNote, plainContact } from './notes';
import type { Json } from './schema/validate';
import { timestamp } from './timestamp';

/** The addresses of a person on Sinch's channels, in the order in which they became known. */
export function identitiesOf(person: Person | undefined): Identity[] {
  return (person?.addresses ?? []).flatMap(({ channelType, value }) => {
    const channel = sinchChannelOf(channelType);
    return channel ? [{ channel, identity: value }] : [];
  });
}

export function contactOnWire(person: Person, note: ContactNote = plainContact, appId = ''): Json {
  return {
    id: wireId(person.id),
    channel_identities: identitiesOf(person).map((identity) => identityOnWire(identity, appId)),
    channel_priority: note.channel_priority,
    display_name: person.name,
    email: person.email ?? '',
    external_id: note.external_id,
    metadata: note.metadata,
    language: note.language,
  };
}

export function conversationOnWire(
  app: App,
  conversation: Conversation,
  { metadata, correlationId }: ConversationNote,
): Json {
  const { lastMessage = conversation } = conversation;
  return {
    id: wireId(conversation.id),
    app_id: app.id,
    contact_id: wireId(conversation.personId),
    active: true,
    active_channel: sinchChannelOf(lastMessage.channelType) ?? 'CHANNEL_UNSPECIFIED',
    last_received: timestamp(lastMessage.createdAt),
    metadata: metadata ? JSON.stringify(metadata) : '',
    metadata_json: metadata ?? null,
    correlation_id: correlationId ?? '',
  };
}
