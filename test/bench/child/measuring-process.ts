import type { Job, JobReport, Readings } from '../protocol';
import { runBareJob } from './bare-job';
import { runFlowJob } from './flow-job';
import { runReceiveJob } from './receive-job';

/** One measurement in a process of its own: does what it is told, tells what it measured, and ends. */
const tell = (report: JobReport) => process.send?.(report);

process.once('message', async (job: Job) => {
  /** Resolves when the parent has done its part: told the server how to behave after the warm-up, or sent events. */
  const ready = (port?: number) =>
    new Promise<void>((resolve) => {
      process.once('message', () => resolve());
      tell({ kind: 'ready', ...(port !== undefined && { port }) });
    });
  tell({ kind: 'readings', readings: await run(job, ready) });
});
process.on('disconnect', () => process.exit());

function run(job: Job, ready: (port?: number) => Promise<void>): Promise<Readings> {
  switch (job.kind) {
    case 'flow':
      return runFlowJob(job, ready);
    case 'bare got':
      return runBareJob(job, ready);
    case 'receive':
      return runReceiveJob(job, ready);
  }
}
