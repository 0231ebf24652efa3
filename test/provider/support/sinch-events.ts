import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeEvent } from '../../../src/provider/sinch/decode-event';

const folder = join(__dirname, '../../fixtures/sinch');

/** The names of all callbacks in `test/fixtures/sinch`. */
export const callbackNames = (): string[] => readdirSync(folder).map((file) => file.replace('.json', ''));

/** One of them, as Sinch sends it. */
export const callback = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

/** The types of the events in all of them but the unknown one. */
export function knownTypes(): string[] {
  const names = callbackNames().filter((name) => name !== 'unknown-key');
  return names.flatMap((name) => decodeEvent(callback(name), () => 'digest')?.type ?? []);
}
