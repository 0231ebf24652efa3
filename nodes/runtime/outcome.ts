import type { Delivery } from '../../src/delivery/entry';
import type { ProviderId } from '../../src/model/account';
import type { IncomingEvent, WaitGoal } from '../../src/model/event';
import { DeliveryError, type FailureFacts } from '../../src/model/failure';
import type { FailureCode, FailureKind } from '../../src/model/failure-codes';
import type { Recipient } from '../../src/model/message';
import type { Receipt } from '../../src/model/receipt';
import { eventFields, payloadOf } from './received-message';
import type { Message } from './red';

/** The type of the sending node, by which its own errors are recognised. */
export const SEND_TYPE = 'conversation-send';

/** The node that an error comes from, as Node-RED's own Catch nodes tell it. */
export interface ErrorSource {
  readonly id: string;
  readonly type: string;
  readonly name: string | undefined;
}

/** The key that a message went out with. */
export interface MessageKey {
  readonly value: string;
  /** Made by the node, not given by the flow. */
  readonly made: boolean;
}

/** `msg.error` on the error output. */
export interface MessageError extends Omit<FailureFacts, 'retryAfterMs' | 'staleConnection'> {
  readonly code: FailureCode;
  readonly kind: FailureKind;
  readonly attempts: number;
  readonly retryable: boolean;
  readonly source: ErrorSource;
  /** From a Catch node: what it keeps of the failure. */
  readonly cause?: Pick<FailureFacts, 'keyMade'>;
}

/** Where a failure goes: out of the error output, to `done(error)` for Catch nodes and the log, or both. */
export type FailureRoute = 'output' | 'catch' | 'both';

/** The route that was chosen, default `output`; without a wire at the error output a failure must not get lost there. */
export function failureRoute(chosen: FailureRoute | undefined, wired: boolean): FailureRoute {
  return wired ? (chosen ?? 'output') : 'catch';
}

/** What was asked of the provider that accepted. */
export interface Asked {
  readonly provider: ProviderId;
  readonly recipient: Recipient;
  readonly key: MessageKey;
}

/** Puts a provider's answer on the message that was sent. */
export function applyDelivery(msg: Message, delivery: Delivery, asked: Asked): void {
  const receipt = receiptOf(delivery, asked);
  forgetFailure(msg);
  msg.payload = delivery.acceptance.body;
  msg.statusCode = delivery.acceptance.statusCode;
  if (receipt.conversationId !== undefined) msg.conversationId = receipt.conversationId;
  msg.receipt = receipt;
}

/** The proof that a message was accepted. */
export function receiptOf(delivery: Delivery, asked: Asked): Receipt {
  const { acceptance } = delivery;
  return {
    provider: asked.provider,
    messageId: acceptance.messageId,
    conversationId: acceptance.conversationId ?? conversationOf(asked.recipient),
    status: acceptance.status,
    acceptedAt: new Date(delivery.acceptedAt).toISOString(),
    attempts: delivery.attempts,
    queuedMs: delivery.queuedMs,
    requestId: acceptance.requestId,
    idempotencyKey: asked.key.value,
  };
}

function conversationOf(recipient: Recipient): string | undefined {
  return recipient.kind === 'conversation' ? recipient.conversationId : undefined;
}

/**
 * Puts what was waited for on the message that was sent. An answer is what the flow goes on with, as it would after a
 * receive node, and the provider's response moves to `msg.response`; a receipt leaves the response where it is.
 */
export function applyEvent(msg: Message, provider: ProviderId, goal: WaitGoal, event: IncomingEvent): void {
  for (const [name, value] of Object.entries(eventFields(event))) {
    // What an earlier event has left there is none of this one's.
    if (value === undefined) delete msg[name];
    else msg[name] = value;
  }
  // Nor what only a receive node says of it.
  delete msg.awaited;
  delete msg.rawBody;
  if (goal !== 'reply') return;
  msg.response = msg.payload;
  msg.payload = payloadOf(provider, event);
}

/** A failure that came after the message was accepted, with the requests that it took until then. */
export function afterAttempts(failure: DeliveryError, attempts: number): DeliveryError {
  return changed(failure, {}, attempts);
}

/** A failure for Catch nodes, which know of the key what its `cause` says. One failure may end many messages: it stays as it is. */
export function withKey(failure: DeliveryError, msg: Message, key: MessageKey): DeliveryError {
  return isKeyMade(msg, key) ? changed(failure, { keyMade: true }) : failure;
}

function changed({ code, kind, cause }: DeliveryError, more: Partial<FailureFacts>, attempts = cause.attempts) {
  const { code: _code, kind: _kind, retryable: _retryable, attempts: _attempts, ...facts } = cause;
  return new DeliveryError(code, { ...facts, ...more }, { attempts, kind });
}

/** Whether the key is the node's, also where an earlier try has left it on the message. */
function isKeyMade(msg: Message, key: MessageKey | undefined): boolean {
  return Boolean(key?.made || keyMadeIn(ownError(msg.error)));
}

/** On the error output the error says it itself, from a Catch node its cause does. */
function keyMadeIn(error: MessageError | undefined): boolean {
  return Boolean(error?.keyMade ?? error?.cause?.keyMade);
}

/** Puts a failure on the message that was not sent; the rest stays as it came in, so that it can be sent again. */
export function applyFailure(msg: Message, failure: DeliveryError, source: ErrorSource, key?: MessageKey): void {
  const { retryAfterMs: _wait, staleConnection: _stale, ...facts } = failure.cause;
  const earlier = ownError(msg.error);
  if (msg.error !== undefined && !earlier) msg._error = msg.error;
  const keyMade = isKeyMade(msg, key);
  msg.error = { ...facts, source, ...(keyMade && { keyMade: true }) } satisfies MessageError;
  if (key) msg.idempotencyKey = key.value;
}

/**
 * Takes the traces of an earlier failed try off a message that went through, so that the next node does not see an
 * error, and a further send node does not use the key of this message for its own.
 */
function forgetFailure(msg: Message): void {
  const error = ownError(msg.error);
  if (!error) return;
  delete msg.error;
  if (keyMadeIn(error)) delete msg.idempotencyKey;
}

function ownError(error: unknown): MessageError | undefined {
  const candidate = error as MessageError | undefined;
  return candidate?.source?.type === SEND_TYPE ? candidate : undefined;
}
