import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Result } from './measurement';
import { ask, endOf, nextReport, start, stop } from './processes';
import type { Load, LoadCount, Readings, ReceiveJob } from './protocol';
import type { Bench, WorkArea } from './work-area';

/** Measures once how events come in, with a Node-RED and a sender of events that are new processes. */
export async function measureReceiving(
  area: WorkArea,
  { node, nodeRed, userDir }: Bench,
  job: Omit<ReceiveJob, 'nodeRed' | 'userDir'>,
  limitMs: number,
): Promise<Result> {
  const startedAt = performance.now();
  const sender = start(process.execPath, area.script('load-generator'), []);
  const child = start(node, area.script('measuring-process'), ['--expose-gc']);
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  try {
    await once(sender, 'message');
    const { readings, refused } = await deliverAll(sender, child, { ...job, nodeRed, userDir });
    const server = { requests: job.events, refused, sockets: job.connections, ...effectsOf(readings), inversions: 0 };
    return { readings, server, end: readings ? 'finished' : endOf(startedAt, limitMs) };
  } finally {
    clearTimeout(timer);
    await Promise.all([stop(sender), stop(child)]);
  }
}

/** Warm-up, first half, second half. The child says when it is ready for the next part, and is told when that was sent. */
async function deliverAll(sender: ChildProcess, child: ChildProcess, job: ReceiveJob) {
  let reported = nextReport(child);
  child.send(job);
  const half = Math.floor(job.events / 2);
  let port = 0;
  let refused = 0;
  let first = -job.warmUp;
  for (const count of [job.warmUp, half, job.events - half]) {
    const report = await reported;
    if (report?.kind !== 'ready') return { readings: undefined, refused };
    port = report.port ?? port;
    const load: Load = { port, first, count, connections: job.connections };
    reported = nextReport(child);
    const answers = await ask<LoadCount>(sender, load);
    if (first >= 0) refused += answers.refused;
    first += count;
    if (child.connected) child.send('sent');
  }
  const last = await reported;
  return { readings: last?.kind === 'readings' ? last.readings : undefined, refused };
}

function effectsOf(readings: Readings | undefined): { effects: number; doubles: number } {
  return { effects: readings?.arrivals?.distinct ?? 0, doubles: readings?.arrivals?.doubles ?? 0 };
}
