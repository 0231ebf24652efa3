import { DeliveryError } from './failure';
import type { Address, Recipient } from './message';
import { parseConversationId } from './parse-message';

/** The forms that a recipient can have. */
export type RecipientForm = Recipient['kind'];

type Fields = Readonly<Record<string, unknown>>;

/** What each form is called and looks like, for people. */
const FORMS: Record<RecipientForm, readonly [name: string, looks: string]> = {
  conversation: ['conversation', 'the id of a conversation, or {conversationId}'],
  contact: ['contact', 'the id of a contact, or {contactId}, with or without a channelId'],
  contactMethod: ['contact method', 'the id of a contact method, or {contactMethodId}'],
  address: ['address', '{channel, identity}, for example {"channel": "SMS", "identity": "+46701234567"}'],
  addresses: ['list of addresses', 'a list of {channel, identity}, the preferred first'],
};

/**
 * Whom a message goes to. A text or a whole number is an id, by default a conversation's; an object tells by its keys
 * what it is ({conversationId}, {contactId, channelId?}, {contactMethodId}, {channel, identity} or {to, channelId}), and
 * a list holds addresses. A key without a value counts as not there.
 * @param form what it must be; where it is left out, any form will do
 * @throws DeliveryError of kind `input`: `ERR_CONVERSATION_MISSING` where there is nothing at all
 */
export function parseRecipient(value: unknown, form?: RecipientForm): Recipient {
  const given = isAddressForm(form) ? fromJson(value) : value;
  const recipient = isObject(given) ? structured(given) : simple(given, form);
  if (recipient && (!form || recipient.kind === form)) return recipient;
  if (recipient?.kind === 'address' && form === 'addresses') return { kind: form, addresses: [addressOf(recipient)] };
  if (form === 'conversation') parseConversationId(value);
  throw wrongShape(form);
}

function structured(value: object): Recipient | undefined {
  if (Array.isArray(value)) return addressList(value);
  const fields = value as Fields;
  const found = [conversation(fields), contactOrAddress(fields), contactMethod(fields), address(fields)].filter(
    (recipient) => recipient !== undefined,
  );
  if (found.length > 1) throw ambiguous();
  return found[0];
}

/** An id that stands alone. */
function simple(value: unknown, form: RecipientForm = 'conversation'): Recipient | undefined {
  if (form === 'conversation' || isNothing(value)) {
    return { kind: 'conversation', conversationId: parseConversationId(value) };
  }
  const id = idText(value);
  if (id && form === 'contact') return { kind: 'contact', contactId: id };
  if (id && form === 'contactMethod') return { kind: 'contactMethod', contactMethodId: id };
  return undefined;
}

function conversation(fields: Fields): Recipient | undefined {
  const conversationId = idText(fields.conversationId);
  return conversationId ? { kind: 'conversation', conversationId } : undefined;
}

function contactMethod(fields: Fields): Recipient | undefined {
  const contactMethodId = idText(fields.contactMethodId);
  return contactMethodId ? { kind: 'contactMethod', contactMethodId } : undefined;
}

/** A `channelId` belongs to either a contact or, as SendSeven calls an address, to `to`. */
function contactOrAddress(fields: Fields): Recipient | undefined {
  const [contactId, channelId, to] = [fields.contactId, fields.channelId, fields.to].map(idText);
  if (contactId && to) throw ambiguous();
  if (contactId) return { kind: 'contact', contactId, ...(channelId && { channelId }) };
  return to && channelId ? { kind: 'address', channel: channelId, identity: to } : undefined;
}

function address(fields: Fields): Recipient | undefined {
  const [channel, identity] = [idText(fields.channel), idText(fields.identity)];
  return channel && identity ? { kind: 'address', channel, identity } : undefined;
}

function addressList(items: readonly unknown[]): Recipient | undefined {
  const addresses: Address[] = [];
  for (const item of items) {
    const recipient = isObject(item) && !Array.isArray(item) ? structured(item) : undefined;
    if (recipient?.kind !== 'address') return undefined;
    addresses.push(addressOf(recipient));
  }
  return addresses.length > 0 ? { kind: 'addresses', addresses } : undefined;
}

function addressOf({ channel, identity }: Address): Address {
  return { channel, identity };
}

/** An id as a text; a number may be one, too, a phone number for example. */
function idText(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' ? text.trim() || undefined : undefined;
}

/** Where a text was typed in although only objects will do, it may be the object, written as JSON. */
function fromJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function isAddressForm(form: RecipientForm | undefined): boolean {
  return form === 'address' || form === 'addresses';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function wrongShape(form: RecipientForm | undefined): DeliveryError {
  const forms = form ? [FORMS[form]] : Object.values(FORMS);
  return new DeliveryError('ERR_RECIPIENT', {
    message: form ? `The recipient is no ${FORMS[form][0]}.` : 'The recipient has no form that is known.',
    hint: `Set it to ${forms.map(([, looks]) => looks).join('; or ')}.`,
  });
}

function ambiguous(): DeliveryError {
  return new DeliveryError('ERR_RECIPIENT', {
    message: 'The recipient names more than one way to reach somebody.',
    hint: 'Leave one of conversationId, contactId, contactMethodId and {channel, identity}, and remove the others.',
  });
}
