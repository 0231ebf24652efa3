import { randomUUID } from 'node:crypto';
import { optionalTime, timestamp } from '../message-wire';
import type { Endpoint } from './endpoint';

/** An event, written down once for all endpoints that get it. */
export interface OutgoingEvent {
  readonly type: string;
  /** What it is about: the envelope's `event_id`. */
  readonly subjectId: string;
  readonly body: Buffer;
}

export type DeliveryStatus = 'pending' | 'success' | 'failed' | 'retrying' | 'dead_letter' | 'queued';

/** One event on its way to one endpoint. Automatic retries are the same delivery, a manual one is another. */
export interface DeliveryRecord {
  readonly id: string;
  readonly event: OutgoingEvent;
  /** Its place among all deliveries to the endpoint. */
  readonly order: number;
  readonly createdAt: number;
  attempt: number;
  status: DeliveryStatus;
  responseStatus: number | undefined;
  responseBody: string | undefined;
  tookMs: number | undefined;
  error: string | undefined;
  nextRetryAt: number | undefined;
  completedAt: number | undefined;
}

export function newRecord(event: OutgoingEvent, order: number, now: number): DeliveryRecord {
  return {
    id: randomUUID(),
    event,
    order,
    createdAt: now,
    attempt: 0,
    status: 'pending',
    responseStatus: undefined,
    responseBody: undefined,
    tookMs: undefined,
    error: undefined,
    nextRetryAt: undefined,
    completedAt: undefined,
  };
}

/** Ends a delivery that did not get through. */
export function giveUp(record: DeliveryRecord, status: 'failed' | 'dead_letter', error: string, now: number): void {
  record.status = status;
  record.error = error;
  record.nextRetryAt = undefined;
  record.completedAt = now;
}

export const canRetry = ({ status }: DeliveryRecord): boolean => status === 'failed' || status === 'dead_letter';

export function recordOnWire(record: DeliveryRecord, { id, tenantId }: Endpoint): Record<string, unknown> {
  return {
    id: record.id,
    tenant_id: tenantId,
    webhook_endpoint_id: id,
    event_type: record.event.type,
    event_id: record.event.subjectId,
    attempt_number: record.attempt,
    status: record.status,
    response_status_code: record.responseStatus ?? null,
    response_body: record.responseBody ?? null,
    response_time_ms: record.tookMs ?? null,
    request_payload: JSON.parse(record.event.body.toString()),
    error_message: record.error ?? null,
    next_retry_at: optionalTime(record.nextRetryAt),
    created_at: timestamp(record.createdAt),
    completed_at: optionalTime(record.completedAt),
    can_retry: canRetry(record),
  };
}
