import type { Outcome } from '../http/face';
import { notFound, ok } from './answers';
import type { App } from './apps';
import { senderOf } from './apps';
import { appOf, type Context } from './context';
import type { Json } from './schema/validate';
import type { SinchSettings } from './settings';

/** GET /apps */
export function listApps({ apps, projectId, settings }: Context): Outcome {
  return { answer: ok({ apps: apps.inProject(projectId).map((app) => appOnWire(app, settings)) }) };
}

/** GET /apps/{app_id} */
export function getApp(context: Context): Outcome {
  const app = appOf(context, context.id);
  return { answer: app ? ok(appOnWire(app, context.settings)) : notFound('App') };
}

/** An app as the API writes it. The real one also writes the channels' own tokens; here there are none. */
function appOnWire(app: App, { queueLimit }: SinchSettings): Json {
  const credentials = [...app.channels].map(([channel, status], index) => ({
    channel,
    state: { status, description: status === 'ACTIVE' ? '' : 'The channel is not ready' },
    channel_known_id: senderOf(channel),
    credential_ordinal_number: index,
  }));
  const stores = app.mode === 'CONVERSATION';
  return {
    id: app.id,
    display_name: app.name,
    channel_credentials: credentials,
    processing_mode: app.mode,
    conversation_metadata_report_view: 'FULL',
    rate_limits: { inbound: 25, outbound: 20, webhooks: 25 },
    queue_stats: { outbound_size: app.queue.size, outbound_limit: queueLimit },
    retention_policy: { retention_type: 'MESSAGE_EXPIRE_POLICY', ttl_days: stores ? 180 : 0 },
    dispatch_retention_policy: { retention_type: 'MESSAGE_EXPIRE_POLICY', ttl_days: app.dispatchRetentionDays },
    callback_settings: app.overrideSecret ? { secret_for_overridden_callback_urls: app.overrideSecret } : null,
    message_retry_settings: null,
    delivery_report_based_fallback: null,
    smart_conversation: null,
  };
}
