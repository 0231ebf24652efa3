import type { Address } from '../../src/model/message';
import type { Messages } from './messages';
import { fixedForm, type RecipientProperties, readAddresses, recipientOf, writeAddresses } from './send-checks';
import { RECIPIENT_FORMS, type RecipientForm, sendChoices } from './send-choices';
import { createTypedField } from './typed-fields';

/** Where a recipient that is not fixed may come from. */
const SOURCES = ['msg', 'flow', 'global', 'jsonata', 'env', 'json'] as const;

const ICONS: Readonly<Record<RecipientForm, string>> = {
  conversation: 'fa fa-comments-o',
  contact: 'fa fa-user-o',
  contactMethod: 'fa fa-address-card-o',
  address: 'fa fa-phone',
  addresses: 'fa fa-list-ol',
};

/** The field that says whom a node sends to, in an open dialog. */
export interface RecipientField {
  /** Offers the forms and channels of a provider. What is chosen stays chosen. */
  follow(provider: string): void;
}

/** Brings the field to life, once the editor has filled it. */
export function openRecipientField(node: RecipientProperties, messages: Messages): RecipientField {
  const field = $('#node-input-recipient');
  const typeField = $('#node-input-recipientType');
  const { value, type } = recipientOf(node);
  field.val(value);
  typeField.val(type);
  createTypedField('recipient', [...SOURCES, ...RECIPIENT_FORMS.map((form) => fixedType(form, messages))]);

  const form = () => fixedForm(String(typeField.val()));
  const list = addressList(isAddressForm(form()) ? readAddresses(value) : [], messages, () => {
    const chosen = form();
    if (isAddressForm(chosen)) field.typedInput('value', writeAddresses(chosen, list.rows()));
  });
  const showList = () => {
    const chosen = form();
    list.show(isAddressForm(chosen) ? chosen : undefined);
    if (isAddressForm(chosen)) field.typedInput('value', writeAddresses(chosen, list.rows()));
  };
  let shown: string | undefined;
  field.on('change', () => {
    if (shown === typeField.val()) return;
    shown = String(typeField.val());
    showList();
  });
  shown = type;
  list.show(isAddressForm(form()) ? (form() as AddressForm) : undefined);
  return {
    follow(provider) {
      const { recipients, channels } = sendChoices(provider);
      const current = form();
      const offered = RECIPIENT_FORMS.filter((known) => recipients.includes(known) || known === current);
      field.typedInput('types', [...SOURCES, ...offered.map((known) => fixedType(known, messages))]);
      $('#conversation-send-channels')
        .empty()
        .append(channels.map((channel) => $('<option>', { value: channel })));
    },
  };
}

type AddressForm = Extract<RecipientForm, 'address' | 'addresses'>;

function isAddressForm(form: RecipientForm | undefined): form is AddressForm {
  return form === 'address' || form === 'addresses';
}

function fixedType(form: RecipientForm, messages: Messages) {
  return { value: form, label: messages(`recipient.${form}`), icon: ICONS[form], hasValue: !isAddressForm(form) };
}

interface AddressList {
  rows(): Address[];
  /** Shows one address, several in order of preference, or none at all. What is hidden keeps what it holds. */
  show(form: AddressForm | undefined): void;
}

function addressList(addresses: readonly Address[], messages: Messages, onChange: () => void): AddressList {
  const box = $('#conversation-send-addresses');
  const list = $('<ol>').appendTo(box);
  list.editableList<Partial<Address>>({
    addButton: messages('recipient.add'),
    height: 'auto',
    sortable: true,
    removable: true,
    addItem(row, _index, address) {
      const input = (name: 'channel' | 'identity') =>
        $('<input>', { type: 'text', placeholder: messages(`recipient.${name}`) })
          .attr({ 'aria-label': messages(`recipient.${name}`), autocomplete: 'off' })
          .addClass(`conversation-${name}`)
          .val(address[name] ?? '')
          .on('input', onChange);
      row
        .addClass('conversation-pair')
        .append(input('channel').attr('list', 'conversation-send-channels'), input('identity'));
    },
    removeItem: onChange,
    sortItems: onChange,
  });
  for (const address of addresses.length > 0 ? addresses : [{}]) list.editableList('addItem', address);
  return {
    rows: () =>
      list
        .editableList('items')
        .get()
        .map((row) => ({ channel: textIn(row, 'channel'), identity: textIn(row, 'identity') })),
    show(form) {
      box.toggle(form !== undefined).toggleClass('conversation-single', form === 'address');
    },
  };
}

function textIn(row: HTMLElement, name: string): string {
  return String($(row).find(`.conversation-${name}`).val() ?? '');
}
