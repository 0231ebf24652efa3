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

/** What statuses mean of one kind of request, where it is not what they mean of sending a message. */
export type Meanings = Readonly<Record<number, Meaning>>;

/** By status of the answer to `messages:send` (Sinch: OpenAPI document "Conversation API", responses). */
const BY_STATUS: Meanings = {
  400: {
    code: 'ERR_BAD_REQUEST',
    message: 'Sinch refused the message as wrong',
    hint: 'See msg.error.detail. Every channel that is used must be set up in the app; an app in DISPATCH mode reaches addresses only, no contacts; the App ID must be copied whole.',
  },
  401: {
    code: 'ERR_UNAUTHORIZED',
    message: 'Sinch did not accept the access key',
    hint: 'Key ID or Key secret is wrong, or the key was deleted: make a new one in the Sinch dashboard (Access keys) and type both into the account.',
  },
  403: {
    code: 'ERR_FORBIDDEN',
    message: 'Sinch does not allow this to the access key',
    hint: 'Check that Project ID and access key belong together: a key is good for the project that it was made in.',
  },
  404: {
    code: 'ERR_NOT_FOUND',
    message: 'Sinch does not know this app here',
    hint: 'Check App ID, Project ID and Region of the account: an app is known in its own project and in the region that it was made in only. If a Base URL is typed in, check that too.',
  },
  407: PROXY_AUTH,
  413: {
    code: 'ERR_TOO_LARGE',
    message: 'The message is too large for Sinch',
    hint: 'Shorten the text or send it in parts.',
  },
  429: {
    code: 'ERR_RATE_LIMITED',
    message: 'Too many requests, or the queue of the app at Sinch is full',
    hint: 'Sinch allows 800 requests a second per project and works off some 20 messages a second per app, shared by everything that uses them.',
  },
};

const NO_CREDIT: Meaning = {
  code: 'ERR_INSUFFICIENT_BALANCE',
  message: 'The credit of the Sinch account is used up',
  hint: 'Top up the balance or raise the credit limit in the Sinch dashboard (Billing), then send again.',
};

const NO_CONTACT: Meaning = {
  code: 'ERR_NOT_FOUND',
  message: 'Sinch does not know this contact',
  hint: 'Check the contact id: it must be of the same project and region as the account. An address, {channel, identity}, needs no contact.',
};

const SERVER = serverTrouble('Sinch');
const OTHER = undocumented('Sinch');

/**
 * The failure that an answer with a status other than 2xx means.
 * @param meanings what this kind of request means by a status, before what sending means by it
 */
export function statusFailure(response: HttpResponse, now: number, meanings: Meanings = {}): DeliveryError {
  const body = readErrorBody(response.body);
  return meaningFailure(meaningOf(response.status, body, meanings), body, response, now);
}

function meaningOf(status: number, { text }: ErrorBody, meanings: Meanings): Meaning {
  if (status === 403 && text?.includes('BILLING_CREDIT_LIMIT_BREACHED')) return NO_CREDIT;
  if (status === 404 && /\bcontact\b/i.test(text ?? '') && !meanings[404]) return NO_CONTACT;
  if (status >= 300 && status < 400) return REDIRECT;
  return meanings[status] ?? BY_STATUS[status] ?? (status >= 500 ? SERVER : OTHER);
}
