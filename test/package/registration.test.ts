import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import 'should';
import { MANIFEST, temporaryFolder, unpackedTarball } from './harness/tarball';

interface Report {
  /** Time of the processor. */
  readonly milliseconds: number;
  readonly types: string[];
  /** Packages that were asked for, whether they were found or not. */
  readonly packages: string[];
}

const PROBE = join(__dirname, 'harness', 'registration-probe.cjs');
const RUNS = 7;

async function probe(folder: string, mode: 'watch' | 'time'): Promise<Report> {
  const { NODE_V8_COVERAGE: _coverage, NODE_OPTIONS: _options, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [PROBE, folder, mode], { env });
  return JSON.parse(stdout);
}

/** Milliseconds of the processor's time that loading and registering takes: the median of several fresh processes. */
async function medianTime(folder: string): Promise<string> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    times.push((await probe(folder, 'time')).milliseconds);
  }
  return (times.sort((a, b) => a - b)[RUNS >> 1] ?? 0).toFixed(1);
}

describe("The package's part in Node-RED's start", function () {
  this.timeout('5m');
  let report: Report;

  before(async () => {
    const folder = await unpackedTarball();
    report = await probe(folder, 'watch');
    console.log(`      ${await medianTime(folder)} ms of processor time (the aim is below 30)`);
  });

  it('registers every node of the package, even where no dependency is installed', () => {
    report.types.should.eql(Object.keys(MANIFEST['node-red'].nodes));
  });

  it('asks for no dependency before it is needed', () => {
    report.packages.should.eql([]);
  });

  it('would notice a dependency that is asked for, by require or by import', async () => {
    const greedy = temporaryFolder();
    writeFileSync(join(greedy, 'package.json'), JSON.stringify({ 'node-red': { nodes: { greedy: 'greedy.js' } } }));
    writeFileSync(
      join(greedy, 'greedy.js'),
      `try { require('ajv'); } catch {}
       import('got').catch(() => {});
       module.exports = (RED) => RED.nodes.registerType('greedy', class {});`,
    );
    const { types, packages } = await probe(greedy, 'watch');
    types.should.eql(['greedy']);
    packages.sort().should.eql(['ajv', 'got']);
  });
});
