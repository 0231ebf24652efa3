import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { type Line, programOf } from '../package/harness/lines';
import { npm } from '../package/harness/npm';

const ROOT = resolve(__dirname, '..', '..');
const PROCESSES = ['mock-server', 'measuring-process', 'load-generator'] as const;

/** A line of Node-RED that is ready to be measured. */
export interface Bench {
  readonly title: string;
  /** The Node.js binary. */
  readonly node: string;
  /** Folder of the `node-red` package. */
  readonly nodeRed: string;
  /** User folder with the package installed in it, as the palette manager does it. */
  readonly userDir: string;
  /** Versions as installed. */
  readonly versions: { readonly node: string; readonly nodeRed: string; readonly got: string };
}

/** Everything that measurements need on disk. Outside the project, so that nothing is found by walking up. */
export interface WorkArea {
  readonly benches: readonly Bench[];
  /** The script of a process. */
  script(name: (typeof PROCESSES)[number]): string;
  remove(): void;
}

/** Packs the built package, installs it for every line, and makes plain scripts of the measuring processes. */
export async function prepareWorkArea(lines: readonly Line[]): Promise<WorkArea> {
  const folder = mkdtempSync(join(tmpdir(), 'conversations-bench-'));
  try {
    await bundleProcesses(folder);
    const tarball = await pack(folder);
    const benches: Bench[] = [];
    for (const line of lines) benches.push(await prepareLine(line, tarball, folder));
    return {
      benches,
      script: (name) => join(folder, `${name}.js`),
      remove: () => rmSync(folder, { recursive: true, force: true }),
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Compiled beforehand: a process that compiles while it is measured would measure that. */
async function bundleProcesses(outdir: string): Promise<void> {
  await build({
    entryPoints: PROCESSES.map((name) => join(__dirname, 'child', `${name}.ts`)),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outdir,
    logLevel: 'warning',
  });
}

async function pack(folder: string): Promise<string> {
  const answer = await npm(['pack', '--json', '--ignore-scripts', `--pack-destination=${folder}`], ROOT);
  const [report] = JSON.parse(answer) as [{ filename: string }];
  return join(folder, report.filename);
}

async function prepareLine(line: Line, tarball: string, folder: string): Promise<Bench> {
  const program = await programOf(line);
  const userDir = join(folder, `node-${line.nodeMajor}`);
  mkdirSync(userDir);
  writeFileSync(join(userDir, 'package.json'), JSON.stringify({ name: 'node-red-project', private: true }));
  const own = join(userDir, 'package.tgz');
  cpSync(tarball, own);
  await npm(['install', '--save', '--omit=dev', '--engine-strict', '--prefer-offline', own], userDir, program.node);
  const nodeRed = dirname(program.script);
  return {
    title: line.title,
    node: program.node,
    nodeRed,
    userDir,
    versions: {
      node: String(line.nodeMajor),
      nodeRed: versionOf(nodeRed),
      got: versionOf(join(userDir, 'node_modules', 'got')),
    },
  };
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}
