import type { EventDirection, EventFailure, IncomingEvent } from '../../model/event';
import { fieldsOf, idIn, type JsonObject, objectIn, textIn } from '../json-fields';
import { readAttachments, readReply } from './reply-choice';

/**
 * What an event of SendSeven says, in common words. Types that are not known pass through, with what can be read.
 * Fields of another type than documented are left out; `body` has everything.
 * @param makeId for an envelope without `id`
 * @returns `undefined` for an envelope that names no type
 */
export function decodeEvent(body: JsonObject, makeId: () => string): IncomingEvent | undefined {
  const type = textIn(body.type);
  if (!type) return undefined;
  const data = fieldsOf(body.data);
  const message = fieldsOf(data.message);
  return {
    id: idIn(body.id) ?? makeId(),
    type,
    at: textIn(body.created_at),
    conversationId: idIn(message.conversation_id) ?? idIn(fieldsOf(data.conversation).id) ?? idIn(data.conversation_id),
    messageId: idIn(message.id),
    channel: textIn(message.platform) ?? textIn(fieldsOf(data.channel).platform),
    ...(type === 'message.reaction' ? readReaction(data) : readMessage(type, message)),
    failure: readFailure(type, message, data),
    message: objectIn(data.message),
    contact: objectIn(data.contact),
    conversation: objectIn(data.conversation),
    body,
  };
}

function readMessage(type: string, message: JsonObject): Partial<IncomingEvent> {
  const direction = readDirection(type, message);
  return {
    direction,
    inReplyTo: idIn(message.reply_to_id),
    identity: direction === 'outbound' ? idIn(message.to_id) : idIn(message.from_id),
    text: textIn(message.text),
    attachments: readAttachments(message),
    reply: readReply(message),
    // Of a message to us SendSeven says `delivered`: how far it came to us, which is not what a receipt is.
    status: direction === 'inbound' ? undefined : (textIn(message.status) ?? statusNamedBy(type)),
  };
}

/** The message in a reaction is the one reacted to: its text and its direction are not those of the reaction. */
function readReaction(data: JsonObject): Partial<IncomingEvent> {
  const reaction = fieldsOf(data.reaction);
  return { identity: idIn(reaction.from_id), text: textIn(reaction.emoji) };
}

function readDirection(type: string, { direction }: JsonObject): EventDirection | undefined {
  if (direction === 'inbound' || direction === 'outbound') return direction;
  if (type === 'message.received') return 'inbound';
  return statusNamedBy(type) ? 'outbound' : undefined;
}

/** `delivered` of `message.delivered`. */
function statusNamedBy(type: string): string | undefined {
  return /^message\.(sent|delivered|read|failed)$/.exec(type)?.[1];
}

function readFailure(type: string, message: JsonObject, data: JsonObject): EventFailure | undefined {
  if (type !== 'message.failed' && message.status !== 'failed') return undefined;
  const meta = fieldsOf(message.meta);
  const error = fieldsOf(data.error);
  return {
    code: idIn(meta.error_code) ?? idIn(error.code),
    reason: textIn(meta.error) ?? textIn(message.error_message) ?? textIn(error.message),
  };
}
