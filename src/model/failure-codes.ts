/**
 * What is known about a message that was not delivered, and so what may be done with it.
 *
 * - `input`: the message cannot be sent as it is; no request was made.
 * - `config`: the account or the node is not set up; no request was made.
 * - `refused`: the provider understood and said no; the same again will be refused again.
 * - `limited`: the provider asks for patience (429); nothing was sent.
 * - `unavailable`: the provider was not reached; nothing was sent.
 * - `uncertain`: the request went out and its outcome is unknown; the message may have been sent.
 * - `cancelled`: this package gave up on it, for example because Node-RED stops.
 */
export type FailureKind = 'input' | 'config' | 'refused' | 'limited' | 'unavailable' | 'uncertain' | 'cancelled';

/**
 * Every code that `msg.error.code` can have, with its kind.
 * Codes are part of the contract with flows (a switch node compares them): add, never rename.
 */
export const FAILURE_KINDS = {
  ERR_NO_ACCOUNT: 'config',
  ERR_ACCOUNT_INCOMPLETE: 'config',
  ERR_ACCOUNT_INVALID: 'config',
  ERR_ENV_NOT_SET: 'config',
  ERR_BASE_URL: 'config',
  ERR_CREDENTIAL: 'config',
  ERR_NO_WEBHOOK: 'config',
  ERR_EXPRESSION: 'input',
  ERR_TEXT_MISSING: 'input',
  ERR_TEXT_EMPTY: 'input',
  ERR_TEXT_TYPE: 'input',
  ERR_CONVERSATION_MISSING: 'input',
  ERR_CONVERSATION_TYPE: 'input',
  ERR_RECIPIENT: 'input',
  ERR_RECIPIENT_UNSUPPORTED: 'input',
  ERR_OPTION: 'input',
  ERR_IDEMPOTENCY_KEY: 'input',
  ERR_PRIORITY: 'input',
  ERR_WAIT: 'input',
  ERR_BAD_REQUEST: 'refused',
  ERR_UNAUTHORIZED: 'refused',
  ERR_INSUFFICIENT_BALANCE: 'refused',
  ERR_FORBIDDEN: 'refused',
  ERR_MISSING_SCOPE: 'refused',
  ERR_FEATURE_DISABLED: 'refused',
  ERR_NOT_FOUND: 'refused',
  ERR_CONFLICT: 'refused',
  ERR_TOO_LARGE: 'refused',
  ERR_VALIDATION: 'refused',
  ERR_MESSAGE_FAILED: 'refused',
  ERR_REDIRECT: 'refused',
  ERR_HTTP_STATUS: 'refused',
  ERR_RATE_LIMITED: 'limited',
  ERR_SERVER: 'uncertain',
  ERR_TIMEOUT: 'uncertain',
  ERR_CONNECTION_RESET: 'uncertain',
  ERR_NETWORK: 'uncertain',
  ERR_RESPONSE_NOT_JSON: 'uncertain',
  ERR_RESPONSE_CUT: 'uncertain',
  ERR_RESPONSE_TOO_LARGE: 'uncertain',
  ERR_CONNECTION_REFUSED: 'unavailable',
  ERR_CONNECT_TIMEOUT: 'unavailable',
  ERR_DNS: 'unavailable',
  ERR_TLS: 'unavailable',
  ERR_PROXY: 'unavailable',
  ERR_PROXY_AUTH: 'unavailable',
  ERR_QUEUE_FULL: 'cancelled',
  ERR_ACCOUNT_REMOVED: 'cancelled',
  ERR_CLOSED: 'cancelled',
  ERR_WAIT_FULL: 'cancelled',
  ERR_WAIT_ENDED: 'cancelled',
  ERR_WAIT_TIMEOUT: 'uncertain',
  ERR_INTERNAL: 'uncertain',
} as const satisfies Record<string, FailureKind>;

/** A stable name for what went wrong, for example `ERR_UNAUTHORIZED`. */
export type FailureCode = keyof typeof FAILURE_KINDS;

/** Kinds after which the same message may go through later without anyone changing anything. */
const PASSING: ReadonlySet<FailureKind> = new Set<FailureKind>(['limited', 'unavailable', 'uncertain', 'cancelled']);

/** Codes after which the same message should not simply be sent again, although their kind usually passes. */
const LASTING: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'ERR_TLS',
  'ERR_PROXY_AUTH',
  // The message was accepted: sent again, it would arrive twice.
  'ERR_WAIT_ENDED',
  'ERR_WAIT_TIMEOUT',
]);

/** Whether sending the same message again later can succeed without a change of flow or account. */
export function isRetryable(code: FailureCode): boolean {
  return PASSING.has(FAILURE_KINDS[code]) && !LASTING.has(code);
}
