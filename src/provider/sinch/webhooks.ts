import { randomBytes } from 'node:crypto';
import { DeliveryError } from '../../model/failure';
import type { Call } from '../call';
import type { HttpResponse } from '../http';
import { isSuccess } from '../json-answer';
import { idIn, type JsonObject, objectsIn, textIn } from '../json-fields';
import type { EndpointDraft, EventDescription, RemoteEndpoint, WebhookApi } from '../webhook-api';
import { decodeObject } from './decode';
import { type Meanings, statusFailure } from './status-failure';
import { eventsOf, TRIGGERS, triggersFor } from './triggers';

/** What statuses mean of requests about webhooks. */
const OF_WEBHOOKS: Meanings = {
  400: {
    code: 'ERR_BAD_REQUEST',
    message: 'Sinch refused the webhook',
    hint: 'An app has 5 webhooks at most, each with a target of its own of up to 742 characters that is not at Sinch itself: remove one in the Sinch dashboard (Conversation API, the app, Webhooks), or check the Public URL of the account.',
  },
  403: {
    code: 'ERR_FORBIDDEN',
    message: 'Sinch does not let the access key manage webhooks',
    hint: 'Check that Project ID and access key belong together, or register the webhook by hand in the Sinch dashboard (Conversation API, the app, Webhooks).',
  },
};

/** What they mean of requests about one webhook. */
const OF_ONE: Meanings = {
  ...OF_WEBHOOKS,
  404: {
    code: 'ERR_NOT_FOUND',
    message: 'Sinch does not know this webhook',
    hint: 'It was removed, or belongs to another app or region. Deploy the account to have it made again.',
  },
};

/**
 * The webhooks of an app (Sinch: OpenAPI document "Conversation API", Webhooks). Sinch asks for no challenge, sends no
 * test events and no `Authorization` of ours; the secret is the customer's to choose, so it is made here.
 */
export function createWebhookApi(call: Call, appId: string): WebhookApi {
  const change = async (
    id: string,
    body: Readonly<Record<string, unknown>>,
    secret: string | undefined,
    signal: AbortSignal,
  ) => {
    const path = `${pathOf(id)}?update_mask=${Object.keys(body).join(',')}`;
    await call({ method: 'PATCH', path, body, secret, signal }, expectDone);
  };

  return {
    list: (signal) =>
      call({ method: 'GET', path: `/apps/${appId}/webhooks`, signal }, (response, now) =>
        readList(decodeObject(response, now, OF_WEBHOOKS)),
      ),
    async create(draft, signal) {
      const secret = newSecret();
      const body = { app_id: appId, ...encodeWebhook(draft), secret };
      const id = await call({ method: 'POST', path: '/webhooks', body, secret, signal }, decodeCreated);
      return { id, secret };
    },
    async update(id, draft, signal) {
      await change(id, encodeWebhook(draft), undefined, signal);
    },
    async renewSecret(id, signal) {
      const secret = newSecret();
      await change(id, { secret }, secret, signal);
      return secret;
    },
    async verify() {},
    remove: (id, signal) => call({ method: 'DELETE', path: pathOf(id), signal }, expectGone),
    async availableEvents() {
      return TRIGGERS.flatMap(({ events, description, name }) =>
        events.map((event): EventDescription => ({ event, description, category: name.toLowerCase().split('_')[0] })),
      );
    },
    listedEvents: (events) => eventsOf(triggersFor(events)),
  };
}

function newSecret(): string {
  return randomBytes(32).toString('hex');
}

/** An id comes from the provider or from a file: it must not lead elsewhere. */
function pathOf(id: string): string {
  return `/webhooks/${encodeURIComponent(id)}`;
}

/** Left to Sinch, `target_type` is `DISMISS`: it would send nothing. */
function encodeWebhook({ url, events }: EndpointDraft) {
  const triggers = triggersFor(events);
  if (triggers.length > 0) return { target: url, target_type: 'HTTP', triggers };
  throw new DeliveryError('ERR_VALIDATION', {
    message: 'Sinch has none of the events that are wanted.',
    hint: 'Choose at least one event of Sinch in the receive nodes of the account, for example message.received.',
  });
}

function readList({ webhooks }: JsonObject): RemoteEndpoint[] {
  return objectsIn(webhooks).flatMap(readWebhook);
}

function readWebhook({ id, target, target_type, triggers }: JsonObject): RemoteEndpoint[] {
  const [known, url] = [idIn(id), textIn(target)];
  if (!known || !url) return [];
  const names = Array.isArray(triggers) ? triggers.filter((name) => typeof name === 'string') : [];
  return [{ id: known, url, events: eventsOf(names), active: target_type === 'HTTP', verified: true }];
}

function decodeCreated(response: HttpResponse, now: number): string {
  const id = idIn(decodeObject(response, now, OF_WEBHOOKS).id);
  if (id) return id;
  throw new DeliveryError('ERR_RESPONSE_NOT_JSON', {
    message: 'Sinch made a webhook without telling its id.',
    hint: 'Look at the webhooks of the app in the Sinch dashboard, and deploy the account to try again.',
    statusCode: response.status,
  });
}

function expectDone(response: HttpResponse, now: number): void {
  if (!isSuccess(response)) throw statusFailure(response, now, OF_ONE);
}

function expectGone(response: HttpResponse, now: number): void {
  if (response.status !== 404) expectDone(response, now);
}
