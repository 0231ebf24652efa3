import type { Delivery } from '../../src/delivery/courier';
import type { ProviderId } from '../../src/model/account';
import type { DeliveryError, FailureFacts } from '../../src/model/failure';
import type { FailureCode, FailureKind } from '../../src/model/failure-codes';
import type { Receipt } from '../../src/model/receipt';
import type { Message } from './red';

/** The type of the sending node, by which its own errors are recognised. */
export const SEND_TYPE = 'conversation-send';

/** The node that an error comes from, as Node-RED's own Catch nodes tell it. */
export interface ErrorSource {
  readonly id: string;
  readonly type: string;
  readonly name: string | undefined;
}

/** `msg.error` on the error output. */
export interface MessageError extends Omit<FailureFacts, 'retryAfterMs'> {
  readonly code: FailureCode;
  readonly kind: FailureKind;
  readonly attempts: number;
  readonly retryable: boolean;
  readonly source: ErrorSource;
  /** Set when `msg.idempotencyKey` was made by this node: it is taken off again once the message went through. */
  readonly keyMade?: true;
}

/** Where a failure goes: out of the error output, to `done(error)` for Catch nodes and the log, or both. */
export type FailureRoute = 'output' | 'catch' | 'both';

/** The route that was chosen, default `output`; without a wire at the error output a failure must not get lost there. */
export function failureRoute(chosen: FailureRoute | undefined, wired: boolean): FailureRoute {
  return wired ? (chosen ?? 'output') : 'catch';
}

/** Puts a provider's answer on the message that was sent. */
export function applyDelivery(
  msg: Message,
  delivery: Delivery,
  key: string,
  provider: ProviderId,
  asked: string,
): void {
  const { acceptance } = delivery;
  const conversationId = acceptance.conversationId ?? asked;
  forgetFailure(msg);
  msg.payload = acceptance.body;
  msg.statusCode = acceptance.statusCode;
  msg.conversationId = conversationId;
  msg.receipt = {
    provider,
    messageId: acceptance.messageId,
    conversationId,
    status: acceptance.status,
    acceptedAt: new Date(delivery.acceptedAt).toISOString(),
    attempts: delivery.attempts,
    queuedMs: delivery.queuedMs,
    requestId: acceptance.requestId,
    idempotencyKey: key,
  } satisfies Receipt;
}

/** Puts a failure on the message that was not sent; the rest stays as it came in, so that it can be sent again. */
export function applyFailure(msg: Message, failure: DeliveryError, source: ErrorSource, key: string | undefined): void {
  const { retryAfterMs: _, ...facts } = failure.cause;
  const keyMade = key !== undefined && (msg.idempotencyKey !== key || isOwn(msg.error)?.keyMade);
  if (msg.error !== undefined && !isOwn(msg.error)) msg._error = msg.error;
  msg.error = { ...facts, source, ...(keyMade && { keyMade: true }) } satisfies MessageError;
  if (key !== undefined) msg.idempotencyKey = key;
}

/**
 * Takes the traces of an earlier failed try off a message that went through, so that the next node does not see an
 * error, and a further send node does not use the key of this message for its own.
 */
function forgetFailure(msg: Message): void {
  const error = isOwn(msg.error);
  if (!error) return;
  delete msg.error;
  if (error.keyMade) delete msg.idempotencyKey;
}

function isOwn(error: unknown): MessageError | undefined {
  const candidate = error as MessageError | undefined;
  return candidate?.source?.type === SEND_TYPE ? candidate : undefined;
}
