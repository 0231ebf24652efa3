import type { App } from './apps';
import { newId } from './ids';
import { type Trigger, triggerKeys } from './schema/triggers';

/** How many webhooks an app may have. */
export const maxWebhooks = 5;

/** A webhook as the API writes it, secret included. */
export interface Webhook {
  readonly id: string;
  readonly app_id: string;
  readonly target: string;
  /** `DISMISS`: it exists, but nothing is sent. */
  readonly target_type: 'HTTP' | 'DISMISS';
  readonly triggers: readonly Trigger[];
  readonly secret?: string | undefined;
  readonly client_credentials: unknown;
}

/** What a request may say about a webhook. */
export type WebhookFields = Partial<Omit<Webhook, 'id' | 'app_id'>>;

export function newWebhook(app: App, fields: WebhookFields & Pick<Webhook, 'target'>): Webhook {
  const { target, target_type = 'DISMISS', triggers = [], secret, client_credentials = null } = fields;
  const webhook = { id: newId(), app_id: app.id, target, target_type, triggers, secret, client_credentials };
  app.webhooks.set(webhook.id, webhook);
  return webhook;
}

/** The webhooks that an app has for a kind of callback; all of them for one that has no name. */
export function webhooksFor(app: App, trigger: Trigger | undefined): readonly Webhook[] {
  if (app.webhooks.size === 0) return [];
  return [...app.webhooks.values()].filter(
    ({ target_type, triggers }) => target_type === 'HTTP' && (!trigger || triggers.some((one) => isSame(one, trigger))),
  );
}

/** One kind has two names: Sinch's SDK and its documents differ. */
const isSame = (one: Trigger, other: Trigger): boolean => triggerKeys[one] === triggerKeys[other];
