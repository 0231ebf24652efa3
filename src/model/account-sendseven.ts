import { type AccountInput, headerText, incomplete, parseBaseUrl, parseRequestTimeout } from './account-fields';

/** Where SendSeven's API lives unless an account says otherwise. */
export const SENDSEVEN_BASE_URL = 'https://api.sendseven.com/api/v1';

/** A SendSeven account that is complete and safe to use. */
export interface SendSevenAccount {
  readonly provider: 'sendseven';
  /** API token, sent as `Authorization: Bearer`. */
  readonly token: string;
  /** Sent as `X-Tenant-ID`; SendSeven wants it only of tokens that span tenants. */
  readonly tenantId?: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly requestTimeoutMs: number;
}

/** @throws DeliveryError of kind `config` that names the first thing to put right */
export function parseSendSevenAccount(input: AccountInput): SendSevenAccount {
  const token = headerText(input.token, 'API token').replace(/^bearer(\s+|$)/i, '');
  if (!token) throw incomplete('API token', 'SendSeven: Settings, API Tokens');
  const tenantId = headerText(input.tenantId, 'Tenant ID');
  return {
    provider: 'sendseven',
    token,
    ...(tenantId && { tenantId }),
    baseUrl: parseBaseUrl(input.baseUrl, SENDSEVEN_BASE_URL),
    requestTimeoutMs: parseRequestTimeout(input.requestTimeout),
  };
}
