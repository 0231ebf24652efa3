import type { ApiRequest, Call } from '../call';
import type { HttpResponse } from '../http';
import { isSuccess } from '../json-answer';
import { blotOut } from '../secrets';
import type { WebhookApi } from '../webhook-api';
import { decodeList, decodeObject } from './decode';
import { type Meanings, NO_API, statusFailure } from './status-failure';
import {
  decodeCreated,
  decodeEndpoint,
  decodeEvents,
  decodeSecret,
  decodeTest,
  encodeChange,
  encodeEndpoint,
} from './webhook-wire';

const PATH = '/webhook-endpoints';

/** What statuses mean of requests about the list of endpoints. */
const OF_THE_LIST: Meanings = {
  ...NO_API,
  400: {
    code: 'ERR_BAD_REQUEST',
    message: 'SendSeven refused the webhook endpoint',
    hint: 'Its URL must be https and reachable from the internet: check the Public URL of the account.',
  },
  403: {
    code: 'ERR_FORBIDDEN',
    message: 'SendSeven does not let the token manage webhook endpoints',
    hint: 'Give the token the scopes webhooks:read, webhooks:create, webhooks:update and webhooks:delete in SendSeven (Settings, API Tokens), or register the endpoint by hand.',
  },
  409: {
    code: 'ERR_CONFLICT',
    message: 'SendSeven has another webhook endpoint in the way',
    hint: 'Look at the webhook endpoints in SendSeven and remove the one that is not needed.',
  },
  413: {
    code: 'ERR_TOO_LARGE',
    message: 'What is said of the webhook endpoint is too large for SendSeven',
    hint: 'Subscribe to fewer events.',
  },
  422: {
    code: 'ERR_VALIDATION',
    message: 'SendSeven refused fields of the webhook endpoint',
    hint: 'Its URL must be https and reachable from the internet, with 1 to 50 events: check the Public URL of the account and the events of its nodes.',
  },
};

/** What they mean of requests about one endpoint. */
const OF_ONE: Meanings = {
  ...OF_THE_LIST,
  404: {
    code: 'ERR_NOT_FOUND',
    message: 'SendSeven does not know this webhook endpoint',
    hint: 'It was removed, or belongs to another tenant than the token. Deploy the account to have it made again.',
  },
};

/**
 * SendSeven's webhook endpoints (API documentation, section Webhook Endpoints).
 * @param token what no text of the server may repeat
 */
export function createWebhookApi(call: Call, token: string): WebhookApi {
  const object = (response: HttpResponse, now: number) => decodeObject(response, now, OF_ONE);
  const post = (id: string, action: string, signal: AbortSignal): Pick<ApiRequest, 'method' | 'path' | 'signal'> => ({
    method: 'POST',
    path: `${pathOf(id)}/${action}`,
    signal,
  });

  return {
    async list(signal) {
      const endpoints = await call({ method: 'GET', path: PATH, signal }, (response, now) =>
        decodeList(response, now, OF_THE_LIST),
      );
      return endpoints.flatMap((endpoint) => decodeEndpoint(endpoint, (text) => blotOut(text, token)) ?? []);
    },
    create: (draft, signal) =>
      call(
        { method: 'POST', path: PATH, body: encodeEndpoint(draft), secret: draft.authorization, signal },
        (response, now) => decodeCreated(decodeObject(response, now, OF_THE_LIST), response),
      ),
    async update(id, draft, signal) {
      const { authorization: secret } = draft;
      await call({ method: 'PATCH', path: pathOf(id), body: encodeChange(draft), secret, signal }, object);
    },
    renewSecret: (id, signal) =>
      call(post(id, 'regenerate-secret', signal), (response, now) => decodeSecret(object(response, now), response)),
    async verify(id, signal) {
      await call(post(id, 'verify', signal), object);
    },
    remove: (id, signal) => call({ method: 'DELETE', path: pathOf(id), signal }, expectGone),
    test: (id, event, signal) =>
      call({ ...post(id, 'test', signal), body: { event_type: event } }, (response, now) =>
        decodeTest(object(response, now), (text) => blotOut(text, token)),
      ),
    availableEvents: (signal) =>
      call({ method: 'GET', path: `${PATH}/available-events`, signal }, (response, now) =>
        decodeEvents(decodeObject(response, now, OF_THE_LIST)),
      ),
  };
}

/** An id comes from the provider or from a file: it must not lead elsewhere. */
function pathOf(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`;
}

function expectGone(response: HttpResponse, now: number): void {
  if (!isSuccess(response) && response.status !== 404) throw statusFailure(response, now, OF_ONE);
}
