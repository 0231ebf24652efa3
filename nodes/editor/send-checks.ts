import { WAIT_GOALS } from '../../src/model/event';
import type { Address } from '../../src/model/message';
import { WAIT_TIMEOUT } from '../../src/model/parse-wait';
import { PRIORITIES } from '../../src/model/priority';
import { variableName } from '../../src/model/variables';
import { RECIPIENT_FORMS, type RecipientForm } from './send-choices';

/** What a new node holds, and one from before there were these properties. */
export const MORE_DEFAULTS = {
  priority: 'normal',
  priorityType: 'str',
  idempotencyKey: 'idempotencyKey',
  idempotencyKeyType: 'msg',
  waitFor: 'accepted',
  /** Seconds; empty for the default. */
  waitTimeout: '',
} as const;

/** The fields of a send node under *More* that hold one value each. */
export type MoreFields = Record<keyof typeof MORE_DEFAULTS, string>;

/** A value that only the provider understands, by its name in the provider's API, as a typedInput. */
export interface OptionRow {
  readonly name: string;
  readonly value: string;
  readonly type: string;
}

/** The properties of a send node under *More*. */
export interface MoreProperties extends MoreFields {
  options: readonly OptionRow[];
}

/** Where a recipient comes from in a node from before it could be anything but a conversation, and in a new one. */
export interface RecipientProperties {
  readonly recipient?: string;
  readonly recipientType?: string;
  readonly conversationId?: string;
  readonly conversationIdType?: string;
}

/** Whether a node was set up to do something else than the default with what is under *More*. */
export function usesMore(node: Partial<MoreProperties>): boolean {
  const fields = Object.keys(MORE_DEFAULTS) as (keyof MoreFields)[];
  const isUsual = fields.every((field) => (node[field] ?? MORE_DEFAULTS[field]) === MORE_DEFAULTS[field]);
  return !isUsual || (node.options ?? []).length > 0;
}

/** Message key of what is wrong with a priority that was chosen for all messages, or `undefined`. */
export function checkPriority(value: string): string | undefined {
  const isKnown = PRIORITIES.some((priority) => priority === value);
  return value === '' || isKnown || variableName(value) ? undefined : 'errors.priorityUnknown';
}

/** Message key of what is wrong with what a node is set to wait for, or `undefined`. Missing means the default. */
export function checkWaitFor(value: string | undefined): string | undefined {
  const isKnown = WAIT_GOALS.some((goal) => goal === value);
  return !value || isKnown || variableName(value) ? undefined : 'errors.waitForUnknown';
}

/** Message key of what is wrong with how long a node waits, or `undefined`. Empty or missing means the default. */
export function checkWaitTimeout(value: string | number | undefined): string | undefined {
  const text = String(value ?? '').trim();
  if (text === '' || variableName(text)) return undefined;
  const seconds = Number(text);
  return seconds >= WAIT_TIMEOUT.min && seconds <= WAIT_TIMEOUT.max ? undefined : 'errors.waitTimeout';
}

/** The form of a fixed recipient that a type stands for, or `undefined` for a source such as `msg`. */
export function fixedForm(type: string | undefined): RecipientForm | undefined {
  return RECIPIENT_FORMS.find((form) => form === type);
}

/** The recipient field of a node: a fixed text was a conversation before there was anything else. */
export function recipientOf(node: RecipientProperties): { readonly value: string; readonly type: string } {
  const [value = 'conversationId', type = 'msg'] =
    node.recipient === undefined
      ? [node.conversationId, node.conversationIdType]
      : [node.recipient, node.recipientType];
  return { value, type: type === 'str' ? 'conversation' : type };
}

/** Message key of what is wrong with a fixed recipient, or `undefined`. */
export function checkRecipient(form: RecipientForm, value: string): string | undefined {
  if (value.trim() === '') return 'errors.recipientEmpty';
  if (form !== 'address' && form !== 'addresses') return undefined;
  const addresses = readAddresses(value);
  const isComplete = addresses.length > 0 && addresses.every(({ channel, identity }) => channel && identity);
  return isComplete ? undefined : 'errors.addressIncomplete';
}

/** The addresses that a recipient field holds, as JSON of one or of a list. None where it holds something else. */
export function readAddresses(value: string): Address[] {
  try {
    const parsed: unknown = JSON.parse(value);
    const list = Array.isArray(parsed) ? parsed : [parsed];
    return list.map((item) => ({ channel: textOf(item?.channel), identity: textOf(item?.identity) }));
  } catch {
    return [];
  }
}

/** What a recipient field holds for addresses: the first of them, or all that are not quite empty. */
export function writeAddresses(form: 'address' | 'addresses', rows: readonly Address[]): string {
  const addresses = rows
    .map(({ channel, identity }) => ({ channel: channel.trim(), identity: identity.trim() }))
    .filter(({ channel, identity }) => channel !== '' || identity !== '');
  const [first] = addresses;
  if (!first) return '';
  return JSON.stringify(form === 'address' ? first : addresses);
}

/** What is wrong with the options of a message: a message key and the option's name, or `undefined`. */
export function checkOptions(options: readonly OptionRow[] = []): { key: string; name: string } | undefined {
  const names = options.map(({ name }) => name);
  const nameless = options.find(({ name }) => name.trim() === '');
  if (nameless) return { key: 'errors.optionName', name: '' };
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : { key: 'errors.optionTwice', name: twice };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}
