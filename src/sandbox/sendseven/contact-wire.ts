import type { Address, ChannelType, Person } from '../core/types';
import { timestamp } from './message-wire';

/** What the API calls an address on each platform. */
const methodTypes: Readonly<Partial<Record<ChannelType, string>>> = {
  whatsapp: 'whatsapp_id',
  telegram: 'telegram_id',
  messenger: 'messenger_id',
  instagram: 'instagram_id',
  email: 'email',
  live_chat: 'live_chat',
};

/** The platform that a contact method reaches; everything with a number is reached by SMS. */
export function channelTypeOf(methodType: unknown): ChannelType {
  const found = Object.entries(methodTypes).find(([, name]) => name === methodType);
  return (found?.[0] as ChannelType | undefined) ?? 'sms';
}

/** A contact method as it appears inside conversations. */
export function methodInfo(address: Address): Record<string, unknown> {
  const method_type = methodTypes[address.channelType] ?? 'phone';
  return { id: address.id, method_type, value: address.value, display_name: null, is_primary: true };
}

/** The parts of a name, as the API guesses them. */
export function namesOf({ name }: Person): { first_name: string | null; last_name: string | null } {
  const [first_name = null, ...rest] = name.split(' ');
  return { first_name, last_name: rest.join(' ') || null };
}

export function contactOnWire(person: Person): Record<string, unknown> {
  return {
    id: person.id,
    tenant_id: person.tenantId,
    name: person.name,
    ...namesOf(person),
    phone: person.phone ?? null,
    email: person.email ?? null,
    avatar_url: null,
    avatar_is_custom: false,
    language: null,
    languages: null,
    birthday: null,
    is_blocked: false,
    last_contacted_at: null,
    custom_fields: {},
    tags: [],
    contact_methods: person.addresses.map((address) => ({
      ...methodInfo(address),
      contact_id: person.id,
      channel_id: null,
      phone_type: null,
      email_status: null,
      bounce_count: 0,
      created_at: timestamp(address.createdAt),
    })),
    created_at: timestamp(person.createdAt),
    updated_at: null,
  };
}
