import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { ask, endOf, nextReport, start, stop } from './processes';
import type { BareJob, FlowJob, Job, Readings, ReceiveJob, ServerBehaviour, ServerCount } from './protocol';
import { measureReceiving } from './receiving';
import type { Bench, WorkArea } from './work-area';

type SendingJob = Omit<FlowJob, 'baseUrl' | 'nodeRed' | 'userDir'> | Omit<BareJob, 'baseUrl' | 'userDir'>;

/** What is measured once: a job, without what only the bench knows, and the server for it. */
export interface Measurement {
  readonly job: SendingJob | Omit<ReceiveJob, 'nodeRed' | 'userDir'>;
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
  const { job, limitMs } = measurement;
  if (job.kind === 'receive') return measureReceiving(area, bench, job, limitMs);
  const server = start(process.execPath, area.script('mock-server'), []);
  try {
    const [{ port }] = (await once(server, 'message')) as [{ port: number }];
    const { readings, end } = await runJob(area, bench, { ...measurement, job }, server, port);
    return { readings, end, server: await ask<ServerCount>(server, 'count') };
  } finally {
    await stop(server);
  }
}

async function runJob(
  area: WorkArea,
  { node, nodeRed, userDir }: Bench,
  { job, server: behaviour, heapLimitMb, limitMs }: Measurement & { readonly job: SendingJob },
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
    if (!(await ready)) return { readings: undefined, end: endOf(startedAt, limitMs) };
    await ask(server, behaviour);
    const report = nextReport(child);
    child.send('go');
    const last = await report;
    return last?.kind === 'readings'
      ? { readings: last.readings, end: 'finished' }
      : { readings: undefined, end: endOf(startedAt, limitMs) };
  } finally {
    clearTimeout(timer);
    await stop(child);
  }
}
