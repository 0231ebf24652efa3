import type { Messages } from './messages';
import { describeNoAnswer, type TestResult } from './test-result';

/** A button that asks Node-RED to do something and shows what came of it. */
export interface ActionButton {
  /** Forgets an outcome, also one still under way: it no longer belongs to what the dialog shows. */
  clear(): void;
}

export interface ActionOptions {
  readonly button: JQuery;
  /** Where the outcome is shown. */
  readonly box: JQuery;
  /** Classes of the button's icon while it waits to be pressed. */
  readonly icon: string;
  /** Message keys of the button's words. */
  readonly words: { readonly idle: string; readonly running: string };
  /** The request to make, or why there is none to be made. */
  readonly prepare: () => ActionRequest | TestResult;
  readonly describe: (answer: unknown) => TestResult;
}

/** A question to an admin route. */
export interface ActionRequest {
  /** No slash in front: only so does the editor add its access token. */
  readonly url: string;
  /** Sent as JSON. */
  readonly data: object;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Brings a button to life. */
export function actionButton(options: ActionOptions, messages: Messages): ActionButton {
  const { button, box, prepare, describe } = options;
  const icon = button.find('i');
  const label = button.find('span');
  let running: JQuery.jqXHR | undefined;

  const setBusy = (busy: boolean) => {
    button.prop('disabled', busy).toggleClass('disabled', busy);
    icon.attr('class', busy ? 'fa fa-spinner fa-spin' : options.icon);
    label.text(messages(busy ? options.words.running : options.words.idle));
  };

  const clear = () => {
    const abandoned = running;
    running = undefined;
    abandoned?.abort();
    if (abandoned) setBusy(false);
    box.empty().hide();
  };

  const run = ({ url, data, timeout }: ActionRequest) => {
    const request = $.ajax({
      url,
      method: 'POST',
      contentType: 'application/json',
      dataType: 'json',
      data: JSON.stringify(data),
      timeout,
    });
    running = request;
    setBusy(true);
    const finish = (result: TestResult) => {
      if (running !== request) return;
      running = undefined;
      setBusy(false);
      showResult(box, result);
      // A disabled button loses the focus; give it back unless the person went on to something else.
      if (document.activeElement === document.body) button.trigger('focus');
    };
    request.then(
      (answer: unknown) => finish(describe(answer)),
      (failed: JQuery.jqXHR) => finish(describeNoAnswer(failed.status, messages)),
    );
  };

  button.on('click', () => {
    clear();
    const prepared = prepare();
    if ('url' in prepared) run(prepared);
    else showResult(box, prepared);
  });
  setBusy(false);
  return { clear };
}

function showResult(box: JQuery, result: TestResult): void {
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
