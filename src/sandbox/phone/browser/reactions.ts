import type { PhoneMessage } from '../wire';
import { element } from './dom';

const emojis = ['👍', '❤️', '😂', '😮', '🙏'];

/** Told which emoji the customer put on a message; empty when it was taken away. */
export type ReactionListener = (message: PhoneMessage, emoji: string) => void;

/** A small menu of emojis. The one that is there already takes itself away. */
export function createReactions(message: PhoneMessage, reacted: ReactionListener): HTMLDetailsElement {
  const summary = element('summary', '', '☺');
  summary.ariaLabel = 'React';
  const menu = element('span', 'reaction-menu');
  const details = element('details', 'reactions', summary, menu);
  for (const emoji of emojis) {
    const button = element('button', '', emoji);
    button.type = 'button';
    button.addEventListener('click', () => {
      reacted(message, details.dataset.reaction === emoji ? '' : emoji);
      details.open = false;
      summary.focus();
    });
    menu.append(button);
  }
  return details;
}

/** Shows the reaction that is on a message now. */
export function showReaction(item: HTMLElement, { reaction }: PhoneMessage): void {
  const details = item.querySelector<HTMLDetailsElement>('.reactions');
  const summary = details?.querySelector('summary');
  if (!details || !summary || (details.dataset.reaction ?? '') === (reaction ?? '')) return;
  if (reaction === undefined) delete details.dataset.reaction;
  else details.dataset.reaction = reaction;
  summary.textContent = reaction ?? '☺';
  summary.ariaLabel = reaction === undefined ? 'React' : `Your reaction: ${reaction}`;
}
