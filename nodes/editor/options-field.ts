import type { Messages } from './messages';
import type { OptionRow } from './send-checks';
import { sendChoices } from './send-choices';

/** Where the value of an option may come from. */
const VALUE_TYPES = ['str', 'num', 'bool', 'json', 'msg', 'flow', 'global', 'jsonata', 'env'] as const;

/** The list of what only the provider understands, in an open dialog. */
export interface OptionsField {
  /** Offers the names that a provider knows. */
  follow(provider: string): void;
  /** The rows that have a name. */
  rows(): OptionRow[];
}

/** Brings the list to life. */
export function openOptionsField(options: readonly OptionRow[], messages: Messages): OptionsField {
  const list = $('#conversation-send-options');
  list.editableList<Partial<OptionRow>>({
    addButton: messages('options.add'),
    height: 'auto',
    sortable: true,
    removable: true,
    addItem(row, _index, option) {
      const name = $('<input>', { type: 'text', placeholder: messages('options.name') })
        .attr({
          list: 'conversation-send-option-names',
          'aria-label': messages('options.name'),
          autocomplete: 'off',
        })
        .addClass('conversation-option-name')
        .val(option.name ?? '');
      const value = $('<input>', { type: 'text' })
        .attr('aria-label', messages('options.value'))
        .addClass('conversation-option-value')
        .val(option.value ?? '');
      row.addClass('conversation-pair').append(name, value);
      value.typedInput({ default: 'str', types: VALUE_TYPES });
      if (option.type) value.typedInput('type', option.type).typedInput('value', option.value ?? '');
    },
  });
  for (const option of options) list.editableList('addItem', { ...option });
  return {
    follow(provider) {
      const names = sendChoices(provider).options;
      $('#conversation-send-option-names')
        .empty()
        .append(names.map((name) => $('<option>', { value: name })));
    },
    rows: () =>
      list
        .editableList('items')
        .get()
        .map(readRow)
        .filter(({ name }) => name !== ''),
  };
}

function readRow(row: HTMLElement): OptionRow {
  const value = $(row).find('.conversation-option-value');
  return {
    name: String($(row).find('.conversation-option-name').val() ?? '').trim(),
    value: value.typedInput('value'),
    type: value.typedInput('type'),
  };
}
