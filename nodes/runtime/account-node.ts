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
  /** Where the provider can reach this Node-RED, e.g. `https://flows.example.com`; webhooks need it. */
  readonly publicUrl?: string;
  /** Below Node-RED's `httpNodeRoot`; default `/conversations/<account id>`. */
  readonly webhookPath?: string;
  /** Whether the endpoint is created, verified, repaired and removed at the provider by itself. */
  readonly autoRegister?: boolean;
  /** Takes webhook requests without a valid signature, for tests. */
  readonly acceptUnsigned?: boolean;
  /** Sinch: where the app lives (`us`, `eu`, `br`). */
  readonly region?: string;
  /** Sinch: `oauth2` (default) or `basic`. */
  readonly auth?: string;
}

/** The credentials of an account; each provider uses its own. */
export type AccountCredentials = { [Name in keyof typeof ACCOUNT_CREDENTIALS]?: string };

/** How Node-RED keeps the credentials: only secrets are such that the editor never gets them back. */
export const ACCOUNT_CREDENTIALS = {
  baseUrl: { type: 'text' },
  // SendSeven
  token: { type: 'password' },
  tenantId: { type: 'text' },
  // Sinch
  projectId: { type: 'text' },
  appId: { type: 'text' },
  keyId: { type: 'text' },
  keySecret: { type: 'password' },
  // Both, to receive
  webhookSecret: { type: 'password' },
  webhookAuthorization: { type: 'password' },
} as const;

/** A running account node, as the nodes that use it see it. */
export interface AccountNode extends WiredNode<AccountCredentials> {
  readonly provider: string;
  readonly environment: Environment;
  /** What keeps the account from being used, as far as it is known without a request. */
  readonly problem?: DeliveryError;
}
