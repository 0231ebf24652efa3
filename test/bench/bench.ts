import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LINES } from '../package/harness/lines';
import { judge } from './bars';
import { chart } from './chart';
import { measureOnce, type Result } from './measurement';
import { barsTable, type Measured, machineFacts, report } from './report';
import { Results } from './results';
import { inParallel, interleaved } from './rounds';
import { type Contender, SCENARIOS, type Scenario } from './scenarios';
import { prepareWorkArea, type WorkArea } from './work-area';

/**
 * npm run bench [-- --quick] [-- --only burst]
 *
 * Measures the send node beside Node-RED's own nodes, prints every promise and whether it is kept, and writes
 * docs/benchmarks.md and its chart. `--quick` has one round on the first line only, `--only` the scenario of that id,
 * or those whose id starts so; both print, and write nothing.
 */
const DOCS = resolve(__dirname, '..', '..', 'docs');
const MARK = '<!-- Everything below is written by npm run bench. -->';

/** Runs beside each other that mostly wait. Each starts a Node-RED of its own, which two cores feel: more runs measure that. */
const WAITING_AT_ONCE = 3;

interface Run {
  readonly measured: Measured;
  readonly scenario: Scenario;
  readonly contender: Contender;
}

async function bench(): Promise<void> {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
  });
  const partial = values.quick || values.only !== '';
  const named = SCENARIOS.filter(({ id }) => id === values.only);
  const scenarios = named.length > 0 ? named : SCENARIOS.filter(({ id }) => id.startsWith(values.only));
  const area = await prepareWorkArea(values.quick ? LINES.slice(0, 1) : LINES);
  try {
    const measured = area.benches.map((line) => ({ bench: line, results: new Results() }));
    await runAll(area, plan(measured, scenarios, values.quick));
    const text = report(measured);
    console.log(`\n${text}`);
    const [first] = measured;
    if (first && !partial) write(text, measured, first);
    if (first) conclude(first);
  } finally {
    area.remove();
  }
}

/** All lines take turns within a scenario, as the contenders do. */
function plan(measured: readonly Measured[], scenarios: readonly Scenario[], quick: boolean): Run[] {
  return scenarios.flatMap((scenario) => {
    const contenders = measured.flatMap((line) =>
      scenario.contenders.map((contender) => ({ measured: line, scenario, contender })),
    );
    return interleaved(contenders, quick ? 1 : scenario.rounds);
  });
}

async function runAll(area: WorkArea, runs: readonly Run[]): Promise<void> {
  const task = (run: Run) => async () => {
    const result = await measureOnce(area, run.measured.bench, run.scenario.measurement(run.contender));
    run.measured.results.add(run.scenario.id, run.contender, result);
    console.log(`${run.measured.bench.title} | ${run.scenario.id} | ${run.contender} | ${inShort(result)}`);
  };
  await inParallel(runs.filter(({ scenario }) => !scenario.waits).map(task), 1);
  await inParallel(runs.filter(({ scenario }) => scenario.waits).map(task), WAITING_AT_ONCE);
}

function inShort({ readings, end, server }: Result): string {
  if (!readings) return end;
  return `${readings.delivered} delivered in ${(readings.ms / 1000).toFixed(1)} s, ${server.requests} requests`;
}

function write(text: string, measured: readonly Measured[], first: Measured): void {
  const file = join(DOCS, 'benchmarks.md');
  const [method] = readFileSync(file, 'utf8').split(MARK);
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(file, `${method}${MARK}\n\nMeasured on ${date}:\n\n${machineFacts(measured)}\n\n${text}`);
  mkdirSync(join(DOCS, 'images'), { recursive: true });
  writeFileSync(join(DOCS, 'images', 'benchmark.svg'), chart(first));
}

function conclude({ results }: Measured): void {
  const broken = judge(results).filter(({ met, measured }) => !met && measured !== 'not measured');
  console.log(broken.length === 0 ? 'Every promise that was measured is kept.' : `Not kept:\n\n${barsTable(broken)}`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}

bench().catch((error: Error) => {
  console.error(error.stack);
  process.exitCode = 1;
});
