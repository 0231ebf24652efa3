import { isUtf8 } from 'node:buffer';

/** Deeper than any event, and far from what exhausts the stack of those who copy it. */
const MAX_DEPTH = 64;

const OPENING_BRACE = '{'.charCodeAt(0);
const OPENING_BRACKET = '['.charCodeAt(0);

/**
 * Parses what somebody sent. `undefined` where the bytes are not UTF-8, not JSON, or nested deeper than 64 levels.
 * Keys through which a careless copy would reach the prototype of all objects are left out: `__proto__`, and a
 * `constructor` that holds a `prototype`. An event is not refused for them, because a person can have put them there.
 */
export function parseUntrustedJson(body: Buffer): unknown {
  if (!isUtf8(body)) return undefined;
  try {
    const text = body.toString('utf8');
    const value: unknown = JSON.parse(text);
    return isHarmless(text) || disarm(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a text can neither be too deep nor hold one of those keys, also not written by escapes: nearly every event,
 * which need not be gone through then.
 */
function isHarmless(text: string): boolean {
  if (text.includes('__proto__') || text.includes('constructor') || text.includes('\\u')) return false;
  let opening = 0;
  for (let index = 0; index < text.length && opening <= MAX_DEPTH; index++) {
    const code = text.charCodeAt(index);
    if (code === OPENING_BRACE || code === OPENING_BRACKET) opening++;
  }
  return opening <= MAX_DEPTH;
}

/** Goes through a value level by level, never by recursion. Says whether it is as shallow as it must be. */
function disarm(value: unknown): boolean {
  let level = isTree(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return false;
    const next: object[] = [];
    for (const tree of level) {
      dropPrototypeKeys(tree);
      for (const child of Object.values(tree)) if (isTree(child)) next.push(child);
    }
    level = next;
  }
  return true;
}

function dropPrototypeKeys(tree: object): void {
  if (Object.hasOwn(tree, '__proto__')) Reflect.deleteProperty(tree, '__proto__');
  if (!Object.hasOwn(tree, 'constructor')) return;
  const held: unknown = tree.constructor;
  if (isTree(held) && Object.hasOwn(held, 'prototype')) Reflect.deleteProperty(tree, 'constructor');
}

function isTree(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
