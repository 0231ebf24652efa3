import { notFound, ok, refused } from '../answers';
import type { Context, Outcome } from '../context';
import { timestamp } from '../message-wire';
import { challengeMs } from './challenge';
import { canRetry, type DeliveryRecord, recordOnWire } from './delivery-record';
import { isSuccess } from './dispatch';
import { noEndpoint } from './endpoint-routes';

/** POST /webhook-endpoints/{webhook_id}/verify: sends the challenge, and ends a suspension. Does not wait. */
export function verifyEndpoint({ publisher, tenantId, id, now }: Context): Outcome {
  const dispatch = publisher.find(id, tenantId);
  if (!dispatch) return noEndpoint;
  publisher.challenge(dispatch.endpoint);
  dispatch.reactivate();
  return {
    answer: ok({
      webhook_id: id,
      is_verified: dispatch.endpoint.isVerified,
      verification_pending: true,
      verification_expires_at: timestamp(now + challengeMs),
      message: 'Verification challenge sent',
    }),
  };
}

/** POST /webhook-endpoints/{webhook_id}/test: delivers an example and tells what came of it. */
export function testEndpoint({ publisher, tenantId, id, body }: Context): Outcome {
  const dispatch = publisher.find(id, tenantId);
  if (!dispatch) return noEndpoint;
  if (!dispatch.endpoint.isVerified) return { answer: refused(400, 'Webhook endpoint is not verified') };
  const type = typeof body.event_type === 'string' ? body.event_type : 'message.received';
  return { later: publisher.test(dispatch, type).then((record) => ok(testResult(record))) };
}

function testResult(record: DeliveryRecord): Record<string, unknown> {
  const success = isSuccess(record.responseStatus);
  return {
    success,
    delivery_id: record.id,
    response_status_code: record.responseStatus ?? null,
    response_time_ms: record.tookMs ?? null,
    error: success ? null : (record.error ?? null),
    message: success ? 'Test webhook delivered' : 'Test webhook failed',
  };
}

/** GET /webhook-endpoints/{webhook_id}/deliveries: the newest first. */
export function listDeliveries({ publisher, tenantId, id, query }: Context): Outcome {
  const dispatch = publisher.find(id, tenantId);
  if (!dispatch) return noEndpoint;
  const found = dispatch.records.filter(
    ({ status, event }) =>
      (query.status == null || query.status === status) &&
      (query.event_type == null || query.event_type === event.type),
  );
  found.reverse();
  const page = Number(query.page);
  const pageSize = Number(query.page_size);
  const items = found.slice((page - 1) * pageSize, page * pageSize);
  return {
    answer: ok({
      items: items.map((record) => recordOnWire(record, dispatch.endpoint)),
      total: found.length,
      page,
      page_size: pageSize,
      has_more: page * pageSize < found.length,
    }),
  };
}

/** POST /webhook-endpoints/{webhook_id}/deliveries/{delivery_id}/retry: the same event as a new delivery. */
export function retryDelivery({ publisher, tenantId, id, subId }: Context): Outcome {
  const dispatch = publisher.find(id, tenantId);
  if (!dispatch) return noEndpoint;
  const record = dispatch.records.find((one) => one.id === subId);
  if (!record) return { answer: notFound('Webhook delivery') };
  if (!canRetry(record)) return { answer: refused(400, 'Only failed deliveries can be retried') };
  const { id: delivery_id } = dispatch.deliver(record.event);
  const message = 'Delivery scheduled for retry';
  return { answer: ok({ success: true, delivery_id, message, previous_delivery_id: record.id }) };
}
