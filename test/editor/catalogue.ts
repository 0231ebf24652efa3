import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const NODES = join(__dirname, '../../nodes');

export const NODE_TYPES = ['conversation-account', 'conversation-receive', 'conversation-send'] as const;
export const LANGUAGES = ['en-US', 'de'] as const;

export type NodeType = (typeof NODE_TYPES)[number];
export type Language = (typeof LANGUAGES)[number];

/** All texts of a node in a language, by their full key, for example `conversation-send.label.text`. */
export function catalogue(language: Language, type: NodeType): Map<string, string> {
  return new Map(flatten('', JSON.parse(readFileSync(join(NODES, 'locales', language, `${type}.json`), 'utf8'))));
}

/** The help of a node in a language, as HTML. */
export function help(language: Language, type: NodeType): string {
  return readFileSync(join(NODES, 'locales', language, `${type}.html`), 'utf8');
}

/** The dialog of a node, as its source is written. */
export function template(type: NodeType): string {
  return readFileSync(join(NODES, `${type}.html`), 'utf8');
}

/** Reads texts as the editor does, but complains of a key that is missing. */
export function messagesFrom(language: Language, type: NodeType) {
  const texts = catalogue(language, type);
  return (key: string, values: Record<string, string | number> = {}): string => {
    const text = texts.get(`${type}.${key}`);
    if (text === undefined) throw new Error(`${language} has no text for ${type}.${key}`);
    return text.replace(/__(\w+?)__/g, (_whole, name: string) => String(values[name]));
  };
}

function flatten(path: string, node: unknown): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  return Object.entries(node as Record<string, unknown>).flatMap(([key, child]) =>
    flatten(path ? `${path}.${key}` : key, child),
  );
}
