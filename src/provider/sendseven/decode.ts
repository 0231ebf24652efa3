import { DeliveryError } from '../../model/failure';
import type { Acceptance } from '../../model/receipt';
import { readBudget } from '../budget';
import type { HttpResponse } from '../http';
import type { Identity } from '../provider';
import { type Meaning, NO_API, requestIdOf, statusFailure } from './status-failure';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * What SendSeven says of a message it took. Any 2xx counts: documents say 200, the API answers 201.
 * @throws DeliveryError for every other answer
 */
export function decodeAcceptance(response: HttpResponse, now: number): Acceptance {
  const body = decodeObject(response, now);
  if (body.status === 'failed') throw failedAtOnce(body, response);
  return {
    messageId: text(body.id),
    conversationId: text(body.conversation_id),
    status: text(body.status),
    statusCode: response.status,
    requestId: requestIdOf(response),
    budget: readBudget(response, now),
    body,
  };
}

/**
 * Who a token belongs to, from `GET /users/me`.
 * @throws DeliveryError for every answer that does not say it
 */
export function decodeIdentity(response: HttpResponse, now: number): Identity {
  const body = decodeObject(response, now, NO_API);
  return {
    name: text(body.display_name) || text(body.name) || text(body.email) || text(body.id) || '?',
    id: text(body.id),
    email: text(body.email),
    tenantId: text(body.tenant_id),
    role: text(body.role),
  };
}

/** Whether SendSeven did what was asked. */
export function isSuccess({ status }: HttpResponse): boolean {
  return status >= 200 && status <= 299;
}

function decodeObject(response: HttpResponse, now: number, notFound?: Meaning): JsonObject {
  if (!isSuccess(response)) throw statusFailure(response, now, notFound);
  const body = parseJson(response.body);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as JsonObject;
  throw new DeliveryError('ERR_RESPONSE_NOT_JSON', {
    message: `The server answered ${response.status}, but not with what SendSeven's API answers (${shapeOf(response.body, body)}).`,
    hint: 'Check that the Base URL ends in /api/v1 and that no login page or proxy answers in its place.',
    statusCode: response.status,
    requestId: requestIdOf(response),
  });
}

function failedAtOnce(body: JsonObject, response: HttpResponse): DeliveryError {
  return new DeliveryError('ERR_MESSAGE_FAILED', {
    message: `SendSeven took the message and could not send it: ${text(body.error_message) ?? 'no reason given'}.`,
    hint: 'Look at the conversation in SendSeven: the channel says why it refuses the message.',
    statusCode: response.status,
    detail: text(body.error_message),
    requestId: requestIdOf(response),
  });
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Names the shape of an answer without repeating it. */
function shapeOf(body: string, json: unknown): string {
  if (body.trim() === '') return 'an empty answer';
  if (json !== undefined) return 'JSON of another shape';
  return /^\s*</.test(body) ? 'a web page' : 'no JSON';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
