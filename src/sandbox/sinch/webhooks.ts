import type { Answer } from '../http/exchange';
import type { Outcome } from '../http/face';
import { isDeliverable } from '../webhooks/post';
import { invalidField, notFound, ok, refused } from './answers';
import type { App } from './apps';
import { appOf, type Context } from './context';
import { maxWebhooks, newWebhook, type Webhook, type WebhookFields } from './webhook-store';

/** POST /webhooks */
export function createWebhook(context: Context): Outcome {
  const app = appOf(context, context.body.app_id);
  if (!app) return { answer: notFound('App') };
  const fields = context.body as WebhookFields & Pick<Webhook, 'target'>;
  if (app.webhooks.size >= maxWebhooks) return { answer: refused(400, `An app can have ${maxWebhooks} webhooks`) };
  return { answer: wrongTarget(app, fields.target) ?? ok(newWebhook(app, fields)) };
}

/** GET /apps/{app_id}/webhooks */
export function listWebhooks(context: Context): Outcome {
  const app = appOf(context, context.id);
  return { answer: app ? ok({ webhooks: [...app.webhooks.values()] }) : notFound('App') };
}

/** GET /webhooks/{webhook_id} */
export function getWebhook(context: Context): Outcome {
  const found = find(context);
  return { answer: found ? ok(found.webhook) : notFound('Webhook') };
}

/** PATCH /webhooks/{webhook_id}: the fields of the mask, or all that are given. */
export function updateWebhook(context: Context): Outcome {
  const found = find(context);
  if (!found) return { answer: notFound('Webhook') };
  const { app, webhook } = found;
  const mask = context.query.get('update_mask')?.split(',') ?? Object.keys(context.body);
  const unknown = mask.find((field) => !changeable.includes(field));
  if (unknown !== undefined) return { answer: invalidField('update_mask', `${unknown} cannot be changed`) };
  const given = Object.entries(context.body).filter(([field]) => mask.includes(field));
  const changed: Webhook = { ...webhook, ...Object.fromEntries(given) };
  const refusal = wrongTarget(app, changed.target, webhook.id);
  if (refusal) return { answer: refusal };
  app.webhooks.set(webhook.id, changed);
  return { answer: ok(changed) };
}

const changeable = ['target', 'target_type', 'triggers', 'secret', 'client_credentials'];

/** DELETE /webhooks/{webhook_id} */
export function deleteWebhook(context: Context): Outcome {
  const found = find(context);
  found?.app.webhooks.delete(found.webhook.id);
  return { answer: found ? ok({}) : notFound('Webhook') };
}

function find({ apps, projectId, id }: Context): { readonly app: App; readonly webhook: Webhook } | undefined {
  for (const app of apps.inProject(projectId)) {
    const webhook = app.webhooks.get(id);
    if (webhook) return { app, webhook };
  }
  return undefined;
}

/** Why an address cannot be a webhook's target. Sinch wants it to be public; the sandbox wants the opposite. */
function wrongTarget(app: App, target: string, ownId?: string): Answer | undefined {
  if ([...app.webhooks.values()].some((other) => other.target === target && other.id !== ownId)) {
    return invalidField('target', 'is already the target of a webhook of this app');
  }
  if (/^https?:\/\/([\w-]+\.)?conversation-api\.([\w-]+\.)?sinch\.com\b/i.test(target)) {
    return invalidField('target', 'must not be a host of Sinch');
  }
  if (!isDeliverable(target)) return invalidField('target', 'must be plain HTTP on this machine: this is the sandbox');
  return undefined;
}
