import type { DeliveryPolicy } from '../model/delivery-policy';
import type { Provider } from '../provider/provider';

/** What an account needs to be spoken to. */
export interface Connection {
  /** Alike for all accounts that the provider counts as one: same token, address and tenant. Not the token itself. */
  readonly key: string;
  readonly provider: Provider;
  /** Gives back sockets and the like; requests under way go on. */
  close(): void;
}

/** How an account node wants its messages delivered. */
export interface AccountTerms {
  readonly policy: DeliveryPolicy;
  /** Makes the connection, when the first message needs it. */
  readonly connect: () => Promise<Connection>;
}
