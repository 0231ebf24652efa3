/** A JSON object whose fields may be anything. */
export type JsonObject = Readonly<Record<string, unknown>>;

const NOTHING: JsonObject = {};

/** The value, if it is a JSON object. */
export function objectIn(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The JSON objects in a list; none, if it is no list. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter((item): item is JsonObject => objectIn(item) !== undefined) : [];
}

/** The fields of a value; none, if it is not a JSON object. */
export function fieldsOf(value: unknown): JsonObject {
  return objectIn(value) ?? NOTHING;
}

/** The value, if it is a text. */
export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The value as a text, if it is a text that says something, or a number: ids and codes come as either. */
export function idIn(value: unknown): string | undefined {
  return Number.isFinite(value) ? String(value) : textIn(value) || undefined;
}
