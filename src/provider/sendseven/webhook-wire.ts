import { DeliveryError } from '../../model/failure';
import { plainText } from '../error-text';
import type { HttpResponse } from '../http';
import { idIn, type JsonObject, objectIn, textIn } from '../json-fields';
import { requestIdOf } from '../status-meaning';
import type { EndpointDraft, EventDescription, RemoteEndpoint, TestDelivery } from '../webhook-api';

/** Takes secrets out of a server's text. */
type Clean = (text: string) => string;

/** Body of `POST /webhook-endpoints`. What it does not name keeps SendSeven's default, for example 8 retries. */
export function encodeEndpoint({ name, url, events, authorization }: EndpointDraft): JsonObject {
  return {
    // SendSeven takes 255 characters.
    name: name.slice(0, 255),
    url,
    subscribed_events: events,
    ...(authorization && { authorization_header: authorization }),
  };
}

/** Body of `PATCH /webhook-endpoints/{id}`; an empty `authorization_header` takes one away. */
export function encodeChange(draft: EndpointDraft): JsonObject {
  return { ...encodeEndpoint(draft), authorization_header: draft.authorization ?? '', is_active: true };
}

/** One endpoint of the list; `undefined` for what has no id. */
export function decodeEndpoint(endpoint: JsonObject, clean: Clean): RemoteEndpoint | undefined {
  const id = idIn(endpoint.id);
  if (!id) return undefined;
  return {
    id,
    url: textIn(endpoint.url) ?? '',
    events: listIn(endpoint.subscribed_events).flatMap((event) => textIn(event) ?? []),
    active: endpoint.is_active !== false,
    verified: endpoint.is_verified === true,
    suspendedAt: textIn(endpoint.suspended_at) || undefined,
    lastError: wordsIn(endpoint.last_error, clean),
  };
}

/**
 * A new endpoint. SendSeven answers `webhook_id`; another client of theirs reads `id`.
 * @throws DeliveryError where id or secret is missing
 */
export function decodeCreated(body: JsonObject, response: HttpResponse): { id: string; secret: string } {
  const id = idIn(body.webhook_id) ?? idIn(body.id);
  if (!id) throw without('id', response);
  return { id, secret: decodeSecret(body, response) };
}

/**
 * The new secret of an endpoint, which is told only once.
 * @throws DeliveryError where it is missing
 */
export function decodeSecret(body: JsonObject, response: HttpResponse): string {
  const secret = textIn(body.secret_key);
  if (!secret) throw without('secret', response);
  return secret;
}

function without(missing: string, response: HttpResponse): DeliveryError {
  return new DeliveryError('ERR_RESPONSE_NOT_JSON', {
    message: `The server answered ${response.status} without the ${missing} of the webhook endpoint.`,
    hint: 'Look at the webhook endpoints in SendSeven, and check that the Base URL ends in /api/v1.',
    statusCode: response.status,
    requestId: requestIdOf(response),
  });
}

/** What came of a test event. */
export function decodeTest(body: JsonObject, clean: Clean): TestDelivery {
  const delivered = body.success === true;
  const why = wordsIn(body.error, clean) ?? wordsIn(body.message, clean);
  return {
    delivered,
    statusCode: numberIn(body.response_status_code),
    tookMs: numberIn(body.response_time_ms),
    error: delivered ? undefined : why,
  };
}

export function decodeEvents(body: JsonObject): EventDescription[] {
  return listIn(body.events).flatMap((item) => {
    const fields = objectIn(item) ?? { event: item };
    const event = textIn(fields.event);
    if (!event) return [];
    return [{ event, description: textIn(fields.description), category: textIn(fields.category) }];
  });
}

/** Cleaned before it is cut: half a secret is one, too. */
function wordsIn(value: unknown, clean: Clean): string | undefined {
  return plainText(typeof value === 'string' ? clean(value) : value);
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
