import { messagesOf } from './messages-of';
import { checkEvents, checkPattern, DEFAULT_EVENTS } from './receive-checks';
import { openReceiveDialog, type ReceiveDialog, saveReceiveDialog } from './receive-dialog';
import { optionalTypedField, typeOfField } from './typed-fields';

interface ReceiveProperties {
  name: string;
  /** Id of a `conversation-account` node. */
  account: string;
  /** Kinds of events to let through, at least one. */
  events: readonly string[];
  /** Empty lets every channel through. */
  filterChannel: string;
  filterChannelType: string;
  filterConversation: string;
  filterConversationType: string;
  /** `str` is contained, `re` is a regular expression, `jsonata` is true or a text that is contained. */
  filterText: string;
  filterTextType: string;
  /** Whether the bytes of the webhook request go along, as `msg.rawBody`. */
  rawBody: boolean;
}

type ReceiveNode = EditorNode & ReceiveProperties;

const messages = messagesOf('conversation-receive');
const checkTextField = optionalTypedField('filterText');

let dialog: ReceiveDialog | undefined;

function closeDialog(): void {
  dialog?.close();
  dialog = undefined;
}

RED.nodes.registerType<ReceiveNode, ReceiveProperties>('conversation-receive', {
  category: 'conversations',
  categoryDescription: 'node-red-contrib-conversations/conversation-send:conversation-send.categoryDescription',
  color: '#3FADB5',
  icon: 'conversation-receive.svg',
  inputs: 0,
  outputs: 1,
  defaults: {
    name: { value: '' },
    account: { value: '', type: 'conversation-account', required: true, label: messages('label.account') },
    events: {
      value: DEFAULT_EVENTS,
      label: messages('label.events'),
      validate(value, _options) {
        const problem = checkEvents(value);
        return problem === undefined || messages(problem);
      },
    },
    filterChannel: { value: '', label: messages('label.filterChannel'), validate: optionalTypedField('filterChannel') },
    filterChannelType: { value: 'str' },
    filterConversation: {
      value: '',
      label: messages('label.filterConversation'),
      validate: optionalTypedField('filterConversation'),
    },
    filterConversationType: { value: 'str' },
    filterText: {
      value: '',
      label: messages('label.filterText'),
      validate(value, options) {
        if (typeOfField(this, 'filterText') !== 're') return checkTextField.call(this, value, options);
        const why = checkPattern(value ?? '');
        return why === undefined || messages('errors.pattern', { why });
      },
    },
    filterTextType: { value: 'str' },
    rawBody: { value: false },
  },
  paletteLabel: () => messages('paletteLabel'),
  outputLabels: () => messages('port.event'),
  label() {
    return this.name || messages('paletteLabel');
  },
  labelStyle() {
    return this.name ? 'node_label_italic' : '';
  },
  oneditprepare() {
    dialog = openReceiveDialog(this, messages);
  },
  oneditsave() {
    saveReceiveDialog();
    if (dialog) this.events = dialog.chosenEvents();
    closeDialog();
  },
  oneditcancel: closeDialog,
  oneditdelete: closeDialog,
});
