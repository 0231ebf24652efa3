import type { ProviderId } from '../model/account';
import type { OutgoingMessage } from '../model/message';
import type { Acceptance } from '../model/receipt';
import type { WebhookApi } from './webhook-api';

/** How a channel of the account is. */
export interface ChannelState {
  /** The provider's word for it, e.g. `SMS`. */
  readonly channel: string;
  /** The provider's word for its state, e.g. `ACTIVE`. */
  readonly state?: string | undefined;
}

/** Who the credentials of an account belong to. */
export interface Identity {
  readonly name: string;
  readonly id?: string | undefined;
  readonly email?: string | undefined;
  readonly tenantId?: string | undefined;
  readonly role?: string | undefined;
  /** How the provider treats messages, in its word (Sinch: `CONVERSATION` or `DISPATCH`). */
  readonly mode?: string | undefined;
  readonly channels?: readonly ChannelState[] | undefined;
}

/**
 * A system that messages are sent through, for one account.
 * Every call is one request; whether to try again is not the provider's business.
 */
export interface Provider {
  readonly id: ProviderId;
  /** Whether a repeated message is known by its idempotency key, so that sending again cannot double it. */
  readonly deduplicates: boolean;
  /** @throws DeliveryError that says what is known of the message */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<Acceptance>;
  /** @throws DeliveryError that says why the credentials cannot be used */
  whoAmI(signal: AbortSignal): Promise<Identity>;
  /** Where it delivers events to. */
  readonly webhooks: WebhookApi;
}
