import type { Tap } from '../../core/types';

/** The parts of a message that tell what was tapped. */
export interface TapParts {
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly attachments?: readonly Readonly<Record<string, unknown>>[];
  readonly interactive?: Readonly<Record<string, unknown>>;
}

/** The answer to a button or a list in one of its three forms. */
export function tapParts({ choice: { id, title, description }, from }: Tap, form: 1 | 2 | 3): TapParts {
  switch (form) {
    case 1:
      return { meta: { button: { id, text: title } } };
    case 2:
      return { attachments: [{ type: 'button_reply', button_id: id, button_title: title }] };
    case 3:
      if (from === 'buttons') return { interactive: { type: 'button_reply', button_reply: { id, title } } };
      return { interactive: { type: 'list_reply', list_reply: { id, title, description: description ?? null } } };
  }
}
