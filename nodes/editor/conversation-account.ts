import { REQUEST_TIMEOUT } from '../../src/model/account';
import {
  type AccountCredentials,
  checkAccount,
  checkBaseUrlText,
  checkTenantId,
  checkTimeout,
  checkToken,
  type Environment,
} from './account-checks';
import { type AccountDialog, openAccountDialog } from './account-dialog';
import { isSandboxChosen } from './account-form';
import { messagesOf } from './messages';
import { providerRows } from './provider-rows';

interface AccountProperties {
  name: string;
  provider: string;
  environment: Environment;
  /** Seconds; the editor stores a text once it was edited. */
  requestTimeout: number | string;
  proxy: string;
  tls: string;
}

interface AccountNode extends EditorNode, Readonly<AccountProperties> {
  /** Known once the dialog was opened. */
  readonly credentials?: AccountCredentials;
}

const messages = messagesOf('conversation-account');

let dialog: AccountDialog | undefined;

function closeDialog(): void {
  dialog?.close();
  dialog = undefined;
}

/** A validator's answer for a message key. */
function verdict(problem: string | undefined): true | string {
  return problem === undefined || messages(problem);
}

/** Credentials do not matter to an account of the sandbox, and are hidden there. */
function liveOnly(check: (value: string) => string | undefined): Validator<AccountNode> {
  return (value, _options) => isSandboxChosen() || verdict(check(value ?? ''));
}

RED.nodes.registerType<AccountNode, AccountProperties, { token: string; tenantId: string; baseUrl: string }>(
  'conversation-account',
  {
    category: 'config',
    defaults: {
      name: { value: '' },
      provider: { value: 'sendseven' },
      environment: {
        value: 'live',
        // Node-RED validates credentials in the open dialog only. Afterwards this keeps an incomplete account marked.
        validate(value, _options) {
          return dialog?.nodeId === this.id || verdict(checkAccount(value ?? 'live', this.credentials));
        },
      },
      requestTimeout: {
        value: REQUEST_TIMEOUT.default,
        label: messages('label.requestTimeout'),
        validate: (value, _options) => verdict(checkTimeout(value)),
      },
      proxy: { value: '', type: 'http proxy', required: false, label: messages('label.proxy') },
      tls: { value: '', type: 'tls-config', required: false, label: messages('label.tls') },
    },
    credentials: {
      token: { type: 'password', validate: liveOnly(checkToken) },
      tenantId: { type: 'text', validate: liveOnly(checkTenantId) },
      baseUrl: { type: 'text', validate: liveOnly(checkBaseUrlText) },
    },
    label() {
      const provider = providerRows(this.provider)?.label ?? this.provider;
      return (
        this.name || messages(this.environment === 'sandbox' ? 'nodeLabel.sandbox' : 'nodeLabel.live', { provider })
      );
    },
    labelStyle() {
      return this.name ? 'node_label_italic' : '';
    },
    oneditprepare() {
      dialog = openAccountDialog(this, messages);
    },
    oneditsave: closeDialog,
    oneditcancel: closeDialog,
    oneditdelete: closeDialog,
  },
);
