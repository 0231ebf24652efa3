import { PRIORITIES } from '../../src/model/priority';
import { variableName } from '../../src/model/variables';

/** What a new node holds, and one from before there were these properties. */
export const MORE_DEFAULTS = {
  priority: 'normal',
  priorityType: 'str',
  idempotencyKey: 'idempotencyKey',
  idempotencyKeyType: 'msg',
} as const;

/** The properties of a send node under *More*. */
export type MoreProperties = Record<keyof typeof MORE_DEFAULTS, string>;

/** Whether a node was set up to do something else than the default with what is under *More*. */
export function usesMore(node: Partial<MoreProperties>): boolean {
  const properties = Object.keys(MORE_DEFAULTS) as (keyof MoreProperties)[];
  return properties.some((property) => (node[property] ?? MORE_DEFAULTS[property]) !== MORE_DEFAULTS[property]);
}

/** Message key of what is wrong with a priority that was chosen for all messages, or `undefined`. */
export function checkPriority(value: string): string | undefined {
  const isKnown = PRIORITIES.some((priority) => priority === value);
  return value === '' || isKnown || variableName(value) ? undefined : 'errors.priorityUnknown';
}
