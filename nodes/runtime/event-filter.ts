import type { IncomingEvent } from '../../src/model/event';
import { DeliveryError } from '../../src/model/failure';
import { type PropertyReader, propertyReader } from './evaluate-property';
import type { Message, Node, NodeAPI } from './red';

/** What a receive node lets through. Names are a contract: flows live for ever. */
export interface FilterDef {
  /** Types of events; empty means none, absent means `message.received`. */
  readonly events?: readonly string[];
  readonly filterChannel?: string;
  readonly filterChannelType?: string;
  readonly filterConversation?: string;
  readonly filterConversationType?: string;
  readonly filterText?: string;
  /** `str`: contains, whatever the case. `re`: regular expression. `jsonata`: true or a text to contain. */
  readonly filterTextType?: string;
}

/** The values of a filter's fields for one event: channel, conversation, text. */
export type FilterValues = readonly [channel: unknown, conversation: unknown, text: unknown];

export const DEFAULT_EVENTS: readonly string[] = ['message.received'];

/** Prepares reading a filter's fields; they may come from a context or an expression that changes. */
export function filterReader(RED: NodeAPI, node: Node, def: FilterDef): (msg: Message) => unknown[] {
  const reader = (label: string, value = '', type = 'str'): PropertyReader =>
    value === '' ? () => undefined : propertyReader(RED, node, { label, value, type });
  const readers = [
    reader('channel filter', def.filterChannel, def.filterChannelType),
    reader('conversation filter', def.filterConversation, def.filterConversationType),
    def.filterTextType === 're'
      ? regularExpression(def.filterText)
      : reader('text filter', def.filterText, def.filterTextType),
  ];
  return (msg) => readers.map((read) => read(msg));
}

/** Whether an event is of a wanted kind at all, which costs nothing to know. */
export function isWanted({ type, direction }: IncomingEvent, events: readonly string[] = DEFAULT_EVENTS): boolean {
  // What a flow itself sent must never come back into it as if somebody had written.
  if (type === 'message.received' && direction === 'outbound') return false;
  return events.includes(type);
}

/** Whether an event passes the fields of a filter; an empty field lets everything pass. */
export function passes(event: IncomingEvent, [channel, conversation, text]: FilterValues): boolean {
  return (
    (isEmpty(channel) || is(channel, event.channel?.toLowerCase(), (wanted) => wanted.toLowerCase())) &&
    (isEmpty(conversation) || is(conversation, event.conversationId)) &&
    (isEmpty(text) || matches(text, event.text || event.reply?.title || ''))
  );
}

/** An expression may decide by itself, or name several values of which one will do. */
function is(wanted: unknown, actual: string | undefined, form = (text: string) => text): boolean {
  if (typeof wanted === 'boolean') return wanted;
  if (Array.isArray(wanted)) return wanted.some((one) => is(one, actual, form));
  return form(String(wanted).trim()) === actual;
}

function matches(wanted: unknown, text: string): boolean {
  if (typeof wanted === 'boolean') return wanted;
  if (wanted instanceof RegExp) return wanted.test(text);
  return text.toLowerCase().includes(String(wanted).toLowerCase());
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** `/bye/i` or `bye`; compiled once. One that cannot be compiled fails for every event, with the reason. */
function regularExpression(source = ''): PropertyReader {
  if (source === '') return () => undefined;
  const [, pattern = source, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(source) ?? [];
  try {
    // A stateful expression would let through every second message.
    const expression = new RegExp(pattern, flags.replace(/[gy]/g, ''));
    return () => expression;
  } catch (error) {
    const failure = new DeliveryError('ERR_EXPRESSION', {
      message: `The text filter is not a regular expression: ${(error as Error).message}`,
      hint: 'Open the node and correct the text filter, for example to /^(yes|no)$/i.',
    });
    return () => {
      throw failure;
    };
  }
}
