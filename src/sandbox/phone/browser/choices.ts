import type { PhoneChoice, PhoneMessage } from '../wire';
import { element } from './dom';

/** Told what the customer tapped. */
export type TapListener = (message: PhoneMessage, choiceId: string) => void;

/** The buttons or the list below a message; undefined when there is nothing to tap. */
export function createChoices(message: PhoneMessage, tapped: TapListener): HTMLElement | undefined {
  const { choices = [], listLabel } = message;
  if (choices.length === 0) return undefined;
  const entries = choices.map((choice) => createChoice(message, choice, tapped));
  if (listLabel === undefined) return element('div', 'choices', ...entries);
  const summary = element('summary', 'choice', listLabel);
  return element('details', 'choices', summary, ...withSections(choices, entries));
}

/** Marks what was tapped. A message is answered once: after that its choices do nothing more. */
export function showTapped(item: HTMLElement, { tapped }: PhoneMessage): void {
  if (tapped === undefined) return;
  for (const button of item.querySelectorAll<HTMLButtonElement>('button.choice')) {
    button.ariaDisabled = 'true';
    if (button.dataset.choice !== tapped || button.dataset.tapped) continue;
    button.dataset.tapped = 'true';
    button.append(element('span', 'unseen', ' (chosen)'));
  }
}

function createChoice(message: PhoneMessage, choice: PhoneChoice, tapped: TapListener): HTMLElement {
  const { id, title, description, href } = choice;
  const texts = [element('span', 'choice-title', title)];
  if (description) texts.push(element('span', 'choice-description', description));
  if (href !== undefined && isHarmless(href)) {
    const link = element('a', 'choice', ...texts);
    link.href = href;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
    return link;
  }
  const button = element('button', 'choice', ...texts);
  button.type = 'button';
  button.dataset.choice = id;
  if (href !== undefined) button.ariaDisabled = 'true';
  button.addEventListener('click', () => {
    if (button.ariaDisabled !== 'true') tapped(message, id);
  });
  return button;
}

/** An address from a message may open a page or a telephone, and run nothing. */
function isHarmless(href: string): boolean {
  return /^(https?|tel|mailto):/i.test(href);
}

/** The heading of a section stands before its first row. */
function withSections(choices: readonly PhoneChoice[], entries: readonly HTMLElement[]): HTMLElement[] {
  return entries.flatMap((entry, index) => {
    const section = choices[index]?.section;
    return section && section !== choices[index - 1]?.section ? [element('p', 'section', section), entry] : [entry];
  });
}
