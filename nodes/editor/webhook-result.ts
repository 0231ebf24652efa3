import type { Messages } from './messages';
import { describeError, describeNoAnswer, type TestResult } from './test-result';

/** Puts an answer of `POST conversations/webhooks/verify` into words. */
export function describeVerification(answer: unknown, messages: Messages): TestResult {
  if (isDone(answer)) return { ok: true, title: messages('webhook.verifyOk'), lines: [] };
  return describeError(answer) ?? describeNoAnswer(200, messages);
}

/** Puts an answer of `POST conversations/webhooks/test` into words. */
export function describeTestEvent(answer: unknown, messages: Messages): TestResult {
  if (!isDone(answer)) return describeError(answer) ?? describeNoAnswer(200, messages);
  const { statusCode, tookMs } = answer;
  const facts = [
    statusCode !== undefined && messages('webhook.testStatus', { status: statusCode }),
    tookMs !== undefined && messages('webhook.testTook', { ms: Math.round(tookMs) }),
  ].filter((fact) => fact !== false);
  return { ok: true, title: messages('webhook.testOk'), lines: facts.length > 0 ? [facts.join(' · ')] : [] };
}

interface Done {
  readonly ok: true;
  /** HTTP status with which this Node-RED answered the test event. */
  readonly statusCode?: number;
  /** How long it took to answer, in milliseconds. */
  readonly tookMs?: number;
}

function isDone(answer: unknown): answer is Done {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
}
