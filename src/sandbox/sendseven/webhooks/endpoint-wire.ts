import { optionalTime, timestamp } from '../message-wire';
import type { Endpoint } from './endpoint';
import type { WaitingEvents } from './waiting-events';

/** An endpoint as the API shows it: without its secret and without what is sent as `Authorization`. */
export function endpointOnWire(endpoint: Endpoint, waiting: WaitingEvents): Record<string, unknown> {
  const { breaker } = endpoint;
  return {
    id: endpoint.id,
    tenant_id: endpoint.tenantId,
    name: endpoint.name,
    url: endpoint.url,
    has_authorization_header: endpoint.authorization !== undefined,
    subscribed_events: [...endpoint.events],
    source_filter_mode: endpoint.sourceFilter,
    filtered_channel_ids: endpoint.channelIds,
    filtered_email_integration_ids: endpoint.mailIds,
    is_active: endpoint.isActive,
    is_verified: endpoint.isVerified,
    verification_method: 'challenge',
    retry_strategy: endpoint.retryStrategy,
    max_retries: endpoint.maxRetries,
    timeout_seconds: endpoint.timeoutMs / 1000,
    last_success_at: optionalTime(endpoint.lastSuccessAt),
    last_failure_at: optionalTime(endpoint.lastFailureAt),
    last_error: endpoint.lastError ?? null,
    consecutive_failures: breaker.failuresInARow,
    suspended_at: optionalTime(breaker.suspendedAt),
    next_reactivation_at: optionalTime(breaker.reactivationAt),
    reactivation_pending_at: optionalTime(breaker.probationSince),
    incident_started_at: optionalTime(breaker.incidentSince),
    queued_events_count: waiting.size,
    queued_events_dropped: waiting.dropped,
    created_at: timestamp(endpoint.createdAt),
    updated_at: optionalTime(endpoint.updatedAt),
    created_by: null,
  };
}
