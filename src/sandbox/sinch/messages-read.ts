import type { Message } from '../core/types';
import type { Outcome } from '../http/face';
import { invalidField, notFound, ok } from './answers';
import type { App, ProcessingMode } from './apps';
import type { Context } from './context';
import { worldId } from './ids';
import { messageOnWire } from './message-wire';
import type { MessageNote } from './notes';
import { keeps } from './notes';
import { pageOf } from './paging';
import type { Json } from './schema/validate';

const sources: Readonly<Record<string, ProcessingMode>> = {
  CONVERSATION_SOURCE: 'CONVERSATION',
  DISPATCH_SOURCE: 'DISPATCH',
};

interface Kept {
  readonly app: App;
  readonly message: Message;
  readonly note: MessageNote;
  readonly item: Json;
}

/** GET /messages: the newest first, of one of the two stores. */
export function listMessages(context: Context): Outcome {
  const { query, world, projectId } = context;
  const mode = sourceOf(query);
  if (!mode) return { answer: invalidField('messages_source', `must be one of ${Object.keys(sources).join(', ')}`) };
  const wanted = filterOf(query);
  const found = [...world.messages.all()]
    .filter((message) => message.tenantId === projectId)
    .flatMap((message) => keptIn(context, message, mode) ?? [])
    .filter(wanted)
    .reverse();
  const page = pageOf(found, query, { usual: 10, most: 1_000 });
  if ('refusal' in page) return { answer: page.refusal };
  const bare = query.get('view') === 'WITHOUT_METADATA';
  const messages = page.items.map(({ item }) => (bare ? { ...item, metadata: '' } : item));
  return { answer: ok({ messages, next_page_token: page.next_page_token }) };
}

/** GET /messages/{message_id} */
export function getMessage(context: Context): Outcome {
  const { query, world, projectId, id } = context;
  const mode = sourceOf(query);
  const message = world.messages.get(worldId(id));
  const kept = mode && message?.tenantId === projectId ? keptIn(context, message, mode) : undefined;
  return { answer: kept ? ok(kept.item) : notFound('Message') };
}

function sourceOf(query: URLSearchParams): ProcessingMode | undefined {
  const source = query.get('messages_source') ?? 'CONVERSATION_SOURCE';
  return Object.hasOwn(sources, source) ? sources[source] : undefined;
}

/** The message as the store of this mode has it; DISPATCH may have none. */
function keptIn({ world, apps, notes }: Context, message: Message, mode: ProcessingMode): Kept | undefined {
  const note = notes.message(message);
  const conversation = world.directory.conversations.get(message.conversationId);
  const app = conversation && apps.of(conversation);
  if (!app || !note || note.mode !== mode || !keeps(app, mode)) return undefined;
  return { app, message, note, item: messageOnWire(app, message, conversation, note) };
}

/** What a query wants of the list. */
function filterOf(query: URLSearchParams): (kept: Kept) => boolean {
  const is = (name: string, value: unknown) => query.get(name) === null || query.get(name) === value;
  const from = Date.parse(query.get('start_time') ?? '');
  const to = Date.parse(query.get('end_time') ?? '');
  return ({ app, item, message }) => {
    const { channel, identity } = item.channel_identity as { channel: string; identity: string };
    return (
      is('app_id', app.id) &&
      is('conversation_id', item.conversation_id) &&
      is('contact_id', item.contact_id) &&
      is('direction', item.direction) &&
      is('channel', channel) &&
      (query.get('channel_identity') ?? identity).replace(/^\+/, '') === identity.replace(/^\+/, '') &&
      (query.get('only_recipient_originated') !== 'true' || message.direction === 'inbound') &&
      !(message.createdAt < from) &&
      !(message.createdAt >= to)
    );
  };
}
