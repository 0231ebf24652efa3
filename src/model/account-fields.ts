import { type BaseUrlProblem, checkBaseUrl, normalizeBaseUrl } from './base-url';
import { DeliveryError } from './failure';
import { variableName } from './variables';

/** How long one request may take, in seconds. */
export const REQUEST_TIMEOUT = { default: 30, min: 1, max: 300 } as const;

/** What a person typed in, with environment variables already replaced by Node-RED. Anything may be missing or wrong. */
export interface AccountInput {
  readonly provider?: unknown;
  /** Seconds, as a number or a text. */
  readonly requestTimeout?: unknown;
  readonly baseUrl?: unknown;
  /** SendSeven. */
  readonly token?: unknown;
  readonly tenantId?: unknown;
  /** Sinch. */
  readonly region?: unknown;
  readonly auth?: unknown;
  readonly projectId?: unknown;
  readonly appId?: unknown;
  readonly keyId?: unknown;
  readonly keySecret?: unknown;
}

/**
 * A credential as a text, trimmed; empty where nothing was typed in.
 * @throws DeliveryError where it names an environment variable that is not set
 */
export function credentialText(value: unknown, label: string): string {
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

/** A credential that goes into a header: its variable set, nothing in it that HTTP forbids. */
export function headerText(value: unknown, label: string): string {
  const text = credentialText(value, label);
  if (/[^\x20-\x7e]/.test(text)) {
    throw new DeliveryError('ERR_CREDENTIAL', {
      message: `The ${label} holds a character that cannot be sent (a line break, or a letter outside ASCII).`,
      hint: `Copy the ${label} again and type it into the account without anything around it.`,
    });
  }
  return text;
}

/**
 * The account lacks something that there must be.
 * @param where a person finds it, for example `SendSeven: Settings, API Tokens`
 */
export function incomplete(label: string, where: string): DeliveryError {
  return new DeliveryError('ERR_ACCOUNT_INCOMPLETE', {
    message: `The account has no ${label}.`,
    hint: `Open the account, type in the ${label} (${where}) and deploy, or set Environment to Sandbox.`,
  });
}

const BASE_URL_PROBLEMS: Record<BaseUrlProblem, string> = {
  'not-a-url': 'is not a URL',
  'not-http': 'is not a web address',
  insecure: 'is plain http, which would show the credentials to everyone on the way',
  'has-credentials': 'holds a user name or a password',
  'has-query': 'holds a query (?) or a fragment (#)',
};

/** @param usual the provider's own, which counts where nothing was typed in */
export function parseBaseUrl(value: unknown, usual: string): string {
  const text = credentialText(value, 'Base URL') || usual;
  const problem = checkBaseUrl(text);
  if (problem) {
    throw new DeliveryError('ERR_BASE_URL', {
      message: `The account's Base URL ${BASE_URL_PROBLEMS[problem]}.`,
      hint: `It looks like ${usual}; leave it empty for that. Plain http is allowed to this machine only.`,
    });
  }
  return normalizeBaseUrl(text);
}

/** Milliseconds, from seconds that were typed in. */
export function parseRequestTimeout(value: unknown): number {
  if (value === undefined || value === null || value === '') return REQUEST_TIMEOUT.default * 1000;
  const seconds = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  if (seconds >= REQUEST_TIMEOUT.min && seconds <= REQUEST_TIMEOUT.max) return seconds * 1000;
  throw new DeliveryError('ERR_ACCOUNT_INVALID', {
    message: `The account's Request timeout must be ${REQUEST_TIMEOUT.min} to ${REQUEST_TIMEOUT.max} seconds.`,
    hint: 'Open the account, correct the Request timeout on the Network tab and deploy.',
  });
}

/** A wrong choice as it may be shown to people. */
export function shorten(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 40) : `a value of type ${typeof value}`;
}
