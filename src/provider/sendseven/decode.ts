import { DeliveryError } from '../../model/failure';
import type { Acceptance } from '../../model/receipt';
import { readBudget } from '../budget';
import { parseJson } from '../error-text';
import type { HttpResponse } from '../http';
import { isSuccess, objectOfAnswer, unexpectedAnswer } from '../json-answer';
import { type JsonObject, objectIn, textIn as text } from '../json-fields';
import type { Identity } from '../provider';
import { requestIdOf } from '../status-meaning';
import { type Meanings, NO_API, statusFailure } from './status-failure';

const API = "SendSeven's API";
const OTHER_SERVER = 'Check that the Base URL ends in /api/v1 and that no login page or proxy answers in its place.';

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

/**
 * An answer that is an object.
 * @param own what statuses mean of this request, where it is not one that sends a message
 * @throws DeliveryError for every other answer
 */
export function decodeObject(response: HttpResponse, now: number, own?: Meanings): JsonObject {
  if (!isSuccess(response)) throw statusFailure(response, now, own);
  return objectOfAnswer(response, API, OTHER_SERVER);
}

/** An answer that is a list: bare, or the `items` of an object (sources differ). Otherwise like `decodeObject`. */
export function decodeList(response: HttpResponse, now: number, own?: Meanings): JsonObject[] {
  if (!isSuccess(response)) throw statusFailure(response, now, own);
  const json = parseJson(response.body);
  const items = objectIn(json)?.items ?? json;
  if (Array.isArray(items)) return items.map(objectIn).filter((item) => item !== undefined);
  throw unexpectedAnswer(response, json, API, OTHER_SERVER);
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
