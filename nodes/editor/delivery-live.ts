import { type DeliveryView, describeNoReports, describeReports } from './delivery-report';
import type { Messages } from './messages';
import { createPoll, type Poll } from './poll';

/** Pause between an answer and the next question, in milliseconds. */
const INTERVAL_MS = 2_000;

/** How long Node-RED may take to answer, in milliseconds. */
const TIMEOUT_MS = 10_000;

/**
 * What goes on in an account that runs, shown live while the poll runs.
 * @param accountId the account as it was deployed, whatever stands in the dialog
 */
export function deliveryLive(accountId: string, box: JQuery, messages: Messages): Poll {
  const note = $('<p>').appendTo(box).text(messages('live.loading'));
  const list = $('<dl>').appendTo(box);

  const ask = () =>
    new Promise<DeliveryView>((resolve) => {
      // No slash in front: only so does the editor add its access token.
      $.ajax({ url: 'conversations/accounts', dataType: 'json', timeout: TIMEOUT_MS }).then(
        (answer: unknown) => resolve(describeReports(answer, accountId, messages, formatTime)),
        (failed: JQuery.jqXHR) => resolve(describeNoReports(failed.status, messages)),
      );
    });
  const show = (view: DeliveryView) => {
    setText(note, view.note ?? '');
    note.toggle(view.note !== undefined);
    list.toggle(view.rows.length > 0);
    view.rows.forEach(({ label, value }, index) => {
      const row = list.children().eq(index);
      const [term, description] = row.length > 0 ? [row.find('dt'), row.find('dd')] : appendRow(list);
      setText(term, label);
      setText(description, value);
    });
    return view.askAgain;
  };
  const later = (run: () => void) => {
    const timer = setTimeout(run, INTERVAL_MS);
    return () => clearTimeout(timer);
  };
  return createPoll({ ask, show, later });
}

function appendRow(list: JQuery): [JQuery, JQuery] {
  const row = $('<div>').append($('<dt>'), $('<dd>')).appendTo(list);
  return [row.find('dt'), row.find('dd')];
}

/** Unchanged words are left alone, so that a person can mark and copy them. */
function setText(element: JQuery, words: string): void {
  if (element.text() !== words) element.text(words);
}

/** The time of day, and the day as well unless it is today. */
function formatTime(at: number): string {
  const moment = new Date(at);
  const isToday = moment.toDateString() === new Date().toDateString();
  return isToday ? moment.toLocaleTimeString() : moment.toLocaleString();
}
