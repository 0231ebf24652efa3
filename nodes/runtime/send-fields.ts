import { randomUUID } from 'node:crypto';
import { DeliveryError } from '../../src/model/failure';
import type { OutgoingMessage, Recipient } from '../../src/model/message';
import { parseIdempotencyKey, parseText } from '../../src/model/parse-message';
import { parseRecipient, type RecipientForm } from '../../src/model/parse-recipient';
import { type Priority, parsePriority } from '../../src/model/priority';
import type { AnswerTo, ProviderKind } from '../../src/provider/kinds';
import { type PropertyReader, propertyReader } from './evaluate-property';
import type { FailureRoute, MessageKey } from './outcome';
import type { Message, Node, NodeAPI, NodeDef } from './red';

/** A value that only the provider understands, by its name in the provider's API. */
export interface OptionRow {
  readonly name: string;
  readonly value: string;
  readonly type: string;
}

/** The properties of a send node in a flow. Their names are a contract: flows live for ever. */
export interface SendDef extends NodeDef {
  readonly account?: string;
  /** Whom to send to. Where it is missing, `conversationId` counts. */
  readonly recipient?: string;
  /** Where the recipient comes from, or, for a fixed one, its form (`address` for example). */
  readonly recipientType?: string;
  readonly conversationId?: string;
  readonly conversationIdType?: string;
  readonly text?: string;
  readonly textType?: string;
  readonly priority?: string;
  readonly priorityType?: string;
  readonly idempotencyKey?: string;
  readonly idempotencyKeyType?: string;
  readonly options?: readonly OptionRow[];
  readonly errors?: FailureRoute;
  /** What has to happen before the first output fires; default `accepted`. */
  readonly waitFor?: string;
  /** Seconds, counted from the acceptance. */
  readonly waitTimeout?: number | string;
}

/** What a node's fields amount to for one message. */
export interface ComposedMessage {
  readonly message: OutgoingMessage;
  readonly priority: Priority;
  readonly key: MessageKey;
}

/** Reads the fields of one message, and makes a message of their values. */
export interface SendFields {
  /** The values, some of which may be promises. */
  read(msg: Message): unknown[];
  /** @throws DeliveryError of kind `input` */
  compose(values: unknown[], provider: ProviderKind): ComposedMessage;
}

/** Forms that a fixed recipient can be typed in as. */
const FIXED_FORMS: readonly RecipientForm[] = ['conversation', 'contact', 'contactMethod', 'address', 'addresses'];

/** Prepares reading the fields of a send node. */
export function sendFields(RED: NodeAPI, node: Node, def: SendDef): SendFields {
  const reader = (label: string, value: string, type: string): PropertyReader =>
    propertyReader(RED, node, { label, value, type });
  const optional: typeof reader = (label, value, type) => (value === '' ? () => undefined : reader(label, value, type));
  const { value, type, form } = recipientField(def);
  const options = optionRows(def.options);
  const readers = [
    reader('text', def.text ?? 'payload', def.textType ?? 'msg'),
    reader('recipient', value, type),
    // Where a receive node has left whom to answer, in the form that its provider can reach.
    type === 'msg' && value === 'conversationId' ? ({ recipient }: Message) => recipient : () => undefined,
    optional('priority', def.priority ?? 'normal', def.priorityType ?? 'str'),
    optional('idempotency key', def.idempotencyKey ?? 'idempotencyKey', def.idempotencyKeyType ?? 'msg'),
    ...options.map((option) => optional(`option ${option.name}`, option.value, option.type)),
  ];
  return {
    read: (msg) => readers.map((read) => read(msg)),
    compose([text, to, answerTo, priority, givenKey, ...given], provider) {
      const key = parseIdempotencyKey(givenKey);
      const idempotencyKey = key ?? newKey();
      const content = { kind: 'text', text: parseText(text) } as const;
      const chosen = options.length > 0 && Object.fromEntries(options.map(({ name }, index) => [name, given[index]]));
      // Spelled out, because a queue of many messages would feel what is spread: its properties are in an array apart.
      const messageTo = (recipient: Recipient): OutgoingMessage =>
        chosen ? { recipient, content, idempotencyKey, options: chosen } : { recipient, content, idempotencyKey };
      const message = addressed(messageTo, { to, form, answerTo }, provider);
      return { message, priority: parsePriority(priority), key: { value: idempotencyKey, made: key === undefined } };
    },
  };
}

/** An imported flow may hold anything. */
function optionRows(rows: unknown): OptionRow[] {
  return Array.isArray(rows)
    ? rows.filter((row?: Partial<OptionRow>) => typeof row?.name === 'string' && row.name !== '')
    : [];
}

/** Where the recipient comes from, and the form that it must have, if only one will do. */
interface RecipientField {
  readonly value: string;
  readonly type: string;
  readonly form: RecipientForm | undefined;
}

function recipientField(def: SendDef): RecipientField {
  const { recipient: value, recipientType: type = 'msg' } = def;
  if (value === undefined) return conversationField(def);
  const form = FIXED_FORMS.find((fixed) => fixed === type);
  return { value, type: form ? 'str' : type, form };
}

/** Nodes of earlier versions know conversations only. */
function conversationField({ conversationId, conversationIdType }: SendDef): RecipientField {
  return { value: conversationId ?? 'conversationId', type: conversationIdType ?? 'msg', form: 'conversation' };
}

interface Addressing {
  readonly to: unknown;
  readonly form: RecipientForm | undefined;
  readonly answerTo: unknown;
}

/**
 * The message with its recipient. A conversation id is enough where the provider can be told it; where it cannot,
 * whoever is to be answered counts: so one flow serves either provider. Never where the flow has put another id in its
 * place: what was meant for somebody else would go to the person who wrote.
 */
function addressed(
  messageTo: (recipient: Recipient) => OutgoingMessage,
  { to, form, answerTo }: Addressing,
  provider: ProviderKind,
): OutgoingMessage {
  const message = messageTo(
    isNothing(to) && !isNothing(answerTo) ? parseRecipient(answerTo) : parseRecipient(to, form),
  );
  try {
    provider.check(message);
    return message;
  } catch (thrown) {
    const unreachable = thrown instanceof DeliveryError && thrown.code === 'ERR_RECIPIENT_UNSUPPORTED';
    if (!unreachable || !isAnotherNameOf(answerTo, to)) throw thrown;
    const answer = messageTo(parseRecipient(answerTo));
    provider.check(answer);
    return answer;
  }
}

function isAnotherNameOf(answerTo: unknown, conversationId: unknown): boolean {
  const { answers } = (answerTo ?? {}) as Partial<AnswerTo>;
  return answers !== undefined && answers === conversationId;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** Node puts a UUID together from sixteen pieces and keeps them all; a queue of many messages would feel that. */
function newKey(): string {
  return Buffer.from(randomUUID(), 'latin1').toString('latin1');
}
