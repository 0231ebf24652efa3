import { validateHeaderValue } from 'node:http';
import type { Answer } from '../../http/exchange';
import { isDeliverable } from '../../webhooks/post';
import { created, invalid, notFound, ok } from '../answers';
import type { Context, Outcome } from '../context';
import type { Dispatch } from './dispatch';
import { change, newSecret } from './endpoint';
import { endpointOnWire } from './endpoint-wire';
import { eventCategories, eventTypes } from './event-types';

export const noEndpoint: Outcome = { answer: notFound('Webhook endpoint') };

const onWire = ({ endpoint, waiting }: Dispatch) => endpointOnWire(endpoint, waiting);

/** GET /webhook-endpoints: a bare array. An endpoint belongs to the tenant, whichever token created it. */
export function listEndpoints({ publisher, tenantId }: Context): Outcome {
  return { answer: ok(publisher.dispatchesOf(tenantId).map(onWire)) };
}

/** GET /webhook-endpoints/available-events */
export function listEventTypes(): Outcome {
  return { answer: ok({ events: eventTypes, categories: eventCategories }) };
}

/** POST /webhook-endpoints: answers the secret, once. The challenge is on its way before the answer is. */
export function createEndpoint({ publisher, tenantId, body }: Context): Outcome {
  const refusal = refuse(body);
  if (refusal) return { answer: refusal };
  const { id, secret } = publisher.add(tenantId, body);
  const message = 'Webhook created. Store the secret key: it is not shown again.';
  return { answer: created({ webhook_id: id, secret_key: secret, message }) };
}

/** GET /webhook-endpoints/{webhook_id} */
export function getEndpoint({ publisher, tenantId, id }: Context): Outcome {
  const dispatch = publisher.find(id, tenantId);
  return dispatch ? { answer: ok(onWire(dispatch)) } : noEndpoint;
}

/** PATCH /webhook-endpoints/{webhook_id}: another URL has to be verified anew. */
export function updateEndpoint({ publisher, tenantId, id, body, now }: Context): Outcome {
  const dispatch = publisher.find(id, tenantId);
  if (!dispatch) return noEndpoint;
  const refusal = refuse(body);
  if (refusal) return { answer: refusal };
  const { endpoint } = dispatch;
  const before = endpoint.url;
  change(endpoint, body);
  endpoint.updatedAt = now;
  if (endpoint.url !== before) {
    endpoint.isVerified = false;
    publisher.challenge(endpoint);
  }
  return { answer: ok(onWire(dispatch)) };
}

/** DELETE /webhook-endpoints/{webhook_id}: its deliveries go with it. */
export function deleteEndpoint({ publisher, tenantId, id }: Context): Outcome {
  const dispatch = publisher.find(id, tenantId);
  if (!dispatch) return noEndpoint;
  publisher.remove(dispatch);
  return { answer: { status: 204 } };
}

/** POST /webhook-endpoints/{webhook_id}/regenerate-secret: the old secret is void at once. */
export function regenerateSecret({ publisher, tenantId, id, now }: Context): Outcome {
  const endpoint = publisher.find(id, tenantId)?.endpoint;
  if (!endpoint) return noEndpoint;
  endpoint.secret = newSecret();
  endpoint.updatedAt = now;
  const message = 'Secret key regenerated. Store it: it is not shown again.';
  return { answer: ok({ webhook_id: id, secret_key: endpoint.secret, message }) };
}

/** What the schema cannot say: where deliveries may go, and what fits into a header. */
function refuse({ url, authorization_header }: Context['body']): Answer | undefined {
  if (typeof url === 'string' && !isDeliverable(url)) {
    const rule =
      'the sandbox delivers to plain HTTP on this machine only, e.g. http://127.0.0.1:1880/path ' +
      '(the real API, on the contrary, takes public HTTPS addresses only)';
    return invalid([{ type: 'value_error', loc: ['body', 'url'], msg: `Value error, ${rule}` }]);
  }
  try {
    validateHeaderValue('authorization', String(authorization_header ?? ''));
    return undefined;
  } catch {
    const msg = 'Value error, not allowed in a header';
    return invalid([{ type: 'value_error', loc: ['body', 'authorization_header'], msg }]);
  }
}
