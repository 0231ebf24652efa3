import type { Messages } from './messages';

/** Where a person may take a value from, in the order in which core nodes offer it. */
const TYPES = ['msg', 'flow', 'global', 'str', 'jsonata', 'env'] as const;

/** Turns the field of a property into a typedInput. Its type is stored in `<property>Type`. */
export function createTypedField(property: string): void {
  $(`#node-input-${property}`).typedInput({
    default: 'msg',
    types: TYPES,
    typeField: `#node-input-${property}Type`,
  });
}

/**
 * Validates a property with a typedInput: it may not be empty, and must be right for its type.
 * In a flow that was written by hand it may be missing: then the default counts.
 */
export function requireTypedField(property: string, emptyMessage: string, messages: Messages): Validator<EditorNode> {
  const checkType = RED.validators.typedInput({ typeField: `${property}Type` });
  return function validateTypedField(value, options) {
    if (value === undefined) return true;
    return String(value).trim() === '' ? messages(emptyMessage) : checkType.call(this, value, options);
  };
}
