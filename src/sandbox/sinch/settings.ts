/** How callbacks are sent again. Sinch publishes neither schedule nor timeout, so the sandbox is quick. */
export interface CallbackSettings {
  /** Until the whole answer must be there. Default 5,000. */
  readonly timeoutMs: number;
  /** Waits before each further attempt; their number is that of the retries. Default 1, 2, 4, 8 and 16 s. */
  readonly retryDelaysMs: readonly number[];
  /** Whether a further attempt has a signature of its own, or the first one's. Unknown of Sinch. Default `fresh`. */
  readonly retrySignature: 'fresh' | 'same';
}

/** What a test can set while the sandbox runs. */
export interface SinchSettings {
  /** Whether `error` is around a refusal (default) or not: Sinch's documents show both. */
  errorForm: 'nested' | 'flat';
  /** Messages of one app that may wait for their channel. Default 500,000, as at Sinch. */
  queueLimit: number;
  callbacks: CallbackSettings;
}

export const defaultSettings = (): SinchSettings => ({
  errorForm: 'nested',
  queueLimit: 500_000,
  callbacks: { timeoutMs: 5_000, retryDelaysMs: [1_000, 2_000, 4_000, 8_000, 16_000], retrySignature: 'fresh' },
});
