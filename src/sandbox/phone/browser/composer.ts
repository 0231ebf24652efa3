import { byId } from './dom';

/** After this long without a key, the customer has stopped to type. */
const restMs = 4_000;

export interface ComposerListener {
  /** Answers whether it was sent. */
  submit(text: string): Promise<boolean>;
  /** The customer begins or stops to type. */
  typing(typing: boolean): void;
}

/** The reply box: Enter sends, Shift and Enter makes a new line. */
export function setUpComposer({ submit, typing }: ComposerListener): void {
  const form = byId<HTMLFormElement>('composer');
  const field = byId<HTMLTextAreaElement>('reply');

  const noteTyping = watchTyping(typing);

  field.addEventListener('input', () => {
    fitRows(field);
    noteTyping(field.value !== '');
  });
  field.addEventListener('keydown', (event) => {
    // While an input method composes a character, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = field.value;
    if (text.trim() === '') return;
    field.value = '';
    noteTyping(false);
    fitRows(field);
    // What could not be sent goes back into the box, unless something new has been typed since.
    if (!(await submit(text)) && field.value === '') field.value = text;
    fitRows(field);
    field.focus();
  });
}

/** Tells when typing begins, and when it ends or rests. */
function watchTyping(tell: (typing: boolean) => void): (typing: boolean) => void {
  let isTyping = false;
  let rest: ReturnType<typeof setTimeout> | undefined;
  return function note(typing) {
    clearTimeout(rest);
    if (typing) rest = setTimeout(() => note(false), restMs);
    if (typing === isTyping) return;
    isTyping = typing;
    tell(typing);
  };
}

/** As many rows as the text has lines, up to six. */
function fitRows(field: HTMLTextAreaElement): void {
  field.rows = 1;
  while (field.rows < 6 && field.scrollHeight > field.clientHeight) field.rows += 1;
}
