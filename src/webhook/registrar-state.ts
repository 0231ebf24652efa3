import type { DeliveryError } from '../model/failure';
import type { RemoteEndpoint } from '../provider/webhook-api';

/** How far the endpoint of an account is at its provider. */
export interface RegistrarState {
  /**
   * `off`: nothing is registered. `unverified`: the provider has not seen that the endpoint is ours. `suspended`: it has
   * stopped to deliver, because deliveries failed.
   */
  readonly state: 'off' | 'working' | 'unverified' | 'verified' | 'suspended' | 'failed';
  readonly failure?: DeliveryError | undefined;
  readonly endpointId?: string | undefined;
  /** When the provider was last asked, in milliseconds since 1970. */
  readonly checkedAt?: number | undefined;
}

/** What the provider's list says. */
export function stateOf(endpoint: RemoteEndpoint | undefined): RegistrarState['state'] {
  // Somebody removed it just now: the next look makes it again.
  if (!endpoint) return 'unverified';
  if (endpoint.suspendedAt !== undefined) return 'suspended';
  return endpoint.verified ? 'verified' : 'unverified';
}
