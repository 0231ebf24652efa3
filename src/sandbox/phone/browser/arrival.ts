import type { PhoneMessage } from '../wire';

/** Whether a message is to be seen: what the flow sent and has not arrived yet is still being typed. */
export function hasArrived({ mine, status }: Pick<PhoneMessage, 'mine' | 'status'>): boolean {
  return mine || (status !== 'pending' && status !== 'sent');
}
