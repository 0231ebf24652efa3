/** An endpoint as the provider knows it. */
export interface RemoteEndpoint {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly active: boolean;
  /** Whether the provider has seen that the endpoint is ours; true where it never asks. */
  readonly verified: boolean;
  /** ISO 8601; set while the provider has stopped to deliver because deliveries failed. */
  readonly suspendedAt?: string | undefined;
  readonly lastError?: string | undefined;
}

/** What an endpoint is to be like. */
export interface EndpointDraft {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  /** Sent along as `Authorization`, where the provider can do that. */
  readonly authorization?: string | undefined;
}

export interface EventDescription {
  readonly event: string;
  readonly description?: string | undefined;
  readonly category?: string | undefined;
}

/** What came of a test event that the provider was asked to send. */
export interface TestDelivery {
  readonly delivered: boolean;
  readonly statusCode?: number | undefined;
  readonly tookMs?: number | undefined;
  /** The provider's words, without secrets. */
  readonly error?: string | undefined;
  /** What to do instead, where it says nothing about the endpoint that the event was not delivered. */
  readonly hint?: string | undefined;
}

/**
 * The provider's list of endpoints that it delivers events to. Every call is one request.
 * All throw a DeliveryError, `ERR_FORBIDDEN` or `ERR_MISSING_SCOPE` where the token may not do this.
 */
export interface WebhookApi {
  list(signal: AbortSignal): Promise<RemoteEndpoint[]>;
  /** The challenge may arrive before this resolves. */
  create(draft: EndpointDraft, signal: AbortSignal): Promise<{ readonly id: string; readonly secret: string }>;
  /** A changed URL is verified anew. */
  update(id: string, draft: EndpointDraft, signal: AbortSignal): Promise<void>;
  /** Ends the old secret. */
  renewSecret(id: string, signal: AbortSignal): Promise<string>;
  /** Asks for the challenge; where a provider has none, does nothing. Also ends a suspension. */
  verify(id: string, signal: AbortSignal): Promise<void>;
  /** An endpoint that is not there counts as removed. */
  remove(id: string, signal: AbortSignal): Promise<void>;
  /** `undefined` where a provider cannot send test events. */
  test?(id: string, event: string, signal: AbortSignal): Promise<TestDelivery>;
  /** All events that can be subscribed to. */
  availableEvents(signal: AbortSignal): Promise<EventDescription[]>;
  /**
   * The events that `list` tells of an endpoint that was made with these: a provider may take several together, or lack
   * some. Absent: the same ones.
   */
  listedEvents?(events: readonly string[]): readonly string[];
}
