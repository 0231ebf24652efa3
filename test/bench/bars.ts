import { minimumMs } from './minimum';
import type { Results } from './results';
import { CONCURRENCY, CORE, OURS, SCENARIOS, type Scenario } from './scenarios';
import { formatSpread, type Spread } from './statistics';

/** A promise in numbers, and what was measured. */
export interface Bar {
  readonly promise: string;
  readonly measured: string;
  readonly met: boolean;
}

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

function atLeast(measured: Spread | undefined, least: number, promise: string): Bar {
  if (!measured) return missing(promise);
  return { promise, measured: formatSpread(measured, 2), met: measured.median >= least };
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

function paced(results: Results, scenario: Scenario, longest: number, refusals: number): Bar {
  const allowed = refusals > 0 ? `429s at most ${refusals * 100} % of the requests` : 'no 429';
  const promise = `${scenario.title}: no loss, ${allowed}, at most ${longest} of the least time`;
  const [result] = results.of(scenario.id, OURS);
  if (!result?.readings || !scenario.server.limit) return missing(promise);
  const { readings, server } = result;
  const share = readings.ms / minimumMs(scenario.server.limit, scenario.messages, scenario.server.startsEmpty);
  const lost = scenario.messages - server.effects;
  const tooMany = server.refused > refusals * server.requests;
  return {
    promise,
    measured: `${lost} lost, ${server.refused} of ${server.requests} refused, ${share.toFixed(3)}`,
    met: lost === 0 && readings.failed === 0 && !tooMany && share <= longest,
  };
}

function faultless(results: Results, scenario: Scenario): Bar {
  const promise = `${scenario.title}: no loss, no double, no inversion`;
  const [result] = results.of(scenario.id, OURS);
  if (!result?.readings) return missing(promise);
  const { effects, doubles, inversions } = result.server;
  const lost = scenario.messages - effects;
  return {
    promise,
    measured: `${lost} lost, ${doubles} doubled, ${inversions} out of order`,
    met: lost + doubles + inversions + result.readings.failed === 0,
  };
}

function missing(promise: string): Bar {
  return { promise, measured: 'not measured', met: false };
}
