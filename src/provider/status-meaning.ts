import { DeliveryError, type FieldProblem } from '../model/failure';
import type { FailureCode } from '../model/failure-codes';
import { readBudget } from './budget';
import type { HttpResponse } from './http';
import { answeredAt, parseRetryAfter } from './retry-after';

/** What the body of an error says, whoever sent it. */
export interface ErrorWords {
  /** The server's own words. */
  readonly text?: string | undefined;
  /** The fields that were refused. */
  readonly fields?: readonly FieldProblem[] | undefined;
  /** How long to wait, where the body says it; `Retry-After` goes before it. */
  readonly retryAfterMs?: number | undefined;
}

/** What a status means and what to do about it. The texts may use what the body said. */
export interface Meaning<Body extends ErrorWords = ErrorWords> {
  readonly code: FailureCode;
  /** Without a full stop: status and the server's words follow. */
  readonly message: string | ((body: Body, response: HttpResponse) => string);
  readonly hint: string | ((body: Body, response: HttpResponse) => string);
}

/** What means the same of every provider. */
export const PROXY_AUTH: Meaning = {
  code: 'ERR_PROXY_AUTH',
  message: 'The proxy wants a user name and a password',
  hint: 'Give them in the proxy of the account (Network tab).',
};

/** No redirect is followed: it would carry the credentials to a host that nobody chose. */
export const REDIRECT: Meaning = {
  code: 'ERR_REDIRECT',
  message: (_, response) =>
    `The server sends requests on to ${redirectHost(response)}, and the credentials were not sent there`,
  hint: 'Set the Base URL of the account to where the API really is.',
};

/** What every 5xx means. @param provider its name for people */
export function serverTrouble(provider: string): Meaning {
  return {
    code: 'ERR_SERVER',
    message: `${provider} has trouble`,
    hint: `Look at the status page of ${provider} if it lasts.`,
  };
}

/** What a status means that the provider does not document. @param provider its name for people */
export function undocumented(provider: string): Meaning {
  return {
    code: 'ERR_HTTP_STATUS',
    message: `The server gave an answer that ${provider} does not document`,
    hint: 'Check the Base URL of the account.',
  };
}

/** The failure that an answer with a status other than 2xx means. */
export function meaningFailure<Body extends ErrorWords>(
  { code, message, hint }: Meaning<Body>,
  body: Body,
  response: HttpResponse,
  now: number,
): DeliveryError {
  const say = (text: Meaning<Body>['message']) => (typeof text === 'string' ? text : text(body, response));
  const said = body.text ? `: ${body.text}` : '';
  return new DeliveryError(code, {
    message: `${say(message)} (${response.status}${said}).`,
    hint: say(hint),
    statusCode: response.status,
    detail: body.fields ?? body.text,
    requestId: requestIdOf(response),
    retryAfterMs: headerWait(response, now) ?? body.retryAfterMs ?? budgetWait(response, now),
  });
}

function headerWait({ headers }: HttpResponse, now: number): number | undefined {
  return parseRetryAfter(headers['retry-after'], answeredAt(headers.date, now));
}

/** Without `Retry-After`, a 429 may still say when there is a budget again. */
function budgetWait(response: HttpResponse, now: number): number | undefined {
  return response.status === 429 ? readBudget(response, now)?.resetMs : undefined;
}

/** The id by which a provider's support finds a request. */
export function requestIdOf(response: HttpResponse): string | undefined {
  const id = response.headers['x-request-id'];
  return typeof id === 'string' ? id.slice(0, 200) : undefined;
}

/** Host only: the rest of the address is the server's to make up. */
function redirectHost({ headers }: HttpResponse): string {
  const location = typeof headers.location === 'string' ? headers.location : '';
  return URL.canParse(location) ? new URL(location).host : 'another address';
}
