import { REQUEST_TIMEOUT } from '../../src/model/account';
import { CREDENTIAL_FIELDS } from './account-checks';
import { type CredentialField, hasRow } from './provider-rows';

/** What the editor shows in place of a stored password. */
const UNCHANGED_PASSWORD = '__PWRD__';

/** The account as it stands in the dialog, in the form in which the test wants it. */
export interface AccountRequest {
  readonly id: string;
  readonly provider: string;
  readonly environment: string;
  /** Seconds. */
  readonly requestTimeout: number;
  /** Id of an `http proxy` node, or empty. */
  readonly proxy: string;
  /** Id of a `tls-config` node, or empty. */
  readonly tls: string;
  /** Sinch: where the app lives, and how requests prove who they are from. */
  readonly region: string;
  readonly auth: string;
  /** Those of the provider; without a password that was not retyped: then the server uses the stored one, with the stored base URL only. */
  readonly credentials: { readonly [Name in CredentialField]?: string };
}

/** A field of the open account dialog. */
export function accountField(property: string): JQuery {
  return $(`#node-config-input-${property}`);
}

/** What stands in a field of the open account dialog, without blanks around it. */
export function accountText(property: string): string {
  return String(accountField(property).val() ?? '').trim();
}

/** Whether the open account dialog has the sandbox chosen. */
export function isSandboxChosen(): boolean {
  return accountText('environment') === 'sandbox';
}

/** Reads the open account dialog. */
export function readAccountForm(id: string): AccountRequest {
  const provider = accountText('provider');
  const typed = CREDENTIAL_FIELDS.filter((field) => hasRow(provider, field))
    .map((field) => [field, accountText(field)] as const)
    .filter(([, text]) => text !== UNCHANGED_PASSWORD);
  return {
    id,
    provider,
    environment: accountText('environment'),
    requestTimeout: Number(accountText('requestTimeout')) || REQUEST_TIMEOUT.default,
    proxy: configNodeId('proxy'),
    tls: configNodeId('tls'),
    region: accountText('region'),
    auth: accountText('auth'),
    credentials: Object.fromEntries(typed),
  };
}

/** The editor writes `_ADD_` where no configuration node is chosen. */
function configNodeId(property: string): string {
  const id = accountText(property);
  return id === '_ADD_' ? '' : id;
}
