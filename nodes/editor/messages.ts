/** Reads a text of a node's catalogue, with `{{name}}` in it replaced by `values.name`. */
export type Messages = (key: string, values?: Record<string, string | number>) => string;

/**
 * The catalogue of a node type, in the language of the editor.
 * The editor's own `node._()` is missing while a type is being registered, so the full name of the catalogue is used.
 */
export function messagesOf(type: string): Messages {
  return (key, values) => RED._(`node-red-contrib-conversations/${type}:${type}.${key}`, values);
}
