import { DeliveryError } from '../model/failure';
import { parseJson } from './error-text';
import type { HttpResponse } from './http';
import { type JsonObject, objectIn } from './json-fields';
import { requestIdOf } from './status-meaning';

/** Whether the server did what was asked. */
export function isSuccess({ status }: HttpResponse): boolean {
  return status >= 200 && status <= 299;
}

/**
 * The object that an answer of success holds.
 * @param api whose answer it should be, for example `SendSeven's API`
 * @param hint what to check where something else answers
 * @throws DeliveryError `ERR_RESPONSE_NOT_JSON` for anything else
 */
export function objectOfAnswer(response: HttpResponse, api: string, hint: string): JsonObject {
  const json = parseJson(response.body);
  const body = objectIn(json);
  if (body) return body;
  throw unexpectedAnswer(response, json, api, hint);
}

/** An answer of success that is not what the API answers. Parameters as of `objectOfAnswer`. */
export function unexpectedAnswer(response: HttpResponse, json: unknown, api: string, hint: string): DeliveryError {
  return new DeliveryError('ERR_RESPONSE_NOT_JSON', {
    message: `The server answered ${response.status}, but not with what ${api} answers (${shapeOf(response.body, json)}).`,
    hint,
    statusCode: response.status,
    requestId: requestIdOf(response),
  });
}

/** Names the shape of an answer without repeating it. */
function shapeOf(body: string, json: unknown): string {
  if (body.trim() === '') return 'an empty answer';
  if (json !== undefined) return 'JSON of another shape';
  return /^\s*</.test(body) ? 'a web page' : 'no JSON';
}
