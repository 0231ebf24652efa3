import type { LiveRows } from './live-view';
import type { Messages } from './messages';
import type { HttpNodes } from './webhook-setup';

/** What the admin route `GET conversations/webhooks` answers. */
export interface WebhooksAnswer extends HttpNodes {
  /** By the id of the account. */
  readonly accounts: Readonly<Record<string, WebhookReport | undefined>>;
}

/** What it tells of the endpoint of an account that runs. Times are in milliseconds since 1970. */
export interface WebhookReport {
  readonly path: string;
  /** Empty while it is not known. */
  readonly url: string;
  /** For example `no-secret`. */
  readonly problems: readonly string[];
  /** For example `automatic`. */
  readonly mode: string;
  /** For example `verified`. */
  readonly state: string;
  readonly error?: { readonly code: string; readonly message: string; readonly hint?: string };
  readonly endpointId?: string;
  readonly received: number;
  readonly duplicates: number;
  readonly refused: number;
  readonly lastEventAt?: number;
  readonly lastRefusal?: { readonly why: string; readonly at: number };
}

/** Everything that has words of its own in the catalogues. */
export const KNOWN_WORDS = {
  state: ['off', 'working', 'unverified', 'verified', 'suspended', 'failed', 'unknown'],
  mode: ['automatic', 'manual', 'sandbox', 'off'],
  problem: ['no-public-url', 'no-secret', 'path-taken', 'http-node-off'],
  refusal: [
    'no-secret',
    'unsigned',
    'bad-signature',
    'stale',
    'bad-authorization',
    'unexpected-challenge',
    'not-json',
    'not-an-event',
    'too-large',
    'encoded',
    'wrong-type',
    'aborted',
    'too-slow',
    'crowded',
    'already-read',
    'full',
    'defect',
  ],
} as const;

/** The answer, if it is one. */
export function readWebhooks(answer: unknown): WebhooksAnswer | undefined {
  if (typeof answer !== 'object' || answer === null || !('accounts' in answer)) return undefined;
  return typeof answer.accounts === 'object' && answer.accounts !== null ? (answer as WebhooksAnswer) : undefined;
}

/** Puts the state of one account's endpoint into words. */
export function describeWebhook(
  answer: WebhooksAnswer | undefined,
  id: string,
  messages: Messages,
  formatTime: (at: number) => string,
): LiveRows {
  if (!answer) return { note: messages('live.unreadable'), rows: [], askAgain: true };
  const report = answer.accounts[id];
  if (!report) return { note: messages('live.notDeployed'), rows: [], askAgain: true };
  const word = (list: keyof typeof KNOWN_WORDS, name: string) => wordFor(list, name, messages);
  const { received, duplicates, refused, lastEventAt, lastRefusal } = report;
  const facts: Record<string, string> = {
    endpoint: word('state', report.state),
    registration: word('mode', report.mode),
    problem: report.problems.map((problem) => word('problem', problem)).join(' '),
    error: describeError(report.error),
    received: messages('webhook.live.receivedValue', { received, duplicates, refused }),
    lastEvent: lastEventAt ? formatTime(lastEventAt) : messages('webhook.live.noEvent'),
    lastRefusal: lastRefusal ? `${word('refusal', lastRefusal.why)}, ${formatTime(lastRefusal.at)}` : '',
  };
  const rows = Object.entries(facts)
    .filter(([, value]) => value !== '')
    .map(([fact, value]) => ({ label: messages(`webhook.live.${fact}`), value }));
  return { rows, askAgain: true };
}

/** A newer Node-RED side may use a word that this dialog does not know: then the word itself is shown. */
function wordFor(list: keyof typeof KNOWN_WORDS, name: string, messages: Messages): string {
  const known: readonly string[] = KNOWN_WORDS[list];
  return known.includes(name) ? messages(`webhook.${list}.${name}`) : name;
}

function describeError(error: WebhookReport['error']): string {
  if (!error) return '';
  return [error.message, error.hint, `(${error.code})`].filter(Boolean).join(' ');
}
