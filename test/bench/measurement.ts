import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { BareJob, FlowJob, Job, JobReport, Readings, ServerBehaviour, ServerCount } from './protocol';
import type { Bench, WorkArea } from './work-area';

/** What is measured once: a job, without what only the bench knows, and the server for it. */
export interface Measurement {
  readonly job: Omit<FlowJob, 'baseUrl' | 'nodeRed' | 'userDir'> | Omit<BareJob, 'baseUrl' | 'userDir'>;
  readonly server: ServerBehaviour;
  /** Megabytes for `--max-old-space-size`; default: Node's own. */
  readonly heapLimitMb?: number;
  /** Given up after so many milliseconds. */
  readonly limitMs: number;
}

/** What came of a measurement. Without readings the process died, or took too long. */
export interface Result {
  readonly readings: Readings | undefined;
  readonly server: ServerCount;
  /** Why there are no readings. */
  readonly end: 'finished' | 'died' | 'too slow';
}

/** Measures once, with a server and a client that are new processes. */
export async function measureOnce(area: WorkArea, bench: Bench, measurement: Measurement): Promise<Result> {
  const server = start(process.execPath, area.script('mock-server'), []);
  try {
    const [{ port }] = (await once(server, 'message')) as [{ port: number }];
    const { readings, end } = await runJob(area, bench, measurement, server, port);
    return { readings, end, server: await ask<ServerCount>(server, 'count') };
  } finally {
    await stop(server);
  }
}

async function runJob(
  area: WorkArea,
  { node, nodeRed, userDir }: Bench,
  { job, server: behaviour, heapLimitMb, limitMs }: Measurement,
  server: ChildProcess,
  port: number,
): Promise<Omit<Result, 'server'>> {
  const heap = heapLimitMb === undefined ? [] : [`--max-old-space-size=${heapLimitMb}`];
  const child = start(node, area.script('measuring-process'), ['--expose-gc', ...heap]);
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const startedAt = performance.now();
  try {
    const baseUrl = `http://127.0.0.1:${port}/api/v1`;
    const whole = { ...job, baseUrl, nodeRed, userDir } as Job;
    const ready = nextReport(child);
    child.send(whole);
    if (!(await ready)) return ended(startedAt, limitMs);
    await ask(server, behaviour);
    const report = nextReport(child);
    child.send('go');
    const last = await report;
    return last?.kind === 'readings' ? { readings: last.readings, end: 'finished' } : ended(startedAt, limitMs);
  } finally {
    clearTimeout(timer);
    await stop(child);
  }
}

function ended(startedAt: number, limitMs: number): Omit<Result, 'server'> {
  return { readings: undefined, end: performance.now() - startedAt >= limitMs ? 'too slow' : 'died' };
}

function start(node: string, script: string, execArgv: string[]): ChildProcess {
  const { NODE_V8_COVERAGE: _coverage, NODE_OPTIONS: _options, ...env } = process.env;
  // What a dying process prints is a page of addresses that helps nobody; its end is noted.
  return fork(script, [], { execPath: node, execArgv, env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
}

async function ask<T>(child: ChildProcess, message: ServerBehaviour | 'count'): Promise<T> {
  const answer = once(child, 'message');
  child.send(message);
  return (await answer)[0] as T;
}

/** The next report, or nothing when the process ends first. */
function nextReport(child: ChildProcess): Promise<JobReport | undefined> {
  return new Promise((resolve) => {
    child.once('message', (report: JobReport) => resolve(report));
    child.once('exit', () => resolve(undefined));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}
