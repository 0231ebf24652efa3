import type { Outcome } from '../http/face';
import { invalidField, notFound, ok, refused } from './answers';
import type { Identity, SinchChannel } from './channels';
import { contactOnWire, identitiesOf } from './contact-wire';
import { type Context, contactOf } from './context';
import { type ContactNote, plainContact } from './notes';
import { pageOf, shortPage } from './paging';

/** POST /contacts */
export function createContact({ body, book, notes, projectId }: Context): Outcome {
  const identities = body.channel_identities as readonly Identity[];
  const known = book.find(projectId, identities);
  if (known && notes.contact(known)) return { answer: refused(400, 'An identity already belongs to a contact') };
  const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise);
  const person = book.person(projectId, identities, text(body.display_name, 'Unknown'));
  const note: ContactNote = {
    channel_priority: (body.channel_priority ?? []) as readonly SinchChannel[],
    external_id: text(body.external_id, ''),
    metadata: text(body.metadata, ''),
    language: text(body.language, plainContact.language),
  };
  book.keepContact(person, note);
  return { answer: ok(contactOnWire(person, note)) };
}

/** GET /contacts: all, or the one with an external id or an identity. */
export function listContacts({ world, notes, projectId, query }: Context): Outcome {
  const external = query.get('external_id');
  const [channel, identity] = [query.get('channel'), query.get('identity')];
  if ((channel === null) !== (identity === null))
    return { answer: invalidField('channel', 'goes together with identity') };
  const found = [...world.directory.people.values()].filter((person) => {
    const note = notes.contact(person);
    const isReached = identitiesOf(person).some((one) => one.channel === channel && isSame(one.identity, identity));
    return (
      person.tenantId === projectId &&
      note &&
      (external === null || note.external_id === external) &&
      (channel === null || isReached)
    );
  });
  const page = pageOf(found, query, shortPage);
  if ('refusal' in page) return { answer: page.refusal };
  const contacts = page.items.map((person) => contactOnWire(person, notes.contact(person)));
  return { answer: ok({ contacts, next_page_token: page.next_page_token }) };
}

const isSame = (one: string, other: string | null): boolean => one.replace(/^\+/, '') === other?.replace(/^\+/, '');

/** GET /contacts/{contact_id} */
export function getContact(context: Context): Outcome {
  const person = contactOf(context, context.id);
  return { answer: person ? ok(contactOnWire(person, context.notes.contact(person))) : notFound('Contact') };
}
