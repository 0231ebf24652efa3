import type { KeyOrder } from './serialise';

/**
 * Where the answer to a button or a list is found; the API knows three places. 1: `meta.button`, 2: an attachment of
 * the type `button_reply`, 3: `interactive`. `rotate`: each in turn.
 */
export type TapForm = 1 | 2 | 3 | 'rotate';

/** How webhook bodies look, where the real ones differ among themselves. */
export interface WebhookStyle {
  /** Default `natural`. */
  readonly keyOrder: KeyOrder;
  /** Default 1. */
  readonly tapForm: TapForm;
  /** Attachments as the platform gave them, not yet processed: without id and URL. Default false. */
  readonly rawMedia: boolean;
}

/** What one body is to look like. */
export interface BodyStyle {
  readonly tapForm: 1 | 2 | 3;
  readonly rawMedia: boolean;
}

export const defaultStyle: WebhookStyle = { keyOrder: 'natural', tapForm: 1, rawMedia: false };
