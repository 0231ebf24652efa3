import type { Person } from '../core/types';
import type { Answer } from '../http/exchange';
import { created, notFound, ok } from './answers';
import { channelTypeOf, contactOnWire } from './contact-wire';
import { type Context, type Outcome, own } from './context';
import { pageOf } from './paging';

/** GET /contacts */
export function listContacts({ world, tenantId, query }: Context): Outcome {
  const wanted = String(query.search ?? '').toLowerCase();
  const found = [...world.directory.people.values()].filter(
    (person) => person.tenantId === tenantId && searchText(person).includes(wanted),
  );
  const sorted = found.sort((a, b) => compare(a, b, String(query.sort_by)));
  if (query.sort_dir === 'desc') sorted.reverse();
  const { items, pagination } = pageOf(sorted, Number(query.page), Number(query.page_size));
  return { answer: ok({ items: items.map(contactOnWire), pagination }) };
}

function searchText({ name, phone = '', email = '' }: Person): string {
  return `${name} ${phone} ${email}`.toLowerCase();
}

function compare(a: Person, b: Person, by: string): number {
  if (by === 'name') return a.name.localeCompare(b.name);
  if (by === 'email') return (a.email ?? '').localeCompare(b.email ?? '');
  return a.createdAt - b.createdAt;
}

/** GET /contacts/{id} */
export function getContact({ world, tenantId, id }: Context): Outcome {
  const person = own(world.directory.people, id, tenantId);
  return { answer: person ? ok(contactOnWire(person)) : notFound('Contact') };
}

/** POST /contacts: by default a known phone or email gives back the contact that has it. */
export function createContact(context: Context): Outcome {
  const duplicates = findDuplicates(context);
  const [oldest] = duplicates;
  const mode = context.body.duplicate_mode ?? 'auto_merge';
  if (!oldest) return { answer: created(contactOnWire(add(context))) };
  if (mode === 'auto_merge') return { answer: created(contactOnWire(oldest)) };
  if (mode === 'dont_allow_duplicates') return { answer: duplicateRefusal(duplicates) };
  const potential_duplicates = duplicates.map(duplicateOnWire);
  return { answer: created({ ...contactOnWire(add(context)), potential_duplicates }) };
}

function findDuplicates({ world, tenantId, body }: Context): Person[] {
  if (!body.phone && !body.email) return [];
  return [...world.directory.people.values()].filter(
    (person) =>
      person.tenantId === tenantId &&
      ((body.phone && person.phone === body.phone) || (body.email && person.email === body.email)),
  );
}

function add({ world, tenantId, body }: Context): Person {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
  const fullName = [body.first_name, body.last_name].map(text).filter(Boolean).join(' ');
  const phone = text(body.phone);
  const email = text(body.email);
  const name = text(body.name) ?? text(fullName) ?? phone ?? email ?? 'Unknown';
  const methods = (body.contact_methods ?? []) as { method_type: string; value: string }[];
  const addresses = methods.map(({ method_type, value }) => ({ channelType: channelTypeOf(method_type), value }));
  return world.addPerson({ tenantId, name, phone, email, addresses });
}

function duplicateRefusal(duplicates: readonly Person[]): Answer {
  return { status: 409, body: { detail: 'duplicate_contact', duplicates: duplicates.map(duplicateOnWire) } };
}

function duplicateOnWire({ id, name, phone, email }: Person): Record<string, unknown> {
  return { id, name, phone: phone ?? null, email: email ?? null, methods: [] };
}
