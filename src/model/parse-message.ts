import { describe } from './describe';
import { DeliveryError } from './failure';

/**
 * The text to send, from whatever a flow holds: strings as they are, numbers and booleans written out, bytes read as UTF-8.
 * @throws DeliveryError of kind `input` for anything that has no one obvious text
 */
export function parseText(value: unknown): string {
  if (value === undefined || value === null) {
    throw new DeliveryError('ERR_TEXT_MISSING', {
      message: 'There is no text to send.',
      hint: 'Put the text into msg.payload, or choose in the node where it comes from.',
    });
  }
  const text = textOf(value);
  if (text === undefined) {
    throw new DeliveryError('ERR_TEXT_TYPE', {
      message: `The text to send is ${describe(value)}, not a text.`,
      hint: 'Make it a text first, for example with a template, change or JSON node. Numbers, booleans and UTF-8 buffers are sent as text.',
    });
  }
  if (text.trim() === '') {
    throw new DeliveryError('ERR_TEXT_EMPTY', {
      message: 'The text to send is empty.',
      hint: 'Put the text into msg.payload, or choose in the node where it comes from.',
    });
  }
  return text;
}

/**
 * The id of the conversation to send to.
 * @throws DeliveryError of kind `input` when it is missing or cannot be an id
 */
export function parseConversationId(value: unknown): string {
  const id = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (id === undefined || id === null || (typeof id === 'string' && id.trim() === '')) {
    throw new DeliveryError('ERR_CONVERSATION_MISSING', {
      message: 'There is no conversation id to send to.',
      hint: 'Set msg.conversationId (or whatever else the field To of the node names) before the node, or type the id of the conversation into the node.',
    });
  }
  if (typeof id !== 'string') {
    throw new DeliveryError('ERR_CONVERSATION_TYPE', {
      message: `The conversation id is ${describe(value)}, not a text.`,
      hint: 'Set msg.conversationId to the id itself, for example the conversation_id of an event.',
    });
  }
  return id.trim();
}

/**
 * The key that marks all attempts as one message, or `undefined` where the flow gives none.
 * Printable ASCII up to 255 characters, because it travels in a header.
 * @throws DeliveryError of kind `input` when it cannot travel in a header
 */
export function parseIdempotencyKey(value: unknown): string | undefined {
  const key = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  const text = typeof key === 'string' ? key.trim() : undefined;
  if (key === undefined || key === null || text === '') return undefined;
  if (text && /^[\x20-\x7e]{1,255}$/.test(text)) return text;
  throw new DeliveryError('ERR_IDEMPOTENCY_KEY', {
    message: `The idempotency key is ${typeof key === 'string' ? 'too long or holds characters outside ASCII' : describe(value)}.`,
    hint: 'Use up to 255 ASCII characters, for example an order number, or remove msg.idempotencyKey to have one made.',
  });
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? decodeUtf8(value) : undefined;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
