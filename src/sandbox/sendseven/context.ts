import type { World } from '../core/world';
import type { Outcome } from '../http/face';
import type { Publisher } from './webhooks/publisher';

/** What a handler gets: a request that is authenticated, within its limits and valid. */
export interface Context {
  readonly world: World;
  readonly publisher: Publisher;
  readonly tenantId: string;
  /** The time, in milliseconds since 1970. */
  readonly now: number;
  /** The id in the path; empty where the route has none. */
  readonly id: string;
  /** The second id in the path; empty where the route has none. */
  readonly subId: string;
  /** The body, valid by the published schema; empty for a GET. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The query, valid, converted and with defaults; empty for a POST. */
  readonly query: Readonly<Record<string, unknown>>;
  /** The status for a message that names no recipient: sources differ between 400 and 422. */
  readonly missingAddressStatus: 400 | 422;
}

export type { Outcome };

export type Handler = (context: Context) => Outcome;

/** The thing with this id, if it is the tenant's own: what belongs to others does not exist for it. */
export function own<T extends { readonly tenantId: string }>(
  things: ReadonlyMap<string, T>,
  id: unknown,
  tenantId: string,
): T | undefined {
  const thing = typeof id === 'string' ? things.get(id) : undefined;
  return thing?.tenantId === tenantId ? thing : undefined;
}
