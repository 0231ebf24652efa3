import type { IncomingHttpHeaders } from 'node:http';
import type { FaultAction } from '../faults/fault';
import type { Answer } from './exchange';

/** A request to a provider's API, read in full. */
export interface ApiCall {
  readonly method: string;
  /** Below the face's prefix, without the query, e.g. `/messages`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly now: number;
}

/** A request that was turned away before it could do anything. */
export interface RefusedCall {
  readonly refusal: Answer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that may go ahead. */
export interface Operation {
  /** Headers for its answer, e.g. the rate limit's. */
  readonly headers: Readonly<Record<string, string>>;
  /** What faults can be aimed at. */
  readonly target: { readonly conversationId?: string | undefined; readonly text?: string | undefined };
  /** Takes effect at once, so that two requests with one key cannot both do it. */
  perform(): Outcome;
}

/** What comes of a request: an answer (perhaps a late one, or one that has to be awaited), or a fault in its place. */
export type Outcome =
  | { readonly later: Promise<Answer> }
  | { readonly answer: Answer; readonly delayMs?: number | undefined }
  | { readonly fault: FaultAction };

/** One provider's API on top of the world. A second provider is a second face. */
export interface Face {
  /** Where its paths begin, e.g. `/api/v1`. */
  readonly prefix: string;
  /** The answer to a body beyond the limit. */
  readonly tooLarge: Answer;
  open(call: ApiCall): Operation | RefusedCall;
}
