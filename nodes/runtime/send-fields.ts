import { randomUUID } from 'node:crypto';
import type { OutgoingMessage } from '../../src/model/message';
import { parseConversationId, parseIdempotencyKey, parseText } from '../../src/model/parse-message';
import { type Priority, parsePriority } from '../../src/model/priority';
import { type PropertyReader, propertyReader } from './evaluate-property';
import type { FailureRoute, MessageKey } from './outcome';
import type { Message, Node, NodeAPI, NodeDef } from './red';

/** The properties of a send node in a flow. Their names are a contract: flows live for ever. */
export interface SendDef extends NodeDef {
  readonly account?: string;
  readonly conversationId?: string;
  readonly conversationIdType?: string;
  readonly text?: string;
  readonly textType?: string;
  readonly priority?: string;
  readonly priorityType?: string;
  readonly idempotencyKey?: string;
  readonly idempotencyKeyType?: string;
  readonly errors?: FailureRoute;
}

/** What a node's fields amount to for one message. */
export interface ComposedMessage {
  readonly message: OutgoingMessage;
  readonly priority: Priority;
  readonly key: MessageKey;
}

/** Prepares reading the fields of a send node: text, conversation id, priority and idempotency key, in this order. */
export function fieldReader(RED: NodeAPI, node: Node, def: SendDef): (msg: Message) => unknown[] {
  const reader = (label: string, value: string, type: string): PropertyReader =>
    propertyReader(RED, node, { label, value, type });
  const optional: typeof reader = (label, value, type) => (value === '' ? () => undefined : reader(label, value, type));
  const readers = [
    reader('text', def.text ?? 'payload', def.textType ?? 'msg'),
    reader('conversation id', def.conversationId ?? 'conversationId', def.conversationIdType ?? 'msg'),
    optional('priority', def.priority ?? 'normal', def.priorityType ?? 'str'),
    optional('idempotency key', def.idempotencyKey ?? 'idempotencyKey', def.idempotencyKeyType ?? 'msg'),
  ];
  return (msg) => readers.map((read) => read(msg));
}

/**
 * Makes a message of the fields' values.
 * @throws DeliveryError of kind `input`
 */
export function compose([text, conversationId, priority, givenKey]: unknown[]): ComposedMessage {
  const key = parseIdempotencyKey(givenKey);
  const value = key ?? newKey();
  return {
    message: {
      recipient: { kind: 'conversation', conversationId: parseConversationId(conversationId) },
      content: { kind: 'text', text: parseText(text) },
      idempotencyKey: value,
    },
    priority: parsePriority(priority),
    key: { value, made: key === undefined },
  };
}

/** Node puts a UUID together from sixteen pieces and keeps them all; a queue of many messages would feel that. */
function newKey(): string {
  return Buffer.from(randomUUID(), 'latin1').toString('latin1');
}
