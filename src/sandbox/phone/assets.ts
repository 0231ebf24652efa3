import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the built page lies: beside this file when built; in `dist` when this file runs from its source. */
const folders = [join(__dirname, 'assets'), join(__dirname, '../../../dist/src/sandbox/phone/assets')];

const types: Readonly<Record<string, string>> = {
  'page.html': 'text/html; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
};

export interface Asset {
  readonly type: string;
  readonly content: Buffer;
}

/** One of the page's files; `unknown` when there is none of that name, `not built` when the build has not made it. */
export async function readAsset(name: string): Promise<Asset | 'unknown' | 'not built'> {
  const type = Object.hasOwn(types, name) ? types[name] : undefined;
  if (type === undefined) return 'unknown';
  for (const folder of folders) {
    const content = await readFile(join(folder, name)).catch(() => undefined);
    if (content) return { type, content };
  }
  return 'not built';
}
