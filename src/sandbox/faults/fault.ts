/** What goes wrong. Everything but `delay` takes the place of the answer. */
export type FaultAction =
  /** An answer with this status; a `body` that is not a string is sent as JSON. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The answer comes late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The connection is reset without an answer. */
  | { readonly kind: 'reset' }
  /** The request is taken and never answered. */
  | { readonly kind: 'hang' }
  /** An answer that announces more bytes than it sends, then the connection closes. */
  | { readonly kind: 'cut' }
  /** The error page of a proxy. */
  | { readonly kind: 'html'; readonly status: number }
  /** A 200 in valid JSON of (at least) this size. */
  | { readonly kind: 'huge'; readonly bytes: number }
  /** A 200 that calls itself JSON and is not. */
  | { readonly kind: 'not-json' }
  /** A 307 to another address. */
  | { readonly kind: 'redirect'; readonly location: string }
  /** An answer without a body. */
  | { readonly kind: 'empty'; readonly status: number };

/** Which requests a fault hits. What is left out matches everything. */
export interface FaultMatch {
  readonly method?: string;
  /** The end of the path, e.g. `/messages`. */
  readonly path?: string;
  readonly conversationId?: string;
  readonly textIncludes?: string;
}

export interface Fault {
  readonly match?: FaultMatch;
  /** How many requests it hits before it is spent. Default: without end. */
  readonly times?: number;
  /** From 0 to 1, drawn from a seeded generator. Default 1. */
  readonly probability?: number;
  /** `before` the request has any effect (default), or `after`: then it took effect and only the answer is lost. */
  readonly when?: 'before' | 'after';
  readonly action: FaultAction;
}

/** What faults can know of a request. */
export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  readonly conversationId?: string | undefined;
  readonly text?: string | undefined;
}

/** Whether a fault is meant for this request. */
export function matches(match: FaultMatch, target: FaultTarget): boolean {
  return (
    (match.method === undefined || match.method.toUpperCase() === target.method) &&
    (match.path === undefined || target.path.endsWith(match.path)) &&
    (match.conversationId === undefined || match.conversationId === target.conversationId) &&
    (match.textIncludes === undefined || (target.text ?? '').includes(match.textIncludes))
  );
}
