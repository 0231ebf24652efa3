import { REQUEST_TIMEOUT, SINCH_REGIONS } from '../../src/model/account';
import { checkBaseUrl } from '../../src/model/base-url';
import { variableName } from '../../src/model/variables';
import { type CredentialField, hasRow } from './provider-rows';

/** Whether messages go to the provider or stay on this machine. */
export type Environment = 'live' | 'sandbox';

/** The credentials as the editor holds them: a stored password is known only by `has_<name>`. */
export type AccountCredentials = { readonly [Name in CredentialField]?: string } & {
  readonly [Name in `has_${CredentialField}`]?: boolean;
};

/** The part of an account that the provider's rows hold. */
export interface CheckedAccount {
  readonly provider: string;
  readonly environment: string;
  readonly credentials?: AccountCredentials | undefined;
}

/** Message key of what is wrong with what a field holds, or `undefined`. */
export type FieldCheck = (text: string) => string | undefined;

/** Message key of what is wrong with a base URL, which may be left empty for the provider's own, or `undefined`. */
export const checkBaseUrlText: FieldCheck = (text) => {
  if (text.trim() === '' || variableName(text)) return undefined;
  if (holdsVariable(text)) return 'errors.variableInside';
  const problem = checkBaseUrl(text);
  return problem && `errors.baseUrl.${problem}`;
};

/** Message key of what is wrong with what goes into a header, where HTTP allows printable ASCII only, or `undefined`. */
export const checkHeaderText: FieldCheck = (text) => {
  if (variableName(text)) return undefined;
  if (holdsVariable(text)) return 'errors.variableInside';
  return /[^\x20-\x7e]/.test(text.trim()) ? 'errors.characters' : undefined;
};

/** What must be right in each credential. */
export const CREDENTIAL_CHECKS: Readonly<Record<CredentialField, FieldCheck>> = {
  token: needed('errors.tokenMissing', checkHeaderText),
  tenantId: checkHeaderText,
  projectId: needed('errors.projectIdMissing', checkId),
  appId: needed('errors.appIdMissing', checkId),
  keyId: needed('errors.keyIdMissing', checkKeyId),
  keySecret: needed('errors.keySecretMissing', checkHeaderText),
  baseUrl: checkBaseUrlText,
};

export const CREDENTIAL_FIELDS = Object.keys(CREDENTIAL_CHECKS) as CredentialField[];

/** Message key of what is wrong with the region of an account, which must be chosen where there are regions. */
export function checkRegion(region: string): string | undefined {
  const isKnown = SINCH_REGIONS.some((known) => known === region);
  return isKnown || variableName(region) ? undefined : 'errors.regionMissing';
}

/** Message key of what is wrong with a request timeout in seconds, or `undefined`. Empty or missing means the default. */
export function checkTimeout(value: string | number | undefined): string | undefined {
  const text = String(value ?? '').trim();
  if (text === '' || variableName(text)) return undefined;
  const seconds = Number(text);
  return seconds >= REQUEST_TIMEOUT.min && seconds <= REQUEST_TIMEOUT.max ? undefined : 'errors.timeout';
}

/** Message key of the first credential that keeps an account from working, as far as the editor can know it. */
export function checkAccount({ provider, environment, credentials }: CheckedAccount): string | undefined {
  if (environment === 'sandbox' || !credentials) return undefined;
  for (const field of CREDENTIAL_FIELDS) {
    const isStored = !credentials[field] && credentials[`has_${field}`];
    const problem =
      isStored || !hasRow(provider, field) ? undefined : CREDENTIAL_CHECKS[field](credentials[field] ?? '');
    if (problem) return problem;
  }
  return undefined;
}

function needed(missing: string, check: FieldCheck): FieldCheck {
  return (text) => (text.trim() === '' ? missing : check(text));
}

/** Ids of projects and apps go into paths. */
function checkId(text: string): string | undefined {
  return (
    checkHeaderText(text) ?? (variableName(text) || !/[^\w-]/.test(text.trim()) ? undefined : 'errors.idCharacters')
  );
}

/** In `Authorization: Basic` the first colon ends the user name. */
function checkKeyId(text: string): string | undefined {
  return checkHeaderText(text) ?? (variableName(text) || !text.includes(':') ? undefined : 'errors.keyIdColon');
}

/** Node-RED replaces a variable only where it is the whole value. */
function holdsVariable(text: string): boolean {
  return /\$\{[^}]*\}/.test(text);
}
