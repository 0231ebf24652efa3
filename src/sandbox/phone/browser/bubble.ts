import type { PhoneMessage } from '../wire';
import { drawing, element } from './dom';
import { timeOfDay } from './format';

const states: Readonly<Record<PhoneMessage['status'], readonly [label: string, path: string]>> = {
  pending: ['Pending', 'M10 2a6 6 0 1 0 0 12 6 6 0 0 0 0-12Zm0 3v3l2 1.5'],
  sent: ['Sent', 'm5 8.5 3.2 3.2L15 4.5'],
  delivered: ['Delivered', 'm1.5 8.5 3.2 3.2 6.8-7.2M9 11l.8.7 6.7-7.2'],
  read: ['Read', 'm1.5 8.5 3.2 3.2 6.8-7.2M9 11l.8.7 6.7-7.2'],
  failed: ['Failed', 'M10 2a6 6 0 1 0 0 12 6 6 0 0 0 0-12Zm0 2.8v4M10 11v.3'],
};

/** A message as a bubble. */
export function createBubble(message: PhoneMessage): HTMLLIElement {
  const text = element('p', 'bubble-text', message.text);
  // The text decides its own direction, so that Arabic or Hebrew read right.
  text.dir = 'auto';
  const time = element('time', '', timeOfDay(message.at));
  time.dateTime = new Date(message.at).toISOString();
  const foot = element('p', 'bubble-foot', time);
  const bubble = element('div', 'bubble', ...attachments(message), ...(message.text ? [text] : []), foot);
  const item = element('li', message.mine ? 'message mine' : 'message', bubble);
  updateBubble(item, message);
  return item;
}

/** Shows the present state on a bubble that is there. The customer's own messages show none. */
export function updateBubble(item: HTMLLIElement, message: PhoneMessage): void {
  if (message.mine || item.dataset.status === message.status) return;
  item.dataset.status = message.status;
  const [label, path] = states[message.status];
  const tick = element('span', 'tick', drawing('0 0 18 16', path), element('span', 'unseen', label));
  tick.title = message.failure ?? label;
  const foot = item.querySelector('.bubble-foot');
  foot?.querySelector('.tick')?.remove();
  foot?.append(tick);
  if (message.failure) foot?.before(element('p', 'bubble-failure', `Not delivered: ${message.failure}`));
}

function attachments({ attachments: count }: PhoneMessage): HTMLElement[] {
  if (count === 0) return [];
  return [element('p', 'bubble-attachment', count === 1 ? '1 attachment' : `${count} attachments`)];
}
