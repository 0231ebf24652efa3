import type { Job, JobReport } from '../protocol';
import { runBareJob } from './bare-job';
import { runFlowJob } from './flow-job';

/** One measurement in a process of its own: does what it is told, tells what it measured, and ends. */
const tell = (report: JobReport) => process.send?.(report);

process.once('message', async (job: Job) => {
  /** The server learns how to behave only after the warm-up: the parent says when it has. */
  const ready = () =>
    new Promise<void>((resolve) => {
      process.once('message', () => resolve());
      tell({ kind: 'ready' });
    });
  const readings = await (job.kind === 'flow' ? runFlowJob(job, ready) : runBareJob(job, ready));
  tell({ kind: 'readings', readings });
});
process.on('disconnect', () => process.exit());
