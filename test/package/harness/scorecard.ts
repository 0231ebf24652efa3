import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import records from '../fixtures/public-records.json';
import { ROOT, temporaryFolder } from './tarball';

/** The result of each rule of `node-red-dev validate`, by the rule's id. */
export type Scorecard = Record<string, { readonly test: boolean; readonly [detail: string]: unknown }>;

/** A module of the Flow Library and the node types it registers. */
export interface CatalogueModule {
  readonly id: string;
  readonly types: readonly string[];
}

/** Every package that an installation of ours brings, as name@version. */
function installedTree(): string[] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string; dev?: boolean }>;
  };
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, '')}@${version}`);
}

/**
 * Runs the Flow Library's checker on an unpacked package.
 * @param catalogue what it is told to be in the Flow Library
 */
export async function scorecardOf(folder: string, catalogue: readonly CatalogueModule[]): Promise<Scorecard> {
  const work = temporaryFolder();
  const output = join(work, 'scorecard.json');
  const answers = join(work, 'records.json');
  writeFileSync(answers, JSON.stringify({ ...records, catalogue, tree: installedTree() }));
  const checker = join(ROOT, 'node_modules', 'node-red-dev', 'bin', 'run');
  const { NODE_V8_COVERAGE: _coverage, NODE_OPTIONS: _options, ...env } = process.env;
  await promisify(execFile)(
    process.execPath,
    ['--require', join(__dirname, 'scorecard-lookups.cjs'), checker, 'validate', '--path', folder, '--output', output],
    { env: { ...env, SCORECARD_RECORDS: answers } },
  );
  return JSON.parse(readFileSync(output, 'utf8'));
}
