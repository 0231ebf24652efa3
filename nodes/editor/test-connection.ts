import type { AccountRequest } from './account-form';
import type { Messages } from './messages';
import { describeAnswer, describeNoAnswer, type TestResult } from './test-result';

/** How much longer than the request itself the editor waits for Node-RED, in milliseconds. */
const GRACE_MS = 10_000;

/** The button that tries out an account as it stands in the dialog, and the box with the outcome. */
export interface ConnectionTest {
  /** Forgets an outcome, also one still under way: it no longer belongs to what the dialog shows. */
  clear(): void;
}

/**
 * Brings the *Test connection* button to life.
 * @param read the account to try, or `undefined` while fields of it are wrong
 */
export function connectionTest(
  button: JQuery,
  box: JQuery,
  read: () => AccountRequest | undefined,
  messages: Messages,
): ConnectionTest {
  const icon = button.find('i');
  const label = button.find('span');
  let running: JQuery.jqXHR | undefined;

  const setBusy = (busy: boolean) => {
    button.prop('disabled', busy).toggleClass('disabled', busy);
    icon.attr('class', busy ? 'fa fa-spinner fa-spin' : 'fa fa-plug');
    label.text(messages(busy ? 'test.running' : 'test.button'));
  };

  const clear = () => {
    const abandoned = running;
    running = undefined;
    abandoned?.abort();
    if (abandoned) setBusy(false);
    box.empty().hide();
  };

  const run = (account: AccountRequest) => {
    const request = $.ajax({
      // No slash in front: only so does the editor add its access token.
      url: 'conversations/accounts/test',
      method: 'POST',
      contentType: 'application/json',
      dataType: 'json',
      data: JSON.stringify(account),
      timeout: account.requestTimeout * 1000 + GRACE_MS,
    });
    running = request;
    setBusy(true);
    const finish = (result: TestResult) => {
      if (running !== request) return;
      running = undefined;
      setBusy(false);
      show(box, result);
      // A disabled button loses the focus; give it back unless the person went on to something else.
      if (document.activeElement === document.body) button.trigger('focus');
    };
    request.then(
      (answer: unknown) => finish(describeAnswer(answer, messages)),
      (failed: JQuery.jqXHR) => finish(describeNoAnswer(failed.status, messages)),
    );
  };

  button.on('click', () => {
    clear();
    const account = read();
    if (account) run(account);
    else show(box, { ok: false, title: messages('test.fieldsFirst'), lines: [] });
  });
  setBusy(false);
  return { clear };
}

function show(box: JQuery, result: TestResult): void {
  const icon = $('<i>', {
    class: result.ok ? 'fa fa-check-circle' : 'fa fa-exclamation-triangle',
    'aria-hidden': 'true',
  });
  const words = $('<div>').append($('<strong>').text(result.title));
  for (const line of result.lines) words.append($('<div>').text(line));
  box
    .toggleClass('conversation-result-ok', result.ok)
    .toggleClass('conversation-result-failed', !result.ok)
    .empty()
    .append(icon, words)
    .show();
}
