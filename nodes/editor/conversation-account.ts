import { REQUEST_TIMEOUT, SINCH_AUTHS } from '../../src/model/account';
import { type OnUncertain, POLICY_DEFAULTS, type PolicyNumber } from '../../src/model/delivery-policy';
import {
  type AccountCredentials,
  CREDENTIAL_CHECKS,
  checkAccount,
  checkHeaderText,
  checkRegion,
  checkTimeout,
  type Environment,
} from './account-checks';
import { type AccountDialog, openAccountDialog } from './account-dialog';
import { accountField, accountText, isSandboxChosen } from './account-form';
import { describePolicyProblem } from './delivery-form';
import { messagesOf } from './messages-of';
import { type CredentialField, hasRow, providerRows } from './provider-rows';
import { checkPublicUrlText, checkWebhookPathText } from './webhook-setup';

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
  /** Sinch: where the app lives (`us`, `eu`, `br`), and how requests prove who they are from (`oauth2`, `basic`). */
  region: string;
  auth: string;
  /** Where the provider reaches this Node-RED. */
  publicUrl: string;
  /** Below the root of the HTTP nodes; empty for `/conversations/<id>`. */
  webhookPath: string;
  autoRegister: boolean;
  acceptUnsigned: boolean;
}

type Credentials = Record<CredentialField | 'webhookSecret' | 'webhookAuthorization', string>;

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

/** A credential, checked in the open dialog, where it is shown: for a live account of a provider that has it. */
function credential(field: CredentialField, type: NodeCredential<AccountNode>['type']): NodeCredential<AccountNode> {
  return {
    type,
    validate: (value, _options) =>
      isSandboxChosen() || !hasRow(accountText('provider'), field) || verdict(CREDENTIAL_CHECKS[field](value ?? '')),
  };
}

/** A property that does not matter to a sandbox, checked against the rest of the account as the dialog has it, if open. */
function liveProperty(
  property: 'region' | 'publicUrl' | 'webhookPath',
  check: (value: string, account: Pick<AccountNode, 'provider' | 'autoRegister'>) => string | undefined,
): NodeProperty<AccountNode, string> {
  return {
    value: '',
    label: messages(`label.${property}`),
    validate(value, _options) {
      const isOpen = dialog?.nodeId === this.id;
      const isSandbox = isOpen ? isSandboxChosen() : this.environment === 'sandbox';
      const account = isOpen
        ? { provider: accountText('provider'), autoRegister: accountField('autoRegister').prop('checked') === true }
        : this;
      return isSandbox || verdict(check(value ?? '', account));
    },
  };
}

/** A number of the delivery policy: a new account holds the provider's default, one from before there was any holds none. */
function policyNumber(field: PolicyNumber): NodeProperty<AccountNode, number | string> {
  return {
    value: POLICY_DEFAULTS[NEW_PROVIDER][field],
    label: messages(`label.${field}`),
    validate: (value, _options) => describePolicyProblem(field, value, messages) ?? true,
  };
}

RED.nodes.registerType<AccountNode, AccountProperties, Credentials>('conversation-account', {
  category: 'config',
  defaults: {
    name: { value: '' },
    provider: { value: NEW_PROVIDER },
    environment: {
      value: 'live',
      // Node-RED validates credentials in the open dialog only. Afterwards this keeps an incomplete account marked.
      validate(value, _options) {
        if (dialog?.nodeId === this.id) return true;
        const { provider, credentials } = this;
        return verdict(checkAccount({ provider, environment: value ?? 'live', credentials }));
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
    region: liveProperty('region', (region, { provider }) =>
      hasRow(provider, 'region') ? checkRegion(region) : undefined,
    ),
    auth: { value: SINCH_AUTHS[0] },
    publicUrl: liveProperty('publicUrl', (url, { autoRegister }) => checkPublicUrlText(url, autoRegister)),
    webhookPath: liveProperty('webhookPath', checkWebhookPathText),
    autoRegister: { value: false },
    acceptUnsigned: { value: false },
  },
  credentials: {
    token: credential('token', 'password'),
    tenantId: credential('tenantId', 'text'),
    projectId: credential('projectId', 'text'),
    appId: credential('appId', 'text'),
    keyId: credential('keyId', 'text'),
    keySecret: credential('keySecret', 'password'),
    baseUrl: credential('baseUrl', 'text'),
    webhookSecret: { type: 'password' },
    webhookAuthorization: {
      type: 'password',
      validate: (value, _options) => isSandboxChosen() || verdict(checkHeaderText(value ?? '')),
    },
  },
  label() {
    const provider = providerRows(this.provider)?.label ?? this.provider;
    return this.name || messages(this.environment === 'sandbox' ? 'nodeLabel.sandbox' : 'nodeLabel.live', { provider });
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
});
