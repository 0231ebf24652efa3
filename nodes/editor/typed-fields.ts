import type { Messages } from './messages';

/** Where a person may take a value from, in the order in which core nodes offer it. */
export const TYPES = ['msg', 'flow', 'global', 'str', 'jsonata', 'env'] as const;

/** Turns the field of a property into a typedInput. Its type is stored in `<property>Type`; the first one is the default. */
export function createTypedField(
  property: string,
  types: readonly [TypedInputType, ...TypedInputType[]] = TYPES,
): void {
  const [first] = types;
  $(`#node-input-${property}`).typedInput({
    default: typeof first === 'string' ? first : first.value,
    types,
    typeField: `#node-input-${property}Type`,
  });
}

/** An empty reference to a message, a variable or an expression would be a mistake; an empty text is just nothing. */
export function dropTypeOfEmptyField(property: string): void {
  const field = $(`#node-input-${property}`);
  if (field.typedInput('value').trim() === '') field.typedInput('type', 'str').typedInput('value', '');
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

/** Validates a property with a typedInput that may also be empty or missing. */
export function optionalTypedField(property: string): Validator<EditorNode> {
  const checkType = RED.validators.typedInput({ typeField: `${property}Type` });
  return function validateTypedField(value, options) {
    return String(value ?? '').trim() === '' || checkType.call(this, value, options);
  };
}

/** The type of a property as the open dialog has it, else as the node has it, or `undefined`. */
export function typeOfField(node: object, property: string): string | undefined {
  const inDialog = $(`#node-input-${property}Type`).val();
  return String(inDialog ?? '') || (node as Record<string, string | undefined>)[`${property}Type`];
}
