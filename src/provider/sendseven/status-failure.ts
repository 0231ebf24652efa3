import type { DeliveryError } from '../../model/failure';
import type { HttpResponse } from '../http';
import {
  type Meaning as MeaningOf,
  meaningFailure,
  PROXY_AUTH,
  REDIRECT,
  serverTrouble,
  undocumented,
} from '../status-meaning';
import { type ErrorBody, readErrorBody } from './error-body';

/** What a status means and what to do about it. */
export type Meaning = MeaningOf<ErrorBody>;

const CHECK_FIELDS = 'Correct the fields named in msg.error.detail and send again.';

/** What statuses mean where they don't mean what they mean of a message. */
export type Meanings = Readonly<Record<number, Meaning>>;

/** By status of the answer (SendSeven: API documentation, section Errors). */
const BY_STATUS: Meanings = {
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
  407: PROXY_AUTH,
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

/** What a 404 names when it is not the conversation. */
const OTHER_RECIPIENT = /\b(contact method|contact|channel)\b/i;

const NO_RECIPIENT: Meaning = {
  code: 'ERR_NOT_FOUND',
  message: ({ text }) => `SendSeven does not know this ${OTHER_RECIPIENT.exec(text ?? '')?.[0].toLowerCase()}`,
  hint: 'Check the recipient: its ids must belong to the same tenant as the token. An address needs the id of one of your channels in SendSeven, not the name of a channel.',
};

const SERVER = serverTrouble('SendSeven');
const OTHER = undocumented('SendSeven');

/** A 404 where no conversation was asked for: nothing of SendSeven's API lives at the address. */
export const NO_API: Meanings = {
  404: {
    code: 'ERR_NOT_FOUND',
    message: "SendSeven's API is not at this address",
    hint: 'Check that the Base URL of the account ends in /api/v1.',
  },
};

/**
 * The failure that an answer with a status other than 2xx means.
 * @param own what statuses mean of this request, where it is not one that sends a message
 */
export function statusFailure(response: HttpResponse, now: number, own: Meanings = {}): DeliveryError {
  const body = readErrorBody(response.body);
  return meaningFailure(meaningOf(response.status, body, own), body, response, now);
}

function meaningOf(status: number, body: ErrorBody, own: Meanings): Meaning {
  if (status === 403 && scopeIn(body.text)) return MISSING_SCOPE;
  if (status === 403 && body.code === 'feature_disabled') return FEATURE_DISABLED;
  if (body.code?.startsWith('insufficient_')) return BY_STATUS[402] ?? OTHER;
  if (status === 404 && OTHER_RECIPIENT.test(body.text ?? '') && !own[404]) return NO_RECIPIENT;
  if (status >= 300 && status < 400) return REDIRECT;
  return own[status] ?? BY_STATUS[status] ?? (status >= 500 ? SERVER : OTHER);
}

/** `messages:create` in `Missing scope messages:create`. */
function scopeIn(text: string | undefined): string | undefined {
  return /scope:?\s+"?'?([a-z_]+:[a-z_]+)/i.exec(text ?? '')?.[1];
}
