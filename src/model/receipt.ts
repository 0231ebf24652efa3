import type { ProviderId } from './account';

/** What a provider said of its rate limit beside an answer. */
export interface Budget {
  /** Requests left. */
  readonly remaining?: number | undefined;
  /** Milliseconds until there are more. */
  readonly resetMs?: number | undefined;
}

/** What the provider answered when it accepted a message. */
export interface Acceptance {
  /** The provider's id of the message, if it told one. */
  readonly messageId?: string | undefined;
  readonly conversationId?: string | undefined;
  /** The provider's word for how far the message is, for example `pending`. */
  readonly status?: string | undefined;
  /** HTTP status of the answer. */
  readonly statusCode: number;
  /** The provider's request id, for its support. */
  readonly requestId?: string | undefined;
  readonly budget?: Budget | undefined;
  /** The answer's body, untouched. */
  readonly body: unknown;
}

/** Proof that a message was accepted, as `msg.receipt`. */
export interface Receipt {
  readonly provider: ProviderId;
  readonly messageId: string | undefined;
  readonly conversationId: string | undefined;
  readonly status: string | undefined;
  /** ISO 8601, by this machine's clock. */
  readonly acceptedAt: string;
  /** Requests that it took, 1 or more. */
  readonly attempts: number;
  /** Milliseconds between the node's input and the first request. */
  readonly queuedMs: number;
  readonly requestId: string | undefined;
  readonly idempotencyKey: string;
}
