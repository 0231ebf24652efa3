import type { AccountRequest } from './account-form';
import { type ActionButton, actionButton } from './action-button';
import type { Messages } from './messages';
import { describeAnswer } from './test-result';

/** How much longer than the request itself the editor waits for Node-RED, in milliseconds. */
export const GRACE_MS = 10_000;

/**
 * Brings the *Test connection* button to life: it tries out an account as it stands in the dialog.
 * @param read the account to try, or `undefined` while fields of it are wrong
 */
export function connectionTest(
  button: JQuery,
  box: JQuery,
  read: () => AccountRequest | undefined,
  messages: Messages,
): ActionButton {
  return actionButton(
    {
      button,
      box,
      icon: 'fa fa-plug',
      words: { idle: 'test.button', running: 'test.running' },
      prepare: () => {
        const data = read();
        return data
          ? { url: 'conversations/accounts/test', data, timeout: data.requestTimeout * 1000 + GRACE_MS }
          : { ok: false, title: messages('test.fieldsFirst'), lines: [] };
      },
      describe: (answer) => describeAnswer(answer, messages),
    },
    messages,
  );
}
