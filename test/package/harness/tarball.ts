import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Line } from './lines';
import { npm } from './npm';

/** What `npm pack` says of the package it made. */
export interface Tarball {
  readonly file: string;
  /** Bytes of the packed file. */
  readonly size: number;
  readonly files: readonly { path: string; size: number }[];
}

/** The part of package.json that the tests read. */
export interface Manifest {
  readonly name: string;
  readonly keywords: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly 'node-red': { readonly nodes: Readonly<Record<string, string>> };
}

export const ROOT = resolve(__dirname, '..', '..', '..');
export const MANIFEST: Manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

const folders: string[] = [];
let packed: Promise<Tarball> | undefined;
const installed = new Map<string, Promise<string>>();

after('remove the temporary folders', function () {
  this.timeout('2m');
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** An empty folder that is removed when all tests are done. Outside the project, so that nothing is found by walking up. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'conversations-package-'));
  folders.push(folder);
  return folder;
}

/** The package as it would be published, from an up-to-date build. Packed once. */
export function tarball(): Promise<Tarball> {
  packed ??= pack();
  return packed;
}

async function pack(): Promise<Tarball> {
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'ensure-ready.mjs')], { stdio: 'inherit' });
  const folder = temporaryFolder();
  const answer = await npm(['pack', '--json', '--ignore-scripts', `--pack-destination=${folder}`], ROOT);
  const [report] = JSON.parse(answer) as [{ filename: string; size: number; files: Tarball['files'] }];
  return { file: join(folder, report.filename), size: report.size, files: report.files };
}

/** A new folder with the content of the tarball and nothing else: no dependencies. */
export async function unpackedTarball(): Promise<string> {
  const { file } = await tarball();
  const folder = temporaryFolder();
  // The tarball of npm has one top folder, "package".
  execFileSync('tar', ['-xzf', file, '-C', folder]);
  return join(folder, 'package');
}

/**
 * A new user folder in which the tarball is installed as Node-RED's palette manager does it
 * (@node-red/registry, lib/installer.js). Installed once for each line, then copied.
 */
export async function userFolder(line: Line, node: string): Promise<string> {
  const template = installed.get(line.title) ?? install(node);
  installed.set(line.title, template);
  const folder = temporaryFolder();
  cpSync(await template, folder, { recursive: true });
  return folder;
}

async function install(node: string): Promise<string> {
  const { file } = await tarball();
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'node-red-project', private: true }));
  await npm(['install', '--save', '--save-prefix=~', '--omit=dev', '--engine-strict', file], folder, node);
  return folder;
}
