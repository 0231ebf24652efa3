import { DeliveryError } from './failure';

/** Which messages go first where not all can go at once. Highest first. */
export const PRIORITIES = ['high', 'normal', 'bulk'] as const;

export type Priority = (typeof PRIORITIES)[number];

/**
 * The priority that a flow gives a message; nothing means `normal`.
 * @throws DeliveryError of kind `input` for any other word
 */
export function parsePriority(value: unknown): Priority {
  if (value === undefined || value === null || value === '') return 'normal';
  const priority = PRIORITIES.find((known) => known === value);
  if (priority) return priority;
  throw new DeliveryError('ERR_PRIORITY', {
    message: 'The priority is none of high, normal and bulk.',
    hint: 'Set it to one of these words, or leave it out for normal.',
  });
}
