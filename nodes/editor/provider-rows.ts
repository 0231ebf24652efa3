import { type ProviderId, SENDSEVEN_BASE_URL } from '../../src/model/account';

/** A credential with a row of its own in the account dialog. */
export type CredentialField = 'token' | 'tenantId' | 'baseUrl';

/** Which rows of the account dialog belong to a provider, and where its API lives by default. */
export interface ProviderRows {
  /** Its own name, the same in every language. */
  readonly label: string;
  readonly fields: readonly CredentialField[];
  readonly defaultBaseUrl: string;
}

/** A new provider is offered by one entry here. */
export const PROVIDER_ROWS: Readonly<Record<ProviderId, ProviderRows>> = {
  sendseven: { label: 'SendSeven', fields: ['token', 'tenantId', 'baseUrl'], defaultBaseUrl: SENDSEVEN_BASE_URL },
};

/** The rows of a provider by its stored name, or `undefined` if this version does not know it. */
export function providerRows(provider: string): ProviderRows | undefined {
  return Object.entries(PROVIDER_ROWS).find(([id]) => id === provider)?.[1];
}
