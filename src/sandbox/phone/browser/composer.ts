import { byId } from './dom';

/** The reply box: Enter sends, Shift and Enter makes a new line. */
export function setUpComposer(submit: (text: string) => Promise<boolean>): void {
  const form = byId<HTMLFormElement>('composer');
  const field = byId<HTMLTextAreaElement>('reply');

  field.addEventListener('input', () => fitRows(field));
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
    fitRows(field);
    // What could not be sent goes back into the box, unless something new has been typed since.
    if (!(await submit(text)) && field.value === '') field.value = text;
    fitRows(field);
    field.focus();
  });
}

/** As many rows as the text has lines, up to six. */
function fitRows(field: HTMLTextAreaElement): void {
  field.rows = 1;
  while (field.rows < 6 && field.scrollHeight > field.clientHeight) field.rows += 1;
}
