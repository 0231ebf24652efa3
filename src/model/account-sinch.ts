import {
  type AccountInput,
  credentialText,
  headerText,
  incomplete,
  parseBaseUrl,
  parseRequestTimeout,
  shorten,
} from './account-fields';
import { DeliveryError } from './failure';

/** Where an app of Sinch can live. It was chosen when the app was made; anywhere else nobody knows it. */
export const SINCH_REGIONS = ['us', 'eu', 'br'] as const;

export type SinchRegion = (typeof SINCH_REGIONS)[number];

/**
 * How requests prove who they are from: by a token that is fetched for the access key, or by the key itself, which
 * Sinch allows for trials and with much lower limits.
 */
export const SINCH_AUTHS = ['oauth2', 'basic'] as const;

export type SinchAuth = (typeof SINCH_AUTHS)[number];

/** Where tokens for every region come from. */
export const SINCH_AUTH_URL = 'https://auth.sinch.com';

/** Where the Conversation API of a region lives unless an account says otherwise. */
export function sinchBaseUrl(region: SinchRegion): string {
  return `https://${region}.conversation.api.sinch.com`;
}

/** A Sinch account that is complete and safe to use. */
export interface SinchAccount {
  readonly provider: 'sinch';
  readonly region: SinchRegion;
  readonly auth: SinchAuth;
  readonly projectId: string;
  readonly appId: string;
  /** Id of the access key, the user name of `Authorization: Basic`. */
  readonly keyId: string;
  readonly keySecret: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** Tokens come from `/oauth2/token` below it. */
  readonly authUrl: string;
  readonly requestTimeoutMs: number;
}

/** @throws DeliveryError of kind `config` that names the first thing to put right */
export function parseSinchAccount(input: AccountInput): SinchAccount {
  const region = parseRegion(input.region);
  const auth = parseAuth(input.auth);
  const projectId = parseId(input.projectId, 'Project ID', 'Sinch dashboard: the project at the top, or Access keys');
  const appId = parseId(input.appId, 'App ID', 'Sinch dashboard: Conversation API, Apps');
  const keyId = parseKeyId(input.keyId);
  const keySecret = headerText(input.keySecret, 'Key secret');
  if (!keySecret) throw incomplete('Key secret', 'Sinch dashboard: Access keys; it is shown once, when a key is made');
  const usual = sinchBaseUrl(region);
  const baseUrl = parseBaseUrl(input.baseUrl, usual);
  return {
    provider: 'sinch',
    region,
    auth,
    projectId,
    appId,
    keyId,
    keySecret,
    baseUrl,
    authUrl: isSinch(baseUrl) ? SINCH_AUTH_URL : baseUrl,
    requestTimeoutMs: parseRequestTimeout(input.requestTimeout),
  };
}

function parseRegion(value: unknown): SinchRegion {
  const typed = choiceText(value, 'Region');
  if (!typed) throw incomplete('Region', 'Sinch dashboard: Conversation API, Apps shows where the app lives');
  return SINCH_REGIONS.find((known) => known === typed) ?? wrongChoice('Region', typed, SINCH_REGIONS);
}

function parseAuth(value: unknown): SinchAuth {
  const typed = choiceText(value, 'Authentication') || 'oauth2';
  return SINCH_AUTHS.find((known) => known === typed) ?? wrongChoice('Authentication', typed, SINCH_AUTHS);
}

function choiceText(value: unknown, label: string): string {
  if (value === undefined || value === null || typeof value === 'string') return credentialText(value, label);
  return shorten(value);
}

function wrongChoice(label: string, typed: string, choices: readonly string[]): never {
  throw new DeliveryError('ERR_ACCOUNT_INVALID', {
    message: `The account's ${label} is none of ${choices.join(', ')}: ${shorten(typed)}.`,
    hint: `Open the account, choose the ${label} from the list and deploy.`,
  });
}

/** An id that goes into paths: letters, digits, `-` and `_`. */
function parseId(value: unknown, label: string, where: string): string {
  const id = headerText(value, label);
  if (!id) throw incomplete(label, where);
  if (!/[^\w-]/.test(id)) return id;
  throw new DeliveryError('ERR_CREDENTIAL', {
    message: `The ${label} holds a character that no such id has.`,
    hint: `Copy the ${label} again (${where}) and type it into the account without anything around it.`,
  });
}

function parseKeyId(value: unknown): string {
  const label = 'Key ID';
  const keyId = headerText(value, label);
  if (!keyId) throw incomplete(label, 'Sinch dashboard: Access keys');
  // In `Authorization: Basic` the first colon ends the user name.
  if (!keyId.includes(':')) return keyId;
  throw new DeliveryError('ERR_CREDENTIAL', {
    message: `The ${label} holds a colon, which no Key ID has.`,
    hint: 'Type the part before the colon into Key ID and the part after it into Key secret.',
  });
}

/** Whether an address is Sinch's own, for which Sinch's own tokens are made; any other has to make its own. */
function isSinch(baseUrl: string): boolean {
  return /\.sinch\.com$/.test(new URL(baseUrl).hostname);
}
