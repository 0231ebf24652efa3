/** What the sandbox is to do wrong with an attempt's signature. */
export interface SigningFlaws {
  /** The signature does not fit the body. */
  readonly wrongSignature: boolean;
  /** The signature is right, but made for a moment long ago. */
  readonly stale: boolean;
}

/** A webhook request, ready to be sent. */
export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What came of one attempt to deliver. */
export interface AttemptReport {
  /** Counted from 1. */
  readonly attempt: number;
  /** Undefined: no answer. */
  readonly status: number | undefined;
  /** Why there was no answer. */
  readonly error: string | undefined;
  /** By the sandbox's clock. */
  readonly tookMs: number;
  /** The beginning of the answer's body. */
  readonly responseBody: string;
  /** Whether no further attempt follows. */
  readonly final: boolean;
}

/** An event on its way to one endpoint. Faces make it, the deliverer carries it out. */
export interface WebhookDelivery {
  /** On this machine, by plain HTTP. */
  readonly url: string;
  /** Made anew for each attempt (1, 2, …): a provider may sign a retry afresh. */
  readonly request: (attempt: number, flaws: SigningFlaws) => WebhookRequest;
  /** By the sandbox's clock, until the whole answer is there. */
  readonly timeoutMs: number;
  /** Waits before each further attempt, by the sandbox's clock. Their number is that of the retries. */
  readonly retryDelaysMs: readonly number[];
  /** Whether to try again after this status; undefined means that there was no answer. */
  readonly retriesOn: (status: number | undefined) => boolean;
  /** Asked before each attempt: false ends the delivery without a word, e.g. because its endpoint is gone. */
  readonly isWanted?: (() => boolean) | undefined;
  /** Told of every attempt. Not of those that the mischief adds: a provider does not know of them. */
  readonly onAttempt?: ((report: AttemptReport) => void) | undefined;
}
