import type { CourierReport } from '../../src/delivery/report';
import type { DeliveryError } from '../../src/model/failure';

/** Node-RED's editor has room for less than 20 characters under a node. */
export const MAX_STATUS_TEXT = 19;

/** From so many messages on, progress is shown instead of the length of the queue. */
const BULK = 20;

/** The messages of a node from the first that was handed over until none is left. */
export interface Run {
  /** Milliseconds, by the same clock as `now`. */
  readonly startedAt: number;
  pending: number;
  total: number;
  failed: number;
}

/** A status without its language. */
export interface StatusLook {
  readonly fill: 'blue' | 'green' | 'red' | 'yellow';
  readonly shape: 'dot' | 'ring';
  /** Key below `conversation-send.status` of the catalogue. */
  readonly key: string;
  readonly values?: Record<string, string | number>;
  /** Key below `conversation-send.status.reason` of a word that stands in the text as `reason`. */
  readonly reasonKey?: string;
  /** For Status nodes: the same in numbers. */
  readonly data?: Record<string, string | number>;
}

/** How a run looks now. */
export function runStatus(run: Run, now: number, report: CourierReport | undefined): StatusLook {
  const { pending, total, failed } = run;
  const done = total - pending;
  const perMinute = Math.round((done * 60_000) / Math.max(now - run.startedAt, 1000));
  const data = { pending, done, total, failed, perMinute, ...pauseData(report) };
  if (pending === 0) return { ...endedLook(run), data };
  const seconds = Math.ceil((report?.pause?.forMs ?? 0) / 1000);
  if (report?.pause?.reason === 'outage') return look('yellow', 'ring', 'offline', { s: seconds }, data);
  if (report?.pause?.reason === 'limit') return look('yellow', 'ring', 'paused', { s: seconds }, data);
  if (total >= BULK) return progressLook({ done, total, perMinute }, data);
  const waiting = pending - (report?.underWay ?? 0);
  return waiting > 0 ? look('blue', 'ring', 'queued', { n: pending }, data) : look('blue', 'dot', 'sending', {}, data);
}

function progressLook(
  values: { done: number; total: number; perMinute: number },
  data: StatusLook['data'],
): StatusLook {
  const { done, total, perMinute } = values;
  const fits = `${done}/${total} · ${perMinute}/min`.length <= MAX_STATUS_TEXT;
  return look('blue', 'dot', fits ? 'progress' : 'progressShort', values, data);
}

function endedLook({ total, failed }: Run): StatusLook {
  if (failed > 0) return look('red', 'ring', 'someFailed', { failed, total });
  return total > 1 ? look('green', 'dot', 'sentMany', { n: total }) : look('green', 'dot', 'sent');
}

/** All are sent, and some are followed further. */
export function waitingStatus(waiting: number): StatusLook {
  return look('blue', 'ring', 'waiting', { n: waiting }, { waiting });
}

/** How a failure looks, or an account that cannot be used. */
export function problemStatus({ code, kind, cause }: DeliveryError): StatusLook {
  const data = { code };
  if (code === 'ERR_NO_ACCOUNT') return look('yellow', 'ring', 'noAccount', {}, data);
  if (code === 'ERR_ENV_NOT_SET') return look('yellow', 'ring', 'unset', { name: String(cause.detail) }, data);
  if (kind === 'config') return look('yellow', 'ring', 'notReady', {}, data);
  if (cause.statusCode !== undefined) return look('red', 'ring', 'failed', { reason: cause.statusCode }, data);
  return { ...look('red', 'ring', 'failed', {}, data), reasonKey: REASON_KEYS[code] ?? 'network' };
}

function look(
  fill: StatusLook['fill'],
  shape: StatusLook['shape'],
  key: string,
  values: Record<string, string | number> = {},
  data?: Record<string, string | number>,
): StatusLook {
  return { fill, shape, key, values, ...(data && { data }) };
}

function pauseData(report: CourierReport | undefined): Record<string, string | number> {
  const pause = report?.pause;
  return pause ? { pause: pause.reason, pauseMs: Math.round(pause.forMs ?? 0) } : {};
}

/** Words for codes that come without an HTTP status, short enough to stand under a node. */
const REASON_KEYS: Partial<Record<DeliveryError['code'], string>> = {
  ERR_TEXT_MISSING: 'noText',
  ERR_TEXT_EMPTY: 'noText',
  ERR_TEXT_TYPE: 'textType',
  ERR_CONVERSATION_MISSING: 'noId',
  ERR_CONVERSATION_TYPE: 'idType',
  ERR_IDEMPOTENCY_KEY: 'key',
  ERR_PRIORITY: 'priority',
  ERR_EXPRESSION: 'expression',
  ERR_QUEUE_FULL: 'full',
  ERR_WAIT_FULL: 'full',
  ERR_RECIPIENT: 'recipient',
  ERR_RECIPIENT_UNSUPPORTED: 'recipient',
  ERR_OPTION: 'option',
  ERR_WAIT_TIMEOUT: 'noEvent',
  ERR_WAIT_ENDED: 'stopped',
  ERR_ACCOUNT_REMOVED: 'removed',
  ERR_CLOSED: 'stopped',
  ERR_CONNECTION_REFUSED: 'refused',
  ERR_CONNECTION_RESET: 'reset',
  ERR_CONNECT_TIMEOUT: 'timeout',
  ERR_TIMEOUT: 'timeout',
  ERR_DNS: 'dns',
  ERR_TLS: 'tls',
  ERR_PROXY: 'proxy',
  ERR_PROXY_AUTH: 'proxy',
  ERR_RESPONSE_NOT_JSON: 'noJson',
  ERR_RESPONSE_CUT: 'cut',
  ERR_RESPONSE_TOO_LARGE: 'tooLarge',
};
