import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { NodeRedProgram } from './real-node-red';

const PROJECT = join(__dirname, '../..');
const PACKAGE = 'node-red-contrib-conversations';

/** The Node-RED of the development dependencies, on the Node.js that runs the tests. */
export const DEVELOPMENT_NODE_RED: NodeRedProgram = {
  node: process.execPath,
  script: join(dirname(require.resolve('node-red/package.json')), 'red.js'),
};

/** A temporary user folder in which this project's build is installed. */
export async function linkedUserFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'conversations-user-'));
  // Node-RED loads from its user folder only what the package file there names as a dependency.
  await writeFile(join(path, 'package.json'), JSON.stringify({ name: 'user', dependencies: { [PACKAGE]: '*' } }));
  await mkdir(join(path, 'node_modules'));
  await symlink(PROJECT, join(path, 'node_modules', PACKAGE), 'junction');
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
