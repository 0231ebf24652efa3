import type { Address, Channel, Conversation, Person } from '../core/types';
import type { Answer } from '../http/exchange';
import { invalidBody, notFound, refused } from './answers';
import { type Context, own } from './context';

type Found = { readonly conversation: Conversation } | { readonly refusal: Answer };

/**
 * Finds the conversation that a new message belongs to. The API takes four ways of addressing, in this order:
 * a conversation, a contact method, a contact (with a channel), or a raw address with a channel.
 */
export function findRecipient(context: Context): Found {
  const { body, missingAddressStatus } = context;
  if (isGiven(body.conversation_id)) return byConversation(context);
  if (isGiven(body.contact_method_id)) return byMethod(context);
  if (isGiven(body.contact_id) && !isGiven(body.to)) return byContact(context);
  if (isGiven(body.to) && isGiven(body.channel_id)) return byRawAddress(context);
  const rule = 'one of conversation_id, contact_method_id, contact_id or to with channel_id is required';
  return { refusal: missingAddressStatus === 400 ? refused(400, rule) : invalidBody(rule) };
}

const isGiven = (value: unknown): value is string => typeof value === 'string' && value !== '';

function byConversation({ world, tenantId, body }: Context): Found {
  const conversation = own(world.directory.conversations, body.conversation_id, tenantId);
  return conversation ? { conversation } : { refusal: notFound('Conversation') };
}

function byMethod(context: Context): Found {
  const { world, tenantId, body } = context;
  const address = world.directory.address(String(body.contact_method_id));
  const person = address && own(world.directory.people, address.personId, tenantId);
  if (!address || !person) return { refusal: notFound('Contact method') };
  const channel = world.directory.channelOfType(tenantId, address.channelType);
  return channel ? open(context, person, channel, address) : { refusal: notFound('Channel') };
}

function byContact(context: Context): Found {
  const { world, tenantId, body } = context;
  const person = own(world.directory.people, body.contact_id, tenantId);
  if (!person) return { refusal: notFound('Contact') };
  const channel = isGiven(body.channel_id) ? own(world.directory.channels, body.channel_id, tenantId) : undefined;
  if (isGiven(body.channel_id) && !channel) return { refusal: notFound('Channel') };
  const address = person.addresses.find(({ channelType }) => !channel || channelType === channel.type);
  if (address) {
    const line = channel ?? world.directory.channelOfType(tenantId, address.channelType);
    if (line) return open(context, person, line, address);
  }
  const value = channel?.type === 'email' ? person.email : person.phone;
  if (!channel || value === undefined) return { refusal: refused(400, 'Contact cannot be reached on this channel') };
  return open(context, person, channel, world.addAddress(person, channel.type, value));
}

function byRawAddress(context: Context): Found {
  const { world, tenantId, body } = context;
  const channel = own(world.directory.channels, body.channel_id, tenantId);
  if (!channel) return { refusal: notFound('Channel') };
  const value = String(body.to);
  const known = world.directory.findAddress(tenantId, channel.type, value);
  const owner = known && world.directory.people.get(known.personId);
  if (owner) return open(context, owner, channel, known);
  const person = world.addPerson({ tenantId, name: value, addresses: [{ channelType: channel.type, value }] });
  return open(context, person, channel, person.addresses[0] as Address);
}

/** The person's conversation on this channel, or a new one. */
function open({ world, body }: Context, person: Person, channel: Channel, address: Address): Found {
  const existing = world.directory.conversationsOf(person.id).find(({ channelId }) => channelId === channel.id);
  if (existing) return { conversation: existing };
  const subject = isGiven(body.subject) ? body.subject : undefined;
  return { conversation: world.openConversation(person, channel, address, { subject }) };
}
