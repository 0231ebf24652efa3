import { WAIT_TIMEOUT } from '../../src/model/parse-wait';
import { chosenAccount } from './account-choice';
import { messagesOf } from './messages-of';
import {
  checkOptions,
  checkPriority,
  checkRecipient,
  checkWaitFor,
  checkWaitTimeout,
  fixedForm,
  MORE_DEFAULTS,
  type MoreProperties,
} from './send-checks';
import { sendChoices } from './send-choices';
import { openSendDialog, type SendDialog, saveSendDialog } from './send-dialog';
import { optionalTypedField, requireTypedField, typeOfField } from './typed-fields';

interface SendProperties extends MoreProperties {
  name: string;
  /** Id of a `conversation-account` node. */
  account: string;
  /** Whom to send to. Missing in a node from before there was this: then `conversationId` counts. */
  recipient: string;
  /** Where the recipient comes from, or, for a fixed one, its form, for example `address`. */
  recipientType: string;
  conversationId: string;
  conversationIdType: string;
  text: string;
  textType: string;
  /** Where failures go: to the second output, to Catch nodes, or to both. */
  errors: 'output' | 'catch' | 'both';
}

type SendNode = EditorNode & SendProperties;

const messages = messagesOf('conversation-send');
const checkPriorityField = requireTypedField('priority', 'errors.priorityEmpty', messages);
const checkRecipientField = requireTypedField('recipient', 'errors.recipientEmpty', messages);
const checkConversationField = requireTypedField('conversationId', 'errors.recipientEmpty', messages);

let dialog: SendDialog | undefined;

/** A validator's answer for a message key. */
function verdict(problem: string | undefined): true | string {
  return problem === undefined || messages(problem);
}

RED.nodes.registerType<SendNode, SendProperties>('conversation-send', {
  category: 'conversations',
  categoryDescription: 'node-red-contrib-conversations/conversation-send:conversation-send.categoryDescription',
  color: '#3FADB5',
  icon: 'conversation-send.svg',
  inputs: 1,
  outputs: 2,
  defaults: {
    name: { value: '' },
    account: { value: '', type: 'conversation-account', required: true, label: messages('label.account') },
    recipient: {
      value: 'conversationId',
      label: messages('label.recipient'),
      validate(value, options) {
        const form = fixedForm(typeOfField(this, 'recipient'));
        if (!form || value === undefined) return checkRecipientField.call(this, value, options);
        const problem = checkRecipient(form, value);
        if (problem) return messages(problem);
        const { provider = '' } = chosenAccount(String($('#node-input-account').val() ?? this.account)) ?? {};
        const isReachable = sendChoices(provider).recipients.includes(form);
        return isReachable || messages('errors.recipientUnsupported', { form: messages(`recipient.${form}`) });
      },
    },
    recipientType: { value: 'msg' },
    conversationId: {
      value: 'conversationId',
      label: messages('label.recipient'),
      validate(value, options) {
        return this.recipient !== undefined || checkConversationField.call(this, value, options);
      },
    },
    conversationIdType: { value: 'msg' },
    text: {
      value: 'payload',
      label: messages('label.text'),
      validate: requireTypedField('text', 'errors.textEmpty', messages),
    },
    textType: { value: 'msg' },
    priority: {
      value: MORE_DEFAULTS.priority,
      label: messages('label.priority'),
      validate(value, options) {
        if (typeOfField(this, 'priority') !== 'str') return checkPriorityField.call(this, value, options);
        return verdict(checkPriority(value ?? ''));
      },
    },
    priorityType: { value: MORE_DEFAULTS.priorityType },
    idempotencyKey: {
      value: MORE_DEFAULTS.idempotencyKey,
      label: messages('label.idempotencyKey'),
      validate: optionalTypedField('idempotencyKey'),
    },
    idempotencyKeyType: { value: MORE_DEFAULTS.idempotencyKeyType },
    waitFor: {
      value: MORE_DEFAULTS.waitFor,
      label: messages('label.waitFor'),
      validate: (value, _options) => verdict(checkWaitFor(value)),
    },
    waitTimeout: {
      value: MORE_DEFAULTS.waitTimeout,
      label: messages('label.waitTimeout'),
      validate(value, _options) {
        const problem = checkWaitTimeout(value);
        return problem === undefined || messages(problem, { min: WAIT_TIMEOUT.min, max: WAIT_TIMEOUT.max });
      },
    },
    options: {
      value: [],
      label: messages('label.options'),
      validate(rows, options) {
        const problem = checkOptions(rows);
        if (problem) return messages(problem.key, { name: problem.name });
        for (const { name, value, type } of rows ?? []) {
          const answer = RED.validators.typedInput({ type }).call(this, value, { ...options, label: name });
          if (answer !== true) return answer;
        }
        return true;
      },
    },
    errors: { value: 'output' },
  },
  paletteLabel: () => messages('paletteLabel'),
  inputLabels: messages('port.input'),
  outputLabels: (index) => messages(index === 0 ? 'port.response' : 'port.error'),
  label() {
    return this.name || messages('paletteLabel');
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : '';
  },
  oneditprepare() {
    dialog = openSendDialog(this, messages);
  },
  oneditsave() {
    saveSendDialog();
    if (dialog) this.options = dialog.options();
  },
});
