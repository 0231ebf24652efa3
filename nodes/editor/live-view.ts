import { createPoll, type Poll } from './poll';

/** Pause between an answer and the next question, in milliseconds. */
const INTERVAL_MS = 2_000;

/** How long Node-RED may take to answer, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** What is shown of something that runs. */
export interface LiveRows {
  /** A sentence, where there is something to say beside the rows or instead of them. */
  readonly note?: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  /** Whether asking again may bring another answer. */
  readonly askAgain: boolean;
}

export interface LiveViewOptions {
  /** Admin route to ask. No slash in front: only so does the editor add its access token. */
  readonly url: string;
  /** What stands there until the first answer. */
  readonly loading: string;
  readonly describe: (answer: unknown) => LiveRows;
  /** @param status HTTP status of Node-RED's answer, 0 if there was none */
  readonly describeNoAnswer: (status: number) => LiveRows;
}

/** A box that shows, live while the poll runs, what Node-RED tells of something. */
export function liveView(box: JQuery, { url, loading, describe, describeNoAnswer }: LiveViewOptions): Poll {
  const note = $('<p>').appendTo(box).text(loading);
  const list = $('<dl>').appendTo(box);

  const ask = () =>
    new Promise<LiveRows>((resolve) => {
      $.ajax({ url, dataType: 'json', timeout: TIMEOUT_MS }).then(
        (answer: unknown) => resolve(describe(answer)),
        (failed: JQuery.jqXHR) => resolve(describeNoAnswer(failed.status)),
      );
    });
  const show = (view: LiveRows) => {
    setText(note, view.note ?? '');
    note.toggle(view.note !== undefined);
    showRows(list, view.rows);
    return view.askAgain;
  };
  const later = (run: () => void) => {
    const timer = setTimeout(run, INTERVAL_MS);
    return () => clearTimeout(timer);
  };
  return createPoll({ ask, show, later });
}

/** The time of day, and the day as well unless it is today. */
export function formatTime(at: number): string {
  const moment = new Date(at);
  const isToday = moment.toDateString() === new Date().toDateString();
  return isToday ? moment.toLocaleTimeString() : moment.toLocaleString();
}

function showRows(list: JQuery, rows: LiveRows['rows']): void {
  list.toggle(rows.length > 0);
  list.children().slice(rows.length).remove();
  rows.forEach(({ label, value }, index) => {
    const row = list.children().eq(index);
    const [term, description] = row.length > 0 ? [row.find('dt'), row.find('dd')] : appendRow(list);
    setText(term, label);
    setText(description, value);
  });
}

function appendRow(list: JQuery): [JQuery, JQuery] {
  const row = $('<div>').append($('<dt>'), $('<dd>')).appendTo(list);
  return [row.find('dt'), row.find('dd')];
}

/** Unchanged words are left alone, so that a person can mark and copy them. */
function setText(element: JQuery, words: string): void {
  if (element.text() !== words) element.text(words);
}
