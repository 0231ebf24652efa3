import type { Message } from '../core/types';
import type { World } from '../core/world';
import type { Answer } from '../http/exchange';
import { invalid, notFound, ok, refused } from './answers';
import { type Context, type Outcome, own } from './context';
import { storedMessage } from './message-wire';
import { type Cursor, decodeCursor, encodeCursor, type Pagination, pageOf, pagination } from './paging';

/** How far back the list over all conversations goes when no `created_after` is given. */
const listedMs = 30 * 24 * 60 * 60 * 1000;

/** GET /messages: of one conversation, or of all with a status or a direction. Newest first. */
export function listMessages(context: Context): Outcome {
  return { answer: context.query.conversation_id == null ? listAll(context) : listOne(context) };
}

function listAll({ world, tenantId, query, now }: Context): Answer {
  if (query.status == null && query.direction == null) {
    const msg = 'Value error, status or direction is required without conversation_id';
    return invalid([{ type: 'value_error', loc: ['query'], msg }]);
  }
  const after = query.created_after == null ? now - listedMs : Date.parse(String(query.created_after));
  const recent = [...world.messages.all()].filter((one) => one.tenantId === tenantId && one.createdAt > after);
  const newestFirst = selected(recent, query).reverse();
  const { items, pagination: meta } = pageOf(newestFirst, Number(query.page), Number(query.page_size));
  return ok({
    items: items.map((message) => storedMessage(message, world)),
    pagination: { ...meta, next_cursor: null, prev_cursor: null, has_more: meta.has_next },
  });
}

function listOne({ world, tenantId, query }: Context): Answer {
  const conversation = own(world.directory.conversations, query.conversation_id, tenantId);
  if (!conversation) return notFound('Conversation');
  const newestFirst = selected(world.messages.of(conversation.id), query).reverse();
  const pageSize = Number(query.page_size);
  if (query.cursor == null) {
    const { items, pagination: meta } = pageOf(newestFirst, Number(query.page), pageSize);
    return ok(withCursors(items, newestFirst, meta, world));
  }
  const cursor = decodeCursor(String(query.cursor));
  if (!cursor) return refused(400, 'Invalid cursor');
  const items = fromCursor(cursor, newestFirst, pageSize);
  return ok(withCursors(items, newestFirst, pagination(newestFirst.length, 1, pageSize), world));
}

function selected(messages: readonly Message[], { status, direction, created_after }: Context['query']): Message[] {
  const after = created_after == null ? Number.NEGATIVE_INFINITY : Date.parse(String(created_after));
  return messages.filter(
    (message) =>
      (status == null || message.status === status) &&
      (direction == null || message.direction === direction) &&
      message.createdAt > after,
  );
}

function fromCursor({ side, sequence }: Cursor, newestFirst: readonly Message[], pageSize: number): Message[] {
  if (side === 'before') return newestFirst.filter((one) => one.sequence < sequence).slice(0, pageSize);
  return newestFirst.filter((one) => one.sequence > sequence).slice(-pageSize);
}

/** Adds the ways onward: to what is older and to what is newer than these items. */
function withCursors(items: Message[], newestFirst: readonly Message[], meta: Pagination, world: World) {
  const newest = items[0];
  const oldest = items.at(-1);
  const hasOlder = oldest !== undefined && oldest !== newestFirst.at(-1);
  const hasNewer = newest !== undefined && newest !== newestFirst[0];
  return {
    items: items.map((message) => storedMessage(message, world)),
    pagination: {
      ...meta,
      next_cursor: hasOlder ? encodeCursor({ side: 'before', sequence: oldest.sequence }) : null,
      prev_cursor: hasNewer ? encodeCursor({ side: 'after', sequence: newest.sequence }) : null,
      has_more: hasOlder,
    },
  };
}
