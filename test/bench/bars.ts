import { atLeast, type Bar, isFinished, missing, unfinished, worst } from './bar';
import { minimumMs } from './minimum';
import { receivingBars } from './receiving-bars';
import type { Results } from './results';
import { CONCURRENCY, CORE, OURS, SCENARIOS, type Scenario } from './scenarios';
import { formatSpread, type Spread } from './statistics';

/** A heap as small as this is what small computers have. */
const SMALL_HEAP = 'small-heap';

/** Every bar for one line of Node-RED. Worst cases count where something must never happen, medians for speed. */
export function judge(results: Results): Bar[] {
  return [
    atLeast(results.ratio('burst-2000', OURS, CORE), 1.9, `Burst of 2,000: at least 1.9 × the ${CORE} node`),
    atLeast(results.ratio('burst-20000', OURS, CORE), 2.3, `Burst of 20,000: at least 2.3 × the ${CORE} node`),
    atLeast(
      results.ratio('burst-20000', OURS, 'bare got'),
      0.95,
      `Burst of 20,000: at least 0.95 of bare got, ${CONCURRENCY} at once`,
    ),
    sockets(results),
    stall(results),
    heap(results),
    smallHeap(results),
    ...receivingBars(results),
    ...byId('limited-')
      .filter(({ id }) => id !== 'limited-faulty')
      .map((scenario) => paced(results, scenario, 1.02, 0)),
    ...[...byId('slower-'), ...byId('empty-')].map((scenario) => paced(results, scenario, 1.05, 0.05)),
    ...[...byId('faulty'), ...byId('limited-faulty')].map((scenario) => faultless(results, scenario)),
  ];
}

function byId(start: string): Scenario[] {
  return SCENARIOS.filter(({ id }) => id.startsWith(start));
}

function sockets(results: Results): Bar {
  const promise = `Bursts: at most ${CONCURRENCY + 1} connections`;
  const most = Math.max(
    ...['burst-2000', 'burst-20000'].flatMap((id) => results.of(id, OURS).map((it) => it.server.sockets)),
  );
  return { promise, measured: most > 0 ? String(most) : 'not measured', met: most > 0 && most <= CONCURRENCY + 1 };
}

function stall(results: Results): Bar {
  const promise = '20,000 in groups: the event loop stalls for less than 50 ms';
  const measured = results.spread('groups-20000', OURS, ({ stallMs }) => stallMs);
  if (!measured) return missing(promise);
  return { promise, measured: `${formatSpread(measured, 0)} ms`, met: measured.median < 50 };
}

function heap(results: Results): Bar {
  const promise = `Burst of 20,000: the heap grows by less than a quarter of what it does with the ${CORE} node`;
  const growth = (who: typeof OURS | typeof CORE) => results.spread('burst-20000', who, ({ heapGrowth }) => heapGrowth);
  const [ours, core] = [growth(OURS), growth(CORE)];
  if (!ours || !core) return missing(promise);
  const share = ours.median / core.median;
  return { promise, measured: `${share.toFixed(2)} (${megabytes(ours)} of ${megabytes(core)})`, met: share < 0.25 };
}

function megabytes({ median }: Spread): string {
  return `${Math.round(median / 1e6)} MB`;
}

function smallHeap(results: Results): Bar {
  const promise = 'Burst of 20,000 with a heap of 256 MB: all are delivered';
  const [result] = results.of(SMALL_HEAP, OURS);
  if (!result) return missing(promise);
  const { end, readings, server } = result;
  const measured = readings ? `${readings.delivered} delivered` : `the process ${end}`;
  return { promise, measured, met: end === 'finished' && server.effects === 20_000 };
}

/** The worst round counts: a promise that most rounds keep is none. */
function paced(results: Results, scenario: Scenario, longest: number, refusals: number): Bar {
  const allowed = refusals > 0 ? `429s at most ${refusals * 100} % of the requests` : 'no 429';
  const promise = `${scenario.title}: no loss, ${allowed}, at most ${longest} of the least time`;
  const all = results.of(scenario.id, OURS);
  const { limit, startsEmpty } = scenario.server;
  if (all.length === 0 || !limit) return missing(promise);
  if (!all.every(isFinished)) return unfinished(promise, all);
  const least = minimumMs(limit, scenario.messages, startsEmpty);
  const share = worst(all, ({ readings }) => readings.ms / least);
  const lost = worst(all, ({ server }) => scenario.messages - server.effects);
  const failed = worst(all, ({ readings }) => readings.failed);
  const refused = worst(all, ({ server }) => server.refused / server.requests);
  const mostRefused = all.toSorted((a, b) => b.server.refused - a.server.refused)[0]?.server;
  return {
    promise,
    measured: `${lost} lost, ${mostRefused?.refused} of ${mostRefused?.requests} refused, ${share.toFixed(3)}`,
    met: lost + failed === 0 && refused <= refusals && share <= longest,
  };
}

/** The worst round counts, here too. */
function faultless(results: Results, scenario: Scenario): Bar {
  const promise = `${scenario.title}: no loss, no double, no inversion`;
  const all = results.of(scenario.id, OURS);
  if (all.length === 0) return missing(promise);
  if (!all.every(isFinished)) return unfinished(promise, all);
  const lost = worst(all, ({ server }) => scenario.messages - server.effects);
  const doubled = worst(all, ({ server }) => server.doubles);
  const inverted = worst(all, ({ server }) => server.inversions);
  const failed = worst(all, ({ readings }) => readings.failed);
  return {
    promise,
    measured: `${lost} lost, ${doubled} doubled, ${inverted} out of order`,
    met: lost + doubled + inverted + failed === 0,
  };
}
