import type { Entry } from '../../src/delivery/entry';
import type { DeliveryPolicy } from '../../src/model/delivery-policy';
import { DeliveryError, type FailureFacts } from '../../src/model/failure';
import type { FailureCode } from '../../src/model/failure-codes';
import type { OutgoingMessage } from '../../src/model/message';
import type { Acceptance } from '../../src/model/receipt';

/** A message to a conversation whose key, unless given, is its text. */
export function aMessage(conversationId: string, text: string, idempotencyKey = text): OutgoingMessage {
  return { recipient: { kind: 'conversation', conversationId }, content: { kind: 'text', text }, idempotencyKey };
}

/** An entry of account `a` from sender `s` that has not been tried yet. Its luggage is its text. */
export function anEntry(conversationId: string, text: string, facts: Partial<Entry> = {}): Entry {
  return {
    message: aMessage(conversationId, text),
    priority: 'normal',
    accountId: 'a',
    senderId: 's',
    luggage: text,
    submittedAt: 0,
    firstAttemptAt: undefined,
    attempts: 0,
    uncertain: undefined,
    lastFailure: undefined,
    ...facts,
  };
}

export function aPolicy(changes: Partial<DeliveryPolicy> = {}): DeliveryPolicy {
  return {
    rateLimit: 100,
    ratePeriodMs: 10_000,
    concurrency: 16,
    queueLimit: 10_000,
    keepTryingForMs: 600_000,
    onUncertain: 'retry',
    ...changes,
  };
}

export function aFailure(code: FailureCode, facts: Partial<FailureFacts> = {}): DeliveryError {
  return new DeliveryError(code, { message: `It failed: ${code}.`, hint: 'Do something.', ...facts });
}

export function anAcceptance(facts: Partial<Acceptance> = {}): Acceptance {
  return { statusCode: 201, body: {}, ...facts };
}
