import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readings, ReceiveJob } from '../protocol';
import { startNodeRed } from './embedded-node-red';
import { EventTally } from './event-tally';
import { type Cost, heapWithoutGarbage, measure } from './meter';
import { RECEIVE_CREDENTIALS, receiveFlowOf } from './receive-flows';

/**
 * Takes events in, two halves of them, and looks at the heap after each.
 * @param ready called when it is ready for events; resolves when they have been sent and answered
 */
export async function runReceiveJob(job: ReceiveJob, ready: (port?: number) => Promise<void>): Promise<Readings> {
  // The events of an earlier run were remembered there.
  rmSync(join(job.userDir, 'node-red-contrib-conversations'), { recursive: true, force: true });
  const tally = new EventTally(job.events);
  const { server } = await startNodeRed({
    nodeRed: job.nodeRed,
    userDir: job.userDir,
    flows: receiveFlowOf(job),
    credentials: RECEIVE_CREDENTIALS,
    global: { bench: { event: (id: string) => tally.event(id) } },
    http: true,
  });
  server.keepAliveTimeout = 120_000;
  server.on('request', () => tally.request());
  await ready(await listen(server));
  const before = await heapWithoutGarbage();
  const half = Math.floor(job.events / 2);
  const first = await takeIn(tally, half, ready);
  const keptHalf = (await heapWithoutGarbage()) - before;
  const second = await takeIn(tally, job.events - half, ready);
  const keptAll = (await heapWithoutGarbage()) - before;
  const { distinct, doubles } = tally;
  return {
    delivered: distinct,
    failed: job.events - distinct,
    ms: first.ms + second.ms,
    stallMs: Math.max(first.stallMs, second.stallMs),
    heapGrowth: Math.max(first.heapGrowth, second.heapGrowth),
    cpuMs: first.cpuMs + second.cpuMs,
    arrivals: { distinct, doubles, kept: [keptHalf, keptAll] },
  };
}

/** The time counts from the first request to the last event that came out: the sender takes a moment to start. */
async function takeIn(tally: EventTally, count: number, ready: () => Promise<void>): Promise<Cost> {
  const cost = await measure(async () => {
    const all = tally.expect(count);
    await ready();
    await all;
  });
  return { ...cost, ms: tally.ms };
}

async function listen(server: Server): Promise<number> {
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
