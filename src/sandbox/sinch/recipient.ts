import type { Person } from '../core/types';
import type { Answer } from '../http/exchange';
import { invalidField, notFound, refused } from './answers';
import type { App, ProcessingMode } from './apps';
import { type Identity, type SinchChannel, sinchChannelOf } from './channels';
import { identitiesOf } from './contact-wire';
import { appOf, type Context, contactOf } from './context';
import type { Json } from './schema/validate';

/** Who a message or event goes to, from which app, and by which channels, the preferred first. */
export interface Addressee {
  readonly app: App;
  /** The contact that was named; undefined where only identities were. */
  readonly contact: Person | undefined;
  /** Every identity that the request gives them. */
  readonly listed: readonly Identity[];
  /** Those to try. */
  readonly identities: readonly [Identity, ...Identity[]];
}

type Found = Addressee | { readonly refusal: Answer };

/** Finds who a request is for. Nothing is made yet: it may still be refused. */
export function findAddressee(context: Context): Found {
  const { body } = context;
  const app = appOf(context, body.app_id);
  if (!app) return { refusal: notFound('App') };
  const { contact_id, identified_by } = body.recipient as { contact_id?: string; identified_by?: Json };
  const order = (body.channel_priority_order ?? []) as readonly SinchChannel[];
  const listed = (identified_by?.channel_identities ?? []) as readonly Identity[];
  const named = [...order, ...listed.map(({ channel }) => channel)];
  const unknown = named.find((channel) => !app.channels.has(channel));
  if (unknown) return { refusal: invalidField('recipient', `channel ${unknown} is not configured in the app`) };
  if (contact_id === undefined) return found(app, undefined, listed, inOrder(listed, order));
  return byContact(context, app, contact_id, order);
}

function found(app: App, contact: Person | undefined, listed: readonly Identity[], tried: readonly Identity[]): Found {
  const [first, ...others] = tried;
  if (!first) return { refusal: refused(400, 'NO_CHANNEL_IDENTITY_FOR_CONTACT') };
  return { app, contact, listed, identities: [first, ...others] };
}

function byContact(context: Context, app: App, id: string, order: readonly SinchChannel[]): Found {
  if (modeOf(app, context.body) === 'DISPATCH') {
    return { refusal: invalidField('recipient.contact_id', 'is not supported in DISPATCH mode; use identified_by') };
  }
  const person = contactOf(context, id);
  // No source says whether an unknown contact is told at once or by a receipt.
  if (!person) return { refusal: notFound('Contact') };
  const known = identitiesOf(person).filter(({ channel }) => app.channels.has(channel));
  return found(app, person, [], inOrder(known, order.length > 0 ? order : usualOrder(context, app, person)));
}

/** How a message is treated: as its app does, unless it says otherwise. */
export function modeOf(app: App, body: Json): ProcessingMode {
  return body.processing_strategy === 'DISPATCH_ONLY' ? 'DISPATCH' : app.mode;
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
