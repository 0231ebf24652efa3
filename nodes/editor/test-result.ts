import type { Messages } from './messages';

/** The answer of the admin route `POST conversations/accounts/test`. */
export type TestAnswer = { readonly ok: true; readonly who: TestedIdentity; readonly environment: string } | Failed;

interface Failed {
  readonly ok: false;
  readonly error: { readonly code: string; readonly message: string; readonly hint?: string };
}

/** Who a token belongs to, as far as the provider tells. */
export interface TestedIdentity {
  readonly name?: string;
  readonly email?: string;
  readonly id?: string;
  readonly tenantId?: string;
  readonly role?: string;
  /** How the provider treats messages, in its word. */
  readonly mode?: string;
  readonly channels?: readonly TestedChannel[];
}

/** A channel and its state, both in the provider's words. */
interface TestedChannel {
  readonly channel: string;
  readonly state?: string;
}

/** What the dialog shows of a test. */
export interface TestResult {
  readonly ok: boolean;
  readonly title: string;
  readonly lines: readonly string[];
}

/** Puts an answer of the test into words. Anything that is not such an answer is reported as one, not shown. */
export function describeAnswer(answer: unknown, messages: Messages): TestResult {
  if (!isTestAnswer(answer)) return describeNoAnswer(200, messages);
  if (!answer.ok) return failed(answer.error);
  const { who, environment } = answer;
  const title = messages(environment === 'sandbox' ? 'test.okSandbox' : 'test.ok', { who: nameOf(who) });
  const facts = [
    who.role && messages('test.role', { role: who.role }),
    who.tenantId && messages('test.tenant', { tenant: who.tenantId }),
    who.mode && messages('test.mode', { mode: who.mode }),
  ].filter(isText);
  const note = MODE_NOTES.get(who.mode ?? '');
  const lines = [facts.join(' · '), note && messages(note), ...describeChannels(who.channels, messages)];
  return { ok: true, title, lines: lines.filter(isText) };
}

/** Message keys of what a processing mode means for a flow, where that is not what one expects. */
const MODE_NOTES: ReadonlyMap<string, string> = new Map([['DISPATCH', 'test.modeDispatch']]);

/** The state of a channel that works. */
const ACTIVE = 'ACTIVE';

/** One line with all channels, and one for each that does not work. */
function describeChannels(channels: readonly TestedChannel[] | undefined, messages: Messages): string[] {
  if (!channels) return [];
  if (channels.length === 0) return [messages('test.noChannels')];
  const all = channels.map(({ channel, state }) => (state ? `${channel} (${state})` : channel)).join(', ');
  const notActive = channels
    .filter(({ state }) => state !== undefined && state !== ACTIVE)
    .map(({ channel, state = '' }) => messages('test.notActive', { channel, state }));
  return [messages('test.channels', { channels: all }), ...notActive];
}

/** Puts into words why something could not be done, or `undefined` where the answer does not say so. */
export function describeError(answer: unknown): TestResult | undefined {
  return isTestAnswer(answer) && !answer.ok ? failed(answer.error) : undefined;
}

const NO_ANSWER: Readonly<Record<number, string>> = {
  0: 'test.unreachable',
  200: 'test.unreadable',
  401: 'test.loggedOut',
  403: 'test.forbidden',
  404: 'test.notInstalled',
};

/**
 * Puts into words that Node-RED itself refused the test or did not answer.
 * @param status HTTP status of Node-RED's answer, 0 if there was none
 */
export function describeNoAnswer(status: number, messages: Messages): TestResult {
  return { ok: false, title: messages(NO_ANSWER[status] ?? 'test.status', { status }), lines: [] };
}

function failed({ code, message, hint }: Failed['error']): TestResult {
  return { ok: false, title: message, lines: [hint, code].filter(isText) };
}

function nameOf(who: TestedIdentity): string {
  const name = who.name || who.email || who.id || '?';
  return who.email && who.email !== name ? `${name} (${who.email})` : name;
}

function isTestAnswer(answer: unknown): answer is TestAnswer {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  if (answer.ok === true) return 'who' in answer && typeof answer.who === 'object' && answer.who !== null;
  return answer.ok === false && 'error' in answer && typeof answer.error === 'object' && answer.error !== null;
}

function isText(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
