import type { Messages } from './messages';

/**
 * The catalogue of a node type, in the language of the editor.
 * The editor's own `node._()` is missing while a type is being registered, so the full name of the catalogue is used.
 */
export function messagesOf(type: string): Messages {
  return (key, values) => RED._(`node-red-contrib-conversations/${type}:${type}.${key}`, values);
}
