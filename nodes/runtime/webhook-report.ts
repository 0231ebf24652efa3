/** How an endpoint came to be known at the provider. */
export type WebhookMode = 'automatic' | 'manual' | 'sandbox' | 'off';

/** What keeps events from arriving, as far as Node-RED itself knows. */
export type WebhookProblem = 'no-public-url' | 'no-secret' | 'path-taken' | 'http-node-off';

/** The endpoint of one account, for the dialog and the status: no contents, no secrets. */
export interface WebhookReport {
  /** Below Node-RED's `httpNodeRoot`. */
  readonly path: string;
  /** What the provider is to be told; empty while no public URL is set. */
  readonly url: string;
  readonly mode: WebhookMode;
  readonly problems: readonly WebhookProblem[];
  /** `unknown`: nobody but the provider's own console knows, because the endpoint was registered by hand. */
  readonly state: 'off' | 'working' | 'unverified' | 'verified' | 'suspended' | 'failed' | 'unknown';
  readonly error?: { readonly code: string; readonly message: string; readonly hint: string };
  readonly endpointId?: string | undefined;
  readonly received: number;
  readonly duplicates: number;
  readonly refused: number;
  /** Milliseconds since 1970. */
  readonly lastEventAt?: number | undefined;
  readonly lastRefusal?: { readonly why: string; readonly at: number } | undefined;
}
