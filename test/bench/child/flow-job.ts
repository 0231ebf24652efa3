import { setImmediate as turn } from 'node:timers/promises';
import type { FlowJob, Readings } from '../protocol';
import { type Embedded, startNodeRed } from './embedded-node-red';
import { credentialsOf, flowOf } from './flows';
import { measure } from './meter';

/** Messages in one turn of the event loop where they come in groups. */
const GROUP = 100;

/** Counts outcomes, and says when there are as many as were waited for. */
class Tally {
  delivered = 0;
  failed = 0;
  #awaited = 0;
  #done: () => void = () => {};

  outcome(ok: boolean): void {
    if (ok) this.delivered++;
    else this.failed++;
    if (this.delivered + this.failed === this.#awaited) this.#done();
  }

  /** Starts to count anew; resolves with the last of `count` outcomes. */
  expect(count: number): Promise<void> {
    this.delivered = 0;
    this.failed = 0;
    this.#awaited = count;
    return new Promise((resolve) => {
      this.#done = resolve;
    });
  }
}

/**
 * Sends a run's messages through a flow in this process.
 * @param ready called after the warm-up, before the run
 */
export async function runFlowJob(job: FlowJob, ready: () => Promise<void>): Promise<Readings> {
  const tally = new Tally();
  const global = { bench: { outcome: (ok: boolean) => tally.outcome(ok) } };
  const nodeRed = await startNodeRed({
    nodeRed: job.nodeRed,
    userDir: job.userDir,
    flows: flowOf(job),
    credentials: credentialsOf(job),
    global,
  });
  await oneByOne(nodeRed, tally, job.warmUp, true);
  await ready();
  const { delivered, failed, cost } = await run(nodeRed, tally, job);
  return { delivered, failed, ...cost };
}

async function run(nodeRed: Embedded, tally: Tally, { arrival, messages }: FlowJob) {
  if (arrival === 'sequential') {
    let delivered = 0;
    const cost = await measure(async () => {
      delivered = await oneByOne(nodeRed, tally, messages);
    });
    return { delivered, failed: messages - delivered, cost };
  }
  const group = arrival === 'groups' ? GROUP : messages;
  const cost = await measure(async () => {
    const all = tally.expect(messages);
    for (let first = 0; first < messages; first += group) {
      nodeRed.receive('source', { first, count: Math.min(group, messages - first) });
      await turn();
    }
    await all;
  });
  return { delivered: tally.delivered, failed: tally.failed, cost };
}

/** The next message starts when the last one came out. Answers how many were delivered. */
async function oneByOne(nodeRed: Embedded, tally: Tally, messages: number, warmUp = false): Promise<number> {
  let delivered = 0;
  for (let first = 0; first < messages; first++) {
    const out = tally.expect(1);
    nodeRed.receive('source', { first, count: 1, warmUp });
    await out;
    delivered += tally.delivered;
  }
  return delivered;
}
