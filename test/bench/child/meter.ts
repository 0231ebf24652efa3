import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import type { Readings } from '../protocol';

/** How often the event loop is looked at, and how often the heap is. In milliseconds. */
const LOOP_RESOLUTION = 5;
const HEAP_INTERVAL = 20;

/** What a run costs, beside what comes of it. */
export type Cost = Pick<Readings, 'ms' | 'stallMs' | 'heapGrowth' | 'cpuMs'>;

/** Measures a run from its start to its end. Wants `--expose-gc`, so that every run starts from a clean heap. */
export async function measure(run: () => Promise<void>): Promise<Cost> {
  global.gc?.();
  await pause(50);
  const heapBefore = heapUsed();
  let heapTop = heapBefore;
  const look = () => {
    heapTop = Math.max(heapTop, heapUsed());
  };
  const sampling = setInterval(look, HEAP_INTERVAL);
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION });
  loop.enable();
  await pause(2 * LOOP_RESOLUTION);
  loop.reset();
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await run();
  const ms = performance.now() - startedAt;
  const cpu = process.cpuUsage(cpuBefore);
  look();
  clearInterval(sampling);
  // A stall that lasted to the end of the run is noted when the loop turns again.
  await pause(2 * LOOP_RESOLUTION);
  loop.disable();
  return {
    ms,
    stallMs: Math.max(0, loop.max / 1e6 - LOOP_RESOLUTION),
    heapGrowth: heapTop - heapBefore,
    cpuMs: (cpu.user + cpu.system) / 1000,
  };
}

/** `process.memoryUsage` would also ask the system, which takes long enough to be seen in the results. */
function heapUsed(): number {
  return getHeapStatistics().used_heap_size;
}
