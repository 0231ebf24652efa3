import type { Timers } from '../clock';
import type { Person } from '../core/types';
import type { World } from '../core/world';
import type { Outcome } from '../http/face';
import type { App, Apps } from './apps';
import type { Narrator } from './callbacks/narrator';
import type { CallbackSender } from './callbacks/sender';
import type { ContactBook } from './contact-book';
import { worldId } from './ids';
import type { Notes } from './notes';
import type { Json } from './schema/validate';
import type { SinchSettings } from './settings';

/** What Sinch consists of behind its API. */
export interface SinchParts {
  readonly world: World;
  readonly apps: Apps;
  readonly notes: Notes;
  readonly book: ContactBook;
  readonly narrator: Narrator;
  readonly sender: CallbackSender;
  readonly settings: SinchSettings;
  readonly timers: Timers;
}

/** What a handler gets: a request that is authenticated, within its limits and of a valid form. */
export interface Context extends SinchParts {
  readonly projectId: string;
  /** The time, in milliseconds since 1970. */
  readonly now: number;
  /** The id in the path; empty where the route has none. */
  readonly id: string;
  /** The body, valid by its schema; empty for a route without one. */
  readonly body: Json;
  readonly query: URLSearchParams;
}

export type Handler = (context: Context) => Outcome;

/** The app with this id, if it is in the project: what is in others does not exist for it. */
export function appOf({ apps, projectId }: Context, id: unknown): App | undefined {
  const app = apps.get(id);
  return app?.projectId === projectId ? app : undefined;
}

/** The contact with this id, in the project. */
export function contactOf({ world, notes, projectId }: Context, id: unknown): Person | undefined {
  const person = world.directory.people.get(worldId(String(id)));
  return person?.tenantId === projectId && notes.contact(person) ? person : undefined;
}
