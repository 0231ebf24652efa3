import type { DeliveryPolicyInput } from '../../src/model/delivery-policy';
import type { DeliveryError } from '../../src/model/failure';
import type { Environment } from './account-source';
import type { NodeDef, WiredNode } from './red';

/** The properties of an account in a flow. Their names are a contract: flows live for ever. */
export interface AccountDef extends NodeDef, DeliveryPolicyInput {
  readonly provider?: string;
  readonly environment?: Environment;
  /** Seconds, default 30. */
  readonly requestTimeout?: number | string;
  /** Id of a core `http proxy` node. */
  readonly proxy?: string;
  /** Id of a core `tls-config` node. */
  readonly tls?: string;
}

/** The credentials of an account. */
export interface AccountCredentials {
  token?: string;
  tenantId?: string;
  baseUrl?: string;
}

/** How Node-RED keeps the credentials: only the token is a secret that the editor never gets back. */
export const ACCOUNT_CREDENTIALS = {
  token: { type: 'password' },
  tenantId: { type: 'text' },
  baseUrl: { type: 'text' },
} as const;

/** A running account node, as the nodes that use it see it. */
export interface AccountNode extends WiredNode<AccountCredentials> {
  readonly provider: string;
  readonly environment: Environment;
  /** What keeps the account from being used, as far as it is known without a request. */
  readonly problem?: DeliveryError;
}
