import type { Messages } from './messages';

/** A button that copies what stands in a field, and says whether that worked. */
export interface CopyButton {
  /** Takes the words back: the field holds something else now. */
  clear(): void;
}

/**
 * Brings a copy button to life.
 * @param field read only; what it holds is marked, so that it can be copied by hand where the browser does not do it
 * @param note where the outcome is said
 */
export function copyButton(field: JQuery, button: JQuery, note: JQuery, messages: Messages): CopyButton {
  button.on('click', () => {
    field.trigger('focus').trigger('select');
    // The newer way needs https and a permission, which an editor in a home network does not have.
    const isCopied = document.execCommand('copy');
    note.text(messages(isCopied ? 'webhook.copied' : 'webhook.notCopied'));
  });
  return { clear: () => note.text('') };
}
