import { REQUEST_TIMEOUT } from '../../src/model/account';

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
  /** Without `token` where it was not retyped: then the server uses the stored one, with the stored base URL only. */
  readonly credentials: { readonly token?: string; readonly tenantId: string; readonly baseUrl: string };
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
  const token = accountText('token');
  return {
    id,
    provider: accountText('provider'),
    environment: accountText('environment'),
    requestTimeout: Number(accountText('requestTimeout')) || REQUEST_TIMEOUT.default,
    proxy: configNodeId('proxy'),
    tls: configNodeId('tls'),
    credentials: {
      ...(token !== UNCHANGED_PASSWORD && { token }),
      tenantId: accountText('tenantId'),
      baseUrl: accountText('baseUrl'),
    },
  };
}

/** The editor writes `_ADD_` where no configuration node is chosen. */
function configNodeId(property: string): string {
  const id = accountText(property);
  return id === '_ADD_' ? '' : id;
}
