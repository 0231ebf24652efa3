import type { IncomingEvent } from '../model/event';

/** A webhook request, read whole and not yet believed. */
export interface WebhookRequest {
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The bytes as they came: signatures are over them, not over what they mean. */
  readonly body: Buffer;
  /** When it arrived, in milliseconds since 1970, by this machine's clock. */
  readonly at: number;
}

/** What an endpoint knows of who may write to it. */
export interface ReceivePolicy {
  /** The secrets that signatures may be made with; more than one while a secret is being renewed. */
  readonly secrets: readonly string[];
  /** What the `Authorization` header must be, where the account says so. */
  readonly authorization?: string | undefined;
  /** Takes requests without a valid signature, for tests. */
  readonly acceptUnsigned: boolean;
  /** Whether a verification challenge is to be answered. Given the endpoint's id at the provider, where it tells one. */
  readonly expectsChallenge: (endpointId: string | undefined) => boolean;
}

/** Why a request was turned away. For the log and the dialog, never for the stranger who sent it. */
export type Refusal =
  | 'no-secret'
  | 'unsigned'
  | 'bad-signature'
  | 'stale'
  | 'bad-authorization'
  | 'unexpected-challenge'
  | 'not-json'
  | 'not-an-event';

/** What a webhook request turned out to be. */
export type Received =
  | { readonly kind: 'event'; readonly event: IncomingEvent; readonly replayKeys: readonly string[] }
  /** To be answered with status 200 and this, as JSON. */
  | { readonly kind: 'challenge'; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly status: 400 | 401; readonly why: Refusal };

/**
 * Reads a provider's webhook requests: believes only what is signed, and says in common words what happened. Pure:
 * remembers nothing. `replayKeys` are the keys of the event under any of which a repetition is known.
 */
export type Receiver = (request: WebhookRequest, policy: ReceivePolicy) => Received;
