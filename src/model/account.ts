import { type BaseUrlProblem, checkBaseUrl, normalizeBaseUrl } from './base-url';
import { DeliveryError } from './failure';
import { variableName } from './variables';

/** Where SendSeven's API lives unless an account says otherwise. */
export const SENDSEVEN_BASE_URL = 'https://api.sendseven.com/api/v1';

/** How long one request may take, in seconds. */
export const REQUEST_TIMEOUT = { default: 30, min: 1, max: 300 } as const;

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

/** A complete account of any provider. A new provider adds its variant here. */
export type Account = SendSevenAccount;

/** The name of a provider, as the account node stores it. */
export type ProviderId = Account['provider'];

/** What a person typed in, with environment variables already replaced by Node-RED. Anything may be missing or wrong. */
export interface AccountInput {
  readonly provider?: unknown;
  /** Seconds, as a number or a text. */
  readonly requestTimeout?: unknown;
  readonly token?: unknown;
  readonly tenantId?: unknown;
  readonly baseUrl?: unknown;
}

/**
 * Makes a usable account of what was typed in.
 * @throws DeliveryError of kind `config` that names the first thing to put right
 */
export function parseAccount(input: AccountInput): Account {
  if (input.provider !== undefined && input.provider !== 'sendseven') {
    throw new DeliveryError('ERR_ACCOUNT_INVALID', {
      message: `The account names a provider that this version does not know: ${shorten(input.provider)}.`,
      hint: 'Open the account, choose a provider from the list and deploy. A newer version of the package may be needed.',
    });
  }
  const token = headerText(input.token, 'API token').replace(/^bearer(\s+|$)/i, '');
  if (!token) {
    throw new DeliveryError('ERR_ACCOUNT_INCOMPLETE', {
      message: 'The account has no API token.',
      hint: 'Open the account, type in the token (SendSeven: Settings, API Tokens) and deploy, or set Environment to Sandbox.',
    });
  }
  const tenantId = headerText(input.tenantId, 'Tenant ID');
  return {
    provider: 'sendseven',
    token,
    ...(tenantId && { tenantId }),
    baseUrl: parseBaseUrl(input.baseUrl),
    requestTimeoutMs: parseTimeout(input.requestTimeout) * 1000,
  };
}

/** A credential that goes into a header: trimmed, its variable set, nothing in it that HTTP forbids. */
function headerText(value: unknown, label: string): string {
  const text = credentialText(value, label);
  if (/[^\x20-\x7e]/.test(text)) {
    throw new DeliveryError('ERR_CREDENTIAL', {
      message: `The ${label} holds a character that cannot be sent (a line break, or a letter outside ASCII).`,
      hint: `Copy the ${label} again and type it into the account without anything around it.`,
    });
  }
  return text;
}

function credentialText(value: unknown, label: string): string {
  const text = typeof value === 'string' ? value.trim() : '';
  const variable = variableName(text);
  if (variable) {
    throw new DeliveryError('ERR_ENV_NOT_SET', {
      message: `The environment variable ${variable}, named as the account's ${label}, is not set.`,
      hint: `Set ${variable} where Node-RED starts (or in the flow's or the global environment) and restart or deploy.`,
      detail: variable,
    });
  }
  return text;
}

const BASE_URL_PROBLEMS: Record<BaseUrlProblem, string> = {
  'not-a-url': 'is not a URL',
  'not-http': 'is not a web address',
  insecure: 'is plain http, which would show the token to everyone on the way',
  'has-credentials': 'holds a user name or a password',
  'has-query': 'holds a query (?) or a fragment (#)',
};

function parseBaseUrl(value: unknown): string {
  const text = credentialText(value, 'Base URL') || SENDSEVEN_BASE_URL;
  const problem = checkBaseUrl(text);
  if (problem) {
    throw new DeliveryError('ERR_BASE_URL', {
      message: `The account's Base URL ${BASE_URL_PROBLEMS[problem]}.`,
      hint: `It looks like ${SENDSEVEN_BASE_URL}; leave it empty for that. Plain http is allowed to this machine only.`,
    });
  }
  return normalizeBaseUrl(text);
}

function parseTimeout(value: unknown): number {
  if (value === undefined || value === null || value === '') return REQUEST_TIMEOUT.default;
  const seconds = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  if (seconds >= REQUEST_TIMEOUT.min && seconds <= REQUEST_TIMEOUT.max) return seconds;
  throw new DeliveryError('ERR_ACCOUNT_INVALID', {
    message: `The account's Request timeout must be ${REQUEST_TIMEOUT.min} to ${REQUEST_TIMEOUT.max} seconds.`,
    hint: 'Open the account, correct the Request timeout on the Network tab and deploy.',
  });
}

function shorten(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 40) : `a value of type ${typeof value}`;
}
