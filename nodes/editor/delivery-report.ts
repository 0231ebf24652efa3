import type { LiveRows } from './live-view';
import type { Messages } from './messages';

/** What the admin route `GET conversations/accounts` tells of an account: numbers after its first message only. */
export interface AccountReport {
  readonly id: string;
  /** Code of what keeps the account from being used. */
  readonly problem?: string;
  /** Messages that have not ended, those under way among them. */
  readonly queued?: { readonly high: number; readonly normal: number; readonly bulk: number };
  readonly underWay?: number;
  readonly rate?: {
    readonly used: number;
    readonly limit: number;
    readonly believed: number;
    readonly periodMs: number;
  };
  readonly pause?: { readonly reason: string; readonly forMs?: number };
  /** `at` in milliseconds since 1970. */
  readonly lastError?: { readonly code: string; readonly at: number };
}

/** How to write down a moment in the person's language, given in milliseconds since 1970. */
export type FormatTime = (at: number) => string;

/** Puts the answer about all accounts into words for one of them. */
export function describeReports(answer: unknown, id: string, messages: Messages, formatTime: FormatTime): LiveRows {
  if (!Array.isArray(answer)) return describeNoReports(200, messages);
  const report = (answer as AccountReport[]).find((account) => account?.id === id);
  if (!report) return note(messages('live.notDeployed'));
  if (report.problem) return note(messages('live.problem', { code: report.problem }));
  const rows = describeNumbers(report, messages, formatTime);
  return rows ? { rows, askAgain: true } : note(messages('live.nothingSent'));
}

const NO_ANSWER: Readonly<Record<number, string>> = {
  0: 'live.unreachable',
  200: 'live.unreadable',
  401: 'live.loggedOut',
  403: 'live.forbidden',
  404: 'live.notInstalled',
};

/** After these a person has to do something first. */
const LASTING = [401, 403, 404];

/**
 * Puts into words that Node-RED itself refused to tell or did not answer.
 * @param status HTTP status of Node-RED's answer, 0 if there was none
 */
export function describeNoReports(status: number, messages: Messages): LiveRows {
  return note(messages(NO_ANSWER[status] ?? 'live.status', { status }), !LASTING.includes(status));
}

function note(words: string, askAgain = true): LiveRows {
  return { note: words, rows: [], askAgain };
}

/** `undefined` where nothing was sent yet. */
function describeNumbers(
  report: AccountReport,
  messages: Messages,
  formatTime: FormatTime,
): LiveRows['rows'] | undefined {
  const { queued, rate, underWay = 0, lastError } = report;
  if (!queued || !rate) return undefined;
  const { high, normal, bulk } = queued;
  const facts: Record<string, string> = {
    queued: messages('live.queuedValue', { total: high + normal + bulk, high, normal, bulk }),
    underWay: String(underWay),
    rate: describeRate(rate, messages),
    pause: describePause(report.pause, messages),
    lastError: lastError ? `${lastError.code}, ${formatTime(lastError.at)}` : messages('live.noError'),
  };
  return Object.entries(facts).map(([fact, value]) => ({ label: messages(`live.${fact}`), value }));
}

function describeRate(
  { used, limit, believed, periodMs }: NonNullable<AccountReport['rate']>,
  messages: Messages,
): string {
  const isLowered = believed < limit;
  return messages(isLowered ? 'live.rateLowered' : 'live.rateValue', {
    used,
    limit,
    believed,
    seconds: periodMs / 1000,
  });
}

const PAUSES: Readonly<Record<string, string>> = {
  limit: 'live.pauseLimit',
  outage: 'live.pauseOutage',
  restart: 'live.pauseRestart',
};

function describePause(pause: AccountReport['pause'], messages: Messages): string {
  if (!pause) return messages('live.noPause');
  return messages(PAUSES[pause.reason] ?? 'live.pauseOther', {
    seconds: Math.ceil((pause.forMs ?? 0) / 1000),
    reason: pause.reason,
  });
}
