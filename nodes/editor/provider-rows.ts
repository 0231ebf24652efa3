import { type ProviderId, SENDSEVEN_BASE_URL, SINCH_REGIONS, sinchBaseUrl } from '../../src/model/account';

/** A credential with a row of its own on the Account tab. */
export type CredentialField = 'token' | 'tenantId' | 'projectId' | 'appId' | 'keyId' | 'keySecret' | 'baseUrl';

/** A property of an account that only some providers have. */
export type ProviderProperty = 'region' | 'auth';

/** Which rows of the account dialog belong to a provider, and where its API lives by default. */
export interface ProviderRows {
  /** Its own name, the same in every language. */
  readonly label: string;
  readonly fields: readonly (CredentialField | ProviderProperty)[];
  /** @param region as it was chosen, empty where it was not */
  readonly defaultBaseUrl: (region: string) => string;
  readonly webhooks: WebhookAbilities;
}

/** What a provider's webhooks can do beside delivering events. */
export interface WebhookAbilities {
  /** Whether the provider can be asked to look at the endpoint again. */
  readonly challenge: boolean;
  /** Whether it can be asked for a test event. */
  readonly testEvent: boolean;
  /** Whether a fixed `Authorization` header can be sent along with every event. */
  readonly authorization: boolean;
}

const ALL_ABILITIES: WebhookAbilities = { challenge: true, testEvent: true, authorization: true };

/** A new provider is offered by one entry here. */
export const PROVIDER_ROWS: Readonly<Record<ProviderId, ProviderRows>> = {
  sendseven: {
    label: 'SendSeven',
    fields: ['token', 'tenantId', 'baseUrl'],
    defaultBaseUrl: () => SENDSEVEN_BASE_URL,
    webhooks: ALL_ABILITIES,
  },
  sinch: {
    label: 'Sinch',
    fields: ['region', 'projectId', 'appId', 'keyId', 'keySecret', 'auth', 'baseUrl'],
    defaultBaseUrl: (region) => {
      const known = SINCH_REGIONS.find((name) => name === region);
      return known ? sinchBaseUrl(known) : '';
    },
    webhooks: { challenge: false, testEvent: false, authorization: false },
  },
};

/** The rows of a provider by its stored name, or `undefined` if this version does not know it. */
export function providerRows(provider: string): ProviderRows | undefined {
  return Object.entries(PROVIDER_ROWS).find(([id]) => id === provider)?.[1];
}

/** What the webhooks of a provider can do. One that this version does not know is taken to lack nothing. */
export function webhookAbilities(provider: string): WebhookAbilities {
  return providerRows(provider)?.webhooks ?? ALL_ABILITIES;
}

/** Whether a row of the Account tab belongs to a provider. */
export function hasRow(provider: string, field: CredentialField | ProviderProperty): boolean {
  return providerRows(provider)?.fields.includes(field) ?? false;
}
