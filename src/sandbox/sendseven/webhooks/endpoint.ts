import { randomBytes, randomUUID } from 'node:crypto';
import type { RetryStrategy } from './backoff';
import { Breaker } from './breaker';

/** Where a tenant wants its events. */
export interface Endpoint {
  readonly id: string;
  readonly tenantId: string;
  readonly createdAt: number;
  readonly breaker: Breaker;
  name: string;
  url: string;
  /** Sent along as the header `Authorization`. */
  authorization: string | undefined;
  events: ReadonlySet<string>;
  sourceFilter: string;
  channelIds: readonly string[] | null;
  mailIds: readonly string[] | null;
  retryStrategy: RetryStrategy;
  maxRetries: number;
  timeoutMs: number;
  secret: string;
  isActive: boolean;
  isVerified: boolean;
  /** The challenge that the endpoint has yet to answer. */
  challenge: string | undefined;
  updatedAt: number | undefined;
  lastSuccessAt: number | undefined;
  lastFailureAt: number | undefined;
  lastError: string | undefined;
}

export const newSecret = (): string => randomBytes(32).toString('hex');

/** @param body valid by the published schema `WebhookEndpointCreate` */
export function newEndpoint(tenantId: string, body: Readonly<Record<string, unknown>>, now: number): Endpoint {
  const endpoint: Endpoint = {
    id: randomUUID(),
    tenantId,
    createdAt: now,
    breaker: new Breaker(),
    name: '',
    url: '',
    authorization: undefined,
    events: new Set(),
    sourceFilter: 'all',
    channelIds: null,
    mailIds: null,
    retryStrategy: 'exponential',
    maxRetries: 8,
    timeoutMs: 30_000,
    secret: newSecret(),
    isActive: true,
    isVerified: false,
    challenge: undefined,
    updatedAt: undefined,
    lastSuccessAt: undefined,
    lastFailureAt: undefined,
    lastError: undefined,
  };
  change(endpoint, body);
  return endpoint;
}

/** Takes over what the body names; `null` leaves a value as it is. An empty authorization removes the old one. */
export function change(endpoint: Endpoint, body: Readonly<Record<string, unknown>>): void {
  if (typeof body.name === 'string') endpoint.name = body.name;
  if (typeof body.url === 'string') endpoint.url = body.url;
  if (typeof body.authorization_header === 'string') endpoint.authorization = body.authorization_header || undefined;
  if (Array.isArray(body.subscribed_events)) endpoint.events = new Set(body.subscribed_events);
  if (typeof body.source_filter_mode === 'string') endpoint.sourceFilter = body.source_filter_mode;
  if (Array.isArray(body.filtered_channel_ids)) endpoint.channelIds = body.filtered_channel_ids;
  if (Array.isArray(body.filtered_email_integration_ids)) endpoint.mailIds = body.filtered_email_integration_ids;
  if (typeof body.retry_strategy === 'string') endpoint.retryStrategy = body.retry_strategy as RetryStrategy;
  if (typeof body.max_retries === 'number') endpoint.maxRetries = body.max_retries;
  if (typeof body.timeout_seconds === 'number') endpoint.timeoutMs = body.timeout_seconds * 1000;
  if (typeof body.is_active === 'boolean') endpoint.isActive = body.is_active;
}

/** Whether an event is for this endpoint. */
export function wants(endpoint: Endpoint, tenantId: string, type: string, channelId: string | undefined): boolean {
  const { isActive, isVerified, events, sourceFilter, channelIds } = endpoint;
  if (endpoint.tenantId !== tenantId || !isActive || !isVerified || !events.has(type)) return false;
  return sourceFilter === 'all' || channelId === undefined || (channelIds ?? []).includes(channelId);
}
