import type { Person } from '../core/types';
import type { Answer } from '../http/exchange';
import { invalidField, notFound, refused } from './answers';
import type { App } from './apps';
import { type Identity, type SinchChannel, sinchChannelOf } from './channels';
import { identitiesOf } from './contact-wire';
import { type Context, contactOf } from './context';
import type { Json } from './schema/validate';

/** Who a message goes to, and by which channels, the preferred first. */
export interface Found {
  /** The contact that was named; undefined where only identities were. */
  readonly contact: Person | undefined;
  /** Every identity that the request gives them. */
  readonly listed: readonly Identity[];
  /** Those to try, at least one. */
  readonly identities: readonly [Identity, ...Identity[]];
}

/** Finds the recipient of a message or event. Nothing is made yet: a request may still be refused. */
export function findRecipient(context: Context, app: App): Found | { readonly refusal: Answer } {
  const { contact_id, identified_by } = context.body.recipient as { contact_id?: string; identified_by?: Json };
  const order = (context.body.channel_priority_order ?? []) as readonly SinchChannel[];
  const listed = (identified_by?.channel_identities ?? []) as readonly Identity[];
  const unconfigured = [...order, ...listed.map(({ channel }) => channel)].find(
    (channel) => !app.channels.has(channel),
  );
  if (unconfigured)
    return { refusal: invalidField('recipient', `channel ${unconfigured} is not configured in the app`) };
  if (contact_id === undefined) return found(undefined, listed, inOrder(listed, order));
  return byContact(context, app, contact_id, order);
}

function found(contact: Person | undefined, listed: readonly Identity[], identities: readonly Identity[]) {
  const [first, ...others] = identities;
  if (!first) return { refusal: refused(400, 'NO_CHANNEL_IDENTITY_FOR_CONTACT') };
  return { contact, listed, identities: [first, ...others] } satisfies Found;
}

function byContact(
  context: Context,
  app: App,
  id: string,
  order: readonly SinchChannel[],
): ReturnType<typeof findRecipient> {
  if (app.mode === 'DISPATCH') {
    return { refusal: invalidField('recipient.contact_id', 'is not supported in DISPATCH mode; use identified_by') };
  }
  const person = contactOf(context, id);
  // No source says whether an unknown contact is told at once or by a receipt.
  if (!person) return { refusal: notFound('Contact') };
  const known = identitiesOf(person).filter(({ channel }) => app.channels.has(channel));
  return found(person, [], inOrder(known, order.length > 0 ? order : usualOrder(context, app, person)));
}

/** First the channel that the conversation is on, then the contact's own preference, then the app's. */
function usualOrder({ world, apps, notes }: Context, app: App, person: Person): SinchChannel[] {
  const conversation = world.directory.conversationsOf(person.id).find((one) => apps.of(one) === app);
  const { lastMessage = conversation } = conversation ?? {};
  const active = lastMessage && sinchChannelOf(lastMessage.channelType);
  const preferred = (notes.contact(person)?.channel_priority ?? []) as SinchChannel[];
  return [...new Set([...(active ? [active] : []), ...preferred, ...app.channels.keys()])];
}

/** The identities on these channels, in their order; all of them, as they are, where there is no order. */
function inOrder(identities: readonly Identity[], order: readonly SinchChannel[]): readonly Identity[] {
  if (order.length === 0) return identities;
  return order.flatMap((channel) => identities.filter((one) => one.channel === channel));
}
