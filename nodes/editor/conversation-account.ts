import { REQUEST_TIMEOUT } from '../../src/model/account';
import { type OnUncertain, POLICY_DEFAULTS, type PolicyNumber } from '../../src/model/delivery-policy';
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
import { describePolicyProblem } from './delivery-form';
import { messagesOf } from './messages-of';
import { providerRows } from './provider-rows';

/** Numbers as a new account has them; the editor stores texts once they were edited. */
interface AccountProperties extends Record<PolicyNumber, number | string> {
  name: string;
  provider: string;
  environment: Environment;
  /** Seconds; the editor stores a text once it was edited. */
  requestTimeout: number | string;
  onUncertain: OnUncertain;
  proxy: string;
  tls: string;
}

interface AccountNode extends EditorNode, Readonly<AccountProperties> {
  /** Known once the dialog was opened. */
  readonly credentials?: AccountCredentials;
}

/** The provider of a new account. */
const NEW_PROVIDER = 'sendseven';

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

/** A number of the delivery policy: a new account holds the provider's default, one from before there was any holds none. */
function policyNumber(field: PolicyNumber): NodeProperty<AccountNode, number | string> {
  return {
    value: POLICY_DEFAULTS[NEW_PROVIDER][field],
    label: messages(`label.${field}`),
    validate: (value, _options) => describePolicyProblem(field, value, messages) ?? true,
  };
}

RED.nodes.registerType<AccountNode, AccountProperties, { token: string; tenantId: string; baseUrl: string }>(
  'conversation-account',
  {
    category: 'config',
    defaults: {
      name: { value: '' },
      provider: { value: NEW_PROVIDER },
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
      rateLimit: policyNumber('rateLimit'),
      ratePeriod: policyNumber('ratePeriod'),
      concurrency: policyNumber('concurrency'),
      queueLimit: policyNumber('queueLimit'),
      keepTryingFor: policyNumber('keepTryingFor'),
      onUncertain: { value: POLICY_DEFAULTS[NEW_PROVIDER].onUncertain, label: messages('label.onUncertain') },
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
