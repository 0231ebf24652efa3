import { messagesOf } from './messages-of';
import { checkPriority, MORE_DEFAULTS, type MoreProperties } from './send-checks';
import { openSendDialog, saveSendDialog } from './send-dialog';
import { optionalTypedField, requireTypedField, typeOfField } from './typed-fields';

interface SendProperties extends MoreProperties {
  name: string;
  /** Id of a `conversation-account` node. */
  account: string;
  conversationId: string;
  conversationIdType: string;
  text: string;
  textType: string;
  /** Where failures go: to the second output, to Catch nodes, or to both. */
  errors: 'output' | 'catch' | 'both';
}

type SendNode = EditorNode & Readonly<SendProperties>;

const messages = messagesOf('conversation-send');
const checkPriorityField = requireTypedField('priority', 'errors.priorityEmpty', messages);

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
    conversationId: {
      value: 'conversationId',
      label: messages('label.conversation'),
      validate: requireTypedField('conversationId', 'errors.conversationEmpty', messages),
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
        const problem = checkPriority(value ?? '');
        return problem === undefined || messages(problem);
      },
    },
    priorityType: { value: MORE_DEFAULTS.priorityType },
    idempotencyKey: {
      value: MORE_DEFAULTS.idempotencyKey,
      label: messages('label.idempotencyKey'),
      validate: optionalTypedField('idempotencyKey'),
    },
    idempotencyKeyType: { value: MORE_DEFAULTS.idempotencyKeyType },
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
    openSendDialog(this, messages);
  },
  oneditsave: saveSendDialog,
});
