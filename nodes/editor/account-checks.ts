import { REQUEST_TIMEOUT } from '../../src/model/account';
import { checkBaseUrl } from '../../src/model/base-url';
import { variableName } from '../../src/model/variables';

/** Whether messages go to the provider or stay on this machine. */
export type Environment = 'live' | 'sandbox';

/** The credentials as the editor holds them: a stored token is known only by `has_token`. */
export interface AccountCredentials {
  readonly token?: string;
  readonly has_token?: boolean;
  readonly tenantId?: string;
  readonly baseUrl?: string;
}

/** Message key of what is wrong with a token that is needed, or `undefined`. */
export function checkToken(text: string): string | undefined {
  return text.trim() === '' ? 'errors.tokenMissing' : checkHeaderText(text);
}

/** Message key of what is wrong with a tenant id, which may be left empty, or `undefined`. */
export function checkTenantId(text: string): string | undefined {
  return checkHeaderText(text);
}

/** Message key of what is wrong with a base URL, which may be left empty for the provider's own, or `undefined`. */
export function checkBaseUrlText(text: string): string | undefined {
  if (text.trim() === '' || variableName(text)) return undefined;
  if (holdsVariable(text)) return 'errors.variableInside';
  const problem = checkBaseUrl(text);
  return problem && `errors.baseUrl.${problem}`;
}

/** Message key of what is wrong with a request timeout in seconds, or `undefined`. Empty or missing means the default. */
export function checkTimeout(value: string | number | undefined): string | undefined {
  const text = String(value ?? '').trim();
  if (text === '' || variableName(text)) return undefined;
  const seconds = Number(text);
  return seconds >= REQUEST_TIMEOUT.min && seconds <= REQUEST_TIMEOUT.max ? undefined : 'errors.timeout';
}

/** Message key of the first thing that keeps an account from working, as far as the editor can know it. */
export function checkAccount(environment: string, credentials: AccountCredentials | undefined): string | undefined {
  if (environment === 'sandbox' || !credentials) return undefined;
  const tokenProblem = credentials.token || !credentials.has_token ? checkToken(credentials.token ?? '') : undefined;
  return tokenProblem ?? checkTenantId(credentials.tenantId ?? '') ?? checkBaseUrlText(credentials.baseUrl ?? '');
}

/** Both go into a header, where HTTP allows printable ASCII only. */
function checkHeaderText(text: string): string | undefined {
  if (variableName(text)) return undefined;
  if (holdsVariable(text)) return 'errors.variableInside';
  return /[^\x20-\x7e]/.test(text.trim()) ? 'errors.characters' : undefined;
}

/** Node-RED replaces a variable only where it is the whole value. */
function holdsVariable(text: string): boolean {
  return /\$\{[^}]*\}/.test(text);
}
