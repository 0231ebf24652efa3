import { FAILURE_KINDS, type FailureCode, type FailureKind, isRetryable } from './failure-codes';

/** One field that the provider complained about, for example `{ field: 'body.text', problem: 'Field required' }`. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
}

/** What is known about a failure besides its code. Plain data without secrets: it leaves the process in `msg.error`. */
export interface FailureFacts {
  /** What happened, one sentence for people. */
  readonly message: string;
  /** What to do about it, one or two sentences. */
  readonly hint: string;
  /** HTTP status of the answer, if there was one. */
  readonly statusCode?: number | undefined;
  /** What the provider said: its own text, or the fields it complained about. */
  readonly detail?: string | readonly FieldProblem[] | undefined;
  /** The provider's request id (SendSeven: header `x-request-id`), for its support. */
  readonly requestId?: string | undefined;
  /** How long the provider asks to wait before the next request, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** A connection broke that had been idle: most likely the server had closed it before the request reached it. */
  readonly staleConnection?: true | undefined;
  /** The message's idempotency key was made by the node: it is taken off again once the message went through. */
  readonly keyMade?: true | undefined;
}

/** The plain-data form of a failure, as Catch nodes find it in `msg.error.cause`. */
export interface FailureCause extends FailureFacts {
  readonly code: FailureCode;
  readonly kind: FailureKind;
  readonly retryable: boolean;
  /** Requests made for the message; 0 when it was refused before any. */
  readonly attempts: number;
}

/** What the attempts before the last one add to a failure. */
interface History {
  readonly attempts?: number | undefined;
  readonly kind?: FailureKind | undefined;
}

/**
 * The one error of this package: a message, an account or a request that failed.
 *
 * Catch nodes keep only the message and the own properties `code`, `stack` and `cause` of an error, so everything
 * a flow may want is repeated in `cause` as plain data.
 */
export class DeliveryError extends Error {
  readonly code: FailureCode;
  readonly kind: FailureKind;
  override readonly cause: FailureCause;

  /**
   * @param code what went wrong; its kind and whether it passes follow from it
   * @param facts what is known and what to do
   * @param history requests made so far, default 0; the kind, where the attempts before the last one change it
   */
  constructor(code: FailureCode, facts: FailureFacts, { attempts = 0, kind = FAILURE_KINDS[code] }: History = {}) {
    super(facts.message);
    this.name = 'DeliveryError';
    this.code = code;
    this.kind = kind;
    this.cause = { ...facts, code, kind, retryable: isRetryable(code), attempts };
  }

  /** Node-RED shows `toString()` of an error: the sentence and what to do, without the class's name. */
  override toString(): string {
    return this.cause.hint ? `${this.message} ${this.cause.hint}` : this.message;
  }
}

/** Any thrown thing as a `DeliveryError`. What is not one is a mistake of ours: its text may hold anything, so it is not repeated. */
export function toDeliveryError(thrown: unknown): DeliveryError {
  if (thrown instanceof DeliveryError) return thrown;
  const kind = thrown instanceof Error ? thrown.name : typeof thrown;
  return new DeliveryError('ERR_INTERNAL', {
    message: `Something unexpected went wrong inside node-red-contrib-conversations (${kind}).`,
    hint: 'This is a mistake of the package: please report it with the version and what the flow did.',
  });
}
