import { shuffled } from '../../webhooks/mischief';

/**
 * How a body is written. `natural`: as it was built, with spaces; `sorted`: keys sorted at every level and no spaces,
 * as someone would who parsed it and wrote it anew; `random`: keys in random order at every level.
 */
export type KeyOrder = 'natural' | 'sorted' | 'random';

/** @param random numbers from 0 to below 1 */
export function serialise(value: unknown, order: KeyOrder, random: () => number): Buffer {
  if (order === 'natural') return Buffer.from(spaced(value));
  const arrange = order === 'sorted' ? (keys: string[]) => keys.sort() : (keys: string[]) => shuffled(keys, random);
  return Buffer.from(JSON.stringify(arranged(value, arrange)));
}

/** JSON with a space after each comma and colon, as Python writes it. Within texts a line break is always escaped. */
function spaced(value: unknown): string {
  return JSON.stringify(value, null, 1)
    .replace(/([{[])\n */g, '$1')
    .replace(/\n *([}\]])/g, '$1')
    .replace(/\n */g, ' ');
}

function arranged(value: unknown, arrange: (keys: string[]) => string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => arranged(item, arrange));
  if (typeof value !== 'object' || value === null) return value;
  const entries = new Map(Object.entries(value));
  return Object.fromEntries(arrange([...entries.keys()]).map((key) => [key, arranged(entries.get(key), arrange)]));
}
