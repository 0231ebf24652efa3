import type { PhoneMessage } from '../wire';
import { hasArrived } from './arrival';
import { createChoices, showTapped, type TapListener } from './choices';
import { drawing, element } from './dom';
import { channelName, timeOfDay } from './format';
import { createReactions, type ReactionListener, showReaction } from './reactions';

const states: Readonly<Record<PhoneMessage['status'], readonly [label: string, path: string]>> = {
  pending: ['Pending', 'M10 2a6 6 0 1 0 0 12 6 6 0 0 0 0-12Zm0 3v3l2 1.5'],
  sent: ['Sent', 'm5 8.5 3.2 3.2L15 4.5'],
  delivered: ['Delivered', 'm1.5 8.5 3.2 3.2 6.8-7.2M9 11l.8.7 6.7-7.2'],
  read: ['Read', 'm1.5 8.5 3.2 3.2 6.8-7.2M9 11l.8.7 6.7-7.2'],
  failed: ['Failed', 'M10 2a6 6 0 1 0 0 12 6 6 0 0 0 0-12Zm0 2.8v4M10 11v.3'],
};

/** What the customer can do with a bubble. */
export interface BubbleListener {
  readonly tapped: TapListener;
  readonly reacted: ReactionListener;
}

/** A message as a bubble. */
export function createBubble(message: PhoneMessage, listener: BubbleListener): HTMLLIElement {
  const time = element('time', '', timeOfDay(message.at));
  time.dateTime = new Date(message.at).toISOString();
  const foot = element('p', 'bubble-foot', time);
  if (message.channel) foot.prepend(element('span', 'bubble-channel', `by ${channelName(message.channel)}`));
  const parts = [...attachments(message), ...texts(message), foot];
  const choices = createChoices(message, listener.tapped);
  const bubble = element('div', 'bubble', ...parts, ...(choices ? [choices] : []));
  const item = element('li', message.mine ? 'message mine' : 'message', bubble);
  if (!message.mine) item.append(createReactions(message, listener.reacted));
  updateBubble(item, message);
  return item;
}

/** Shows the present state on a bubble that is there. The customer's own messages have none. */
export function updateBubble(item: HTMLLIElement, message: PhoneMessage): void {
  if (message.mine) return;
  showTapped(item, message);
  showReaction(item, message);
  showSwitches(item, message);
  const isOnTheWay = !hasArrived(message);
  item.hidden = isOnTheWay && !message.failedChannels;
  for (const part of item.querySelectorAll<HTMLElement>('.bubble, .reactions')) part.hidden = isOnTheWay;
  if (item.dataset.status !== message.status) showStatus(item, message);
}

function showStatus(item: HTMLLIElement, message: PhoneMessage): void {
  item.dataset.status = message.status;
  const [label, path] = states[message.status];
  const tick = element('span', 'tick', drawing('0 0 18 16', path), element('span', 'unseen', label));
  tick.title = message.failure ?? label;
  const foot = item.querySelector('.bubble-foot');
  foot?.querySelector('.tick')?.remove();
  foot?.append(tick);
  if (message.failure) foot?.before(element('p', 'bubble-failure', `Not delivered: ${message.failure}`));
}

/** A line for every channel that failed, above the bubble, and the channel by which it goes now. */
function showSwitches(item: HTMLLIElement, { failedChannels = [], channel }: PhoneMessage): void {
  const shown = item.querySelectorAll('.switch').length;
  if (shown === failedChannels.length) return;
  const last = channelName(channel ?? '');
  for (const [index, failed] of failedChannels.entries()) {
    if (index < shown) continue;
    const next = failedChannels[index + 1];
    const line = `${channelName(failed)} failed, now by ${next === undefined ? last : channelName(next)}`;
    item.querySelector('.bubble')?.before(element('p', 'switch', line));
  }
  const foot = item.querySelector('.bubble-foot');
  foot?.querySelector('.bubble-channel')?.remove();
  if (channel) foot?.prepend(element('span', 'bubble-channel', `by ${last}`));
}

function texts({ header, text, footer }: PhoneMessage): HTMLElement[] {
  const given = [
    ['bubble-header', header],
    ['bubble-text', text],
    ['bubble-note', footer],
  ] as const;
  return given.flatMap(([name, content]) => {
    if (!content) return [];
    const paragraph = element('p', name, content);
    // The text decides its own direction, so that Arabic or Hebrew read right.
    paragraph.dir = 'auto';
    return [paragraph];
  });
}

function attachments({ attachments: count }: PhoneMessage): HTMLElement[] {
  if (count === 0) return [];
  return [element('p', 'bubble-attachment', count === 1 ? '1 attachment' : `${count} attachments`)];
}
