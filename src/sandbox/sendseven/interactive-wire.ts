import type { Choice, Message } from '../core/types';

type Wire = Readonly<Record<string, unknown>>;

/** What a message offers to tap, in the platform's form; or what was tapped. */
export function interactiveContent({ interactive, tap, text }: Message): Wire | null {
  if (tap) return { type: 'button_reply', button_reply: { id: tap.choice.id, title: tap.choice.title } };
  if (!interactive) return null;
  const { header, footer, listLabel, choices } = interactive;
  return {
    type: typeOf(choices, listLabel),
    header: header === undefined ? null : { type: 'text', text: header },
    body: { text },
    footer: footer === undefined ? null : { text: footer },
    action:
      listLabel === undefined ? { buttons: choices.map(button) } : { button: listLabel, sections: sections(choices) },
  };
}

function typeOf([first]: readonly Choice[], listLabel: string | undefined): string {
  if (first?.shares) return 'request_contact_info';
  return listLabel === undefined ? 'button' : 'list';
}

const button = ({ id, title }: Choice): Wire => ({ type: 'reply', reply: { id, title } });

function sections(choices: readonly Choice[]): Wire[] {
  const titles = new Set(choices.map(({ section }) => section));
  return [...titles].map((title) => ({
    title: title ?? null,
    rows: choices
      .filter(({ section }) => section === title)
      .map(({ id, title: row, description }) => ({ id, title: row, description: description ?? null })),
  }));
}
