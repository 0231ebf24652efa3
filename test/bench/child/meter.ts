import { setTimeout as pause } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import type { Readings } from '../protocol';

/** How often the event loop is looked at, and how often the heap is. In milliseconds. */
const LOOP_INTERVAL = 5;
const HEAP_INTERVAL = 20;

/** What a run costs, beside what comes of it. */
export type Cost = Pick<Readings, 'ms' | 'stallMs' | 'heapGrowth' | 'cpuMs'>;

/** Measures a run from its start to its end. Wants `--expose-gc`, so that every run starts from a clean heap. */
export async function measure(run: () => Promise<void>): Promise<Cost> {
  global.gc?.();
  await pause(50);
  const heap = watchHeap();
  const loop = watchLoop();
  await pause(2 * LOOP_INTERVAL);
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await run();
  const ms = performance.now() - startedAt;
  const cpu = process.cpuUsage(cpuBefore);
  const heapGrowth = heap.stop();
  // A stall that lasted to the end of the run is noted when the loop turns again.
  await pause(2 * LOOP_INTERVAL);
  return { ms, stallMs: loop.stop(), heapGrowth, cpuMs: (cpu.user + cpu.system) / 1000 };
}

/** Bytes in use that are not garbage. Wants `--expose-gc`. */
export async function heapWithoutGarbage(): Promise<number> {
  // What a first collection lets go of, such as buffers that wait for their finalizer, a second one frees.
  for (let round = 0; round < 2; round++) {
    global.gc?.();
    await pause(50);
  }
  return heapUsed();
}

/** Notes the longest time for which the loop did not come to a timer that was due. */
function watchLoop(): { stop(): number } {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - LOOP_INTERVAL);
    last = now;
  }, LOOP_INTERVAL);
  return {
    stop() {
      clearInterval(timer);
      return longest;
    },
  };
}

/** Notes by how many bytes the heap grows, garbage included. */
function watchHeap(): { stop(): number } {
  const before = heapUsed();
  let top = before;
  const look = () => {
    top = Math.max(top, heapUsed());
  };
  const timer = setInterval(look, HEAP_INTERVAL);
  return {
    stop() {
      clearInterval(timer);
      look();
      return top - before;
    },
  };
}

/** `process.memoryUsage` would also ask the system, which takes long enough to be seen in the results. */
function heapUsed(): number {
  return getHeapStatistics().used_heap_size;
}
