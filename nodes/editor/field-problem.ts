/** The words under a field that say what is wrong with it. */
export interface FieldProblem {
  /** Checks again. An untouched empty field stays silent, so that a new dialog does not greet with complaints. */
  refresh(): void;
  /** Checks again and speaks up in any case. Returns whether the field is wrong. */
  reveal(): boolean;
}

/**
 * Puts a line for problems under a field and keeps it up to date.
 * @param input the field; it may already be described by a hint
 * @param check answers what is wrong, in the words of the person's language, or `undefined`
 */
export function watchField(input: JQuery, check: (value: string) => string | undefined): FieldProblem {
  const id = `${input.attr('id')}-problem`;
  const line = $('<div>', { id, class: 'conversation-problem', role: 'alert' }).hide();
  const row = input.closest('.form-row');
  const hint = row.children('.conversation-hint').first();
  // Behind the whole row: words beside the field, such as its unit, stay where they are.
  if (hint.length > 0) line.insertBefore(hint);
  else line.appendTo(row);
  input.attr('aria-describedby', [input.attr('aria-describedby'), id].filter(Boolean).join(' '));

  let touched = input.val() !== '';
  const refresh = () => {
    const problem = check(String(input.val() ?? ''));
    input.attr('aria-invalid', String(problem !== undefined));
    line.toggle(touched && problem !== undefined);
    const words = touched && problem ? problem : '';
    // An unchanged alert is left alone: setting it again would make screen readers repeat it at every key.
    if (line.text() !== words) line.text(words);
  };
  const reveal = () => {
    touched = true;
    refresh();
    return input.attr('aria-invalid') === 'true';
  };
  input.on('input change', () => {
    touched ||= input.val() !== '';
    refresh();
  });
  input.on('blur', reveal);
  refresh();
  return { refresh, reveal };
}
