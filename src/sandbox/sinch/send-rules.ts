import type { FieldViolation } from './answers';
import type { Json } from './schema/validate';

interface Item {
  readonly choice?: Json;
  readonly product?: Json;
}

/** What a schema cannot say about a send: rules across fields. */
export function brokenRules(body: Json): FieldViolation[] {
  const { list_message } = body.message as { list_message?: Json };
  return [...dispatchRules(body), ...(list_message ? listRules(list_message) : [])];
}

function dispatchRules(body: Json): FieldViolation[] {
  if (body.processing_strategy !== 'DISPATCH_ONLY') return [];
  const unsupported = ['conversation_metadata', 'correlation_id'].filter((field) => body[field] !== undefined);
  return unsupported.map((field) => ({ field, description: 'is not supported with DISPATCH_ONLY' }));
}

/** A list has at most ten items, all of one kind; products come from a catalogue. */
function listRules({ sections, message_properties }: Json): FieldViolation[] {
  const items = (sections as readonly { readonly items: readonly Item[] }[]).flatMap((section) => section.items);
  const products = items.filter(({ product }) => product).length;
  const field = 'message.list_message';
  const broken: FieldViolation[] = [];
  if (items.length > 10) broken.push({ field, description: 'must not have more than 10 choices' });
  if (products > 0 && products < items.length) broken.push({ field, description: 'must have items of one kind' });
  if (products > 0 && !(message_properties as Json | undefined)?.catalog_id) {
    broken.push({ field: `${field}.message_properties.catalog_id`, description: 'is required for products' });
  }
  return broken;
}
