import { DeliveryError } from '../../model/failure';
import type { FailureCode } from '../../model/failure-codes';
import { readBudget } from '../budget';
import type { HttpResponse } from '../http';
import { parseRetryAfter } from '../retry-after';
import { type ErrorBody, readErrorBody } from './error-body';

/** What a status means and what to do about it. The texts may use what the body said. */
export interface Meaning {
  readonly code: FailureCode;
  readonly message: string | ((body: ErrorBody, response: HttpResponse) => string);
  readonly hint: string | ((body: ErrorBody, response: HttpResponse) => string);
}

const CHECK_FIELDS = 'Correct the fields named in msg.error.detail and send again.';

/** By status of the answer (SendSeven: API documentation, section Errors). */
const BY_STATUS: Record<number, Meaning> = {
  400: {
    code: 'ERR_BAD_REQUEST',
    message: 'SendSeven refused the message as wrong',
    hint: `Check the text and the conversation id. ${CHECK_FIELDS}`,
  },
  401: {
    code: 'ERR_UNAUTHORIZED',
    message: 'SendSeven did not accept the API token',
    hint: 'The token is wrong, expired or revoked: make a new one in SendSeven (Settings, API Tokens) and type it into the account.',
  },
  402: {
    code: 'ERR_INSUFFICIENT_BALANCE',
    message: 'The balance of the SendSeven account is not enough',
    hint: 'Top up the balance in SendSeven, then send again.',
  },
  403: {
    code: 'ERR_FORBIDDEN',
    message: 'SendSeven does not allow this to the token',
    hint: 'Check the scopes of the token (sending needs messages:create), its role, and the Tenant ID of the account.',
  },
  404: {
    code: 'ERR_NOT_FOUND',
    message: 'SendSeven does not know this conversation',
    hint: 'Check the conversation id: it must belong to the same tenant as the token. If the detail is only "Not Found", check that the Base URL ends in /api/v1.',
  },
  407: {
    code: 'ERR_PROXY_AUTH',
    message: 'The proxy wants a user name and a password',
    hint: 'Give them in the proxy of the account (Network tab).',
  },
  409: {
    code: 'ERR_CONFLICT',
    message: 'SendSeven has already seen this idempotency key with another message',
    hint: 'Nothing was sent twice. Remove msg.idempotencyKey, or give every message a key of its own, and send again.',
  },
  413: {
    code: 'ERR_TOO_LARGE',
    message: 'The message is too large for SendSeven',
    hint: 'Shorten the text or send it in parts.',
  },
  422: { code: 'ERR_VALIDATION', message: 'SendSeven refused fields of the message', hint: CHECK_FIELDS },
  429: {
    code: 'ERR_RATE_LIMITED',
    message: 'Too many requests for this token',
    hint: 'SendSeven allows 100 requests a minute per token, shared by everything that uses it.',
  },
};

const MISSING_SCOPE: Meaning = {
  code: 'ERR_MISSING_SCOPE',
  message: 'The API token lacks a permission',
  hint: ({ text }) =>
    `Give the token the scope ${scopeIn(text) ?? 'messages:create'} in SendSeven (Settings, API Tokens), or make a new token with it.`,
};

const FEATURE_DISABLED: Meaning = {
  code: 'ERR_FEATURE_DISABLED',
  message: ({ feature }) => `The SendSeven plan does not include ${feature ?? 'this feature'}`,
  hint: 'Upgrade the plan in SendSeven. If the feature is multi_tenant, leave the Tenant ID of the account empty.',
};

const REDIRECT: Meaning = {
  code: 'ERR_REDIRECT',
  message: (_, response) =>
    `The server sends requests on to ${redirectHost(response)}, and the token was not sent there`,
  hint: 'Set the Base URL of the account to where the API really is.',
};

const SERVER: Meaning = {
  code: 'ERR_SERVER',
  message: 'SendSeven has trouble',
  hint: 'Look at the status page of SendSeven if it lasts.',
};

const OTHER: Meaning = {
  code: 'ERR_HTTP_STATUS',
  message: 'The server gave an answer that SendSeven does not document',
  hint: 'Check the Base URL of the account.',
};

/** A 404 where no conversation was asked for: nothing of SendSeven's API lives at the address. */
export const NO_API: Meaning = {
  code: 'ERR_NOT_FOUND',
  message: "SendSeven's API is not at this address",
  hint: 'Check that the Base URL of the account ends in /api/v1.',
};

/**
 * The failure that an answer with a status other than 2xx means.
 * @param notFound what a 404 means of this request, default: an unknown conversation
 */
export function statusFailure(response: HttpResponse, now: number, notFound?: Meaning): DeliveryError {
  const body = readErrorBody(response.body);
  const { code, message, hint } = (response.status === 404 && notFound) || meaningOf(response.status, body);
  const say = (text: Meaning['message']) => (typeof text === 'string' ? text : text(body, response));
  const said = body.text ? `: ${body.text}` : '';
  return new DeliveryError(code, {
    message: `${say(message)} (${response.status}${said}).`,
    hint: say(hint),
    statusCode: response.status,
    detail: body.fields ?? body.text,
    requestId: requestIdOf(response),
    retryAfterMs: parseRetryAfter(response.headers['retry-after'], now) ?? budgetWait(response, now),
  });
}

/** Without `Retry-After`, a 429 may still say when there is a budget again. */
function budgetWait(response: HttpResponse, now: number): number | undefined {
  return response.status === 429 ? readBudget(response, now)?.resetMs : undefined;
}

/** The id by which SendSeven's support finds a request. */
export function requestIdOf(response: HttpResponse): string | undefined {
  const id = response.headers['x-request-id'];
  return typeof id === 'string' ? id.slice(0, 200) : undefined;
}

function meaningOf(status: number, body: ErrorBody): Meaning {
  if (status === 403 && scopeIn(body.text)) return MISSING_SCOPE;
  if (status === 403 && body.code === 'feature_disabled') return FEATURE_DISABLED;
  if (body.code?.startsWith('insufficient_')) return BY_STATUS[402] ?? OTHER;
  if (status >= 300 && status < 400) return REDIRECT;
  return BY_STATUS[status] ?? (status >= 500 ? SERVER : OTHER);
}

/** `messages:create` in `Missing scope messages:create`. */
function scopeIn(text: string | undefined): string | undefined {
  return /scope:?\s+"?'?([a-z_]+:[a-z_]+)/i.exec(text ?? '')?.[1];
}

/** Host only: the rest of the address is the server's to make up. */
function redirectHost({ headers }: HttpResponse): string {
  const location = typeof headers.location === 'string' ? headers.location : '';
  return URL.canParse(location) ? new URL(location).host : 'another address';
}
