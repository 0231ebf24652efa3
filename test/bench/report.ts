import { cpus, totalmem } from 'node:os';
import type { Bar } from './bar';
import { judge } from './bars';
import { minimumMs } from './minimum';
import type { Results } from './results';
import { type Contender, SCENARIOS, type Scenario } from './scenarios';
import { formatSpread } from './statistics';
import type { Bench } from './work-area';

/** One line of Node-RED with what was measured on it. */
export interface Measured {
  readonly bench: Bench;
  readonly results: Results;
}

type Row = readonly string[];

/** The whole report: promises first, then every table. */
export function report(measured: readonly Measured[]): string {
  const [first] = measured;
  return [
    ...(first ? [`## Promises\n\nOn ${first.bench.title}.\n`, barsTable(judge(first.results))] : []),
    ...measured.map(({ bench, results }) => lineReport(bench, results)),
  ].join('\n');
}

/** Processor, memory and versions; nothing that tells whose machine it is. */
export function machineFacts(measured: readonly Measured[]): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const versions = measured.map(
    ({ bench: { title, versions } }) => `${title}: Node-RED ${versions.nodeRed}, got ${versions.got}`,
  );
  return [`${processors.length} cores, ${memory} GiB, ${process.platform} ${process.arch}`, ...versions]
    .map((fact) => `- ${fact}`)
    .join('\n');
}

export function barsTable(bars: readonly Bar[]): string {
  return table(
    ['promise', 'measured', 'met'],
    bars.map(({ promise, measured, met }) => [promise, measured, met ? 'yes' : '**no**']),
  );
}

function lineReport(bench: Bench, results: Results): string {
  const sections = SCENARIOS.map((scenario) => section(scenario, results)).filter((text) => text !== '');
  return [`## ${bench.title}\n`, ...sections].join('\n');
}

function section(scenario: Scenario, results: Results): string {
  const contenders = scenario.contenders.filter((contender) => results.of(scenario.id, contender).length > 0);
  if (contenders.length === 0) return '';
  const faces = columnsOf(scenario);
  const rows = contenders.map((contender) => [
    contender,
    ...faces.map(({ cell }) => cell(scenario, contender, results)),
  ]);
  return `### ${scenario.title}\n\n${table(['flow', ...faces.map(({ head }) => (typeof head === 'string' ? head : head(scenario)))], rows)}`;
}

function columnsOf({ waits, receives, server }: Scenario): readonly Column[] {
  if (receives) return RECEIVING;
  return waits || server.faults ? OUTCOME : SPEED;
}

interface Column {
  readonly head: string | ((scenario: Scenario) => string);
  cell(scenario: Scenario, contender: Contender, results: Results): string;
}

const LOST: Column = {
  head: 'lost',
  cell: ({ id, messages }, who, results) =>
    // A flow without requests has no server that could miss a message.
    who === 'no request' ? '-' : worst(results.of(id, who).map(({ server }) => messages - server.effects)),
};

const SPEED_OF: Column = {
  head: ({ receives }) => (receives ? 'events/s' : 'messages/s'),
  cell: ({ id }, who, results) => {
    const speed = results.speed(id, who);
    return speed ? formatSpread(speed, 0) : `the process ${results.of(id, who)[0]?.end}`;
  },
};

const RATIO: Column = {
  head: ({ core }) => `ratio to ${core}`,
  cell: ({ id, core }, who, results) => {
    const ratio = results.ratio(id, who, core);
    return ratio ? formatSpread(ratio, 2) : '-';
  },
};

const CONNECTIONS: Column = {
  head: 'connections',
  cell: ({ id }, who, results) => worst(results.of(id, who).map(({ server }) => server.sockets)),
};

const DOUBLED: Column = {
  head: 'doubled',
  cell: ({ id }, who, results) => worst(results.of(id, who).map(({ server }) => server.doubles)),
};

const COST: readonly Column[] = [
  { head: 'longest stall, ms', cell: ({ id }, who, results) => reading(results, id, who, ({ stallMs }) => stallMs) },
  {
    head: 'heap, + MB',
    cell: ({ id }, who, results) => reading(results, id, who, ({ heapGrowth }) => heapGrowth / 1e6),
  },
  {
    head: ({ receives }) => `CPU, µs ${receives ? 'an event' : 'a message'}`,
    cell: ({ id, messages }, who, results) => reading(results, id, who, ({ cpuMs }) => (cpuMs * 1000) / messages),
  },
];

const KEPT: readonly Column[] = (['half', 'all'] as const).map((part, index) => ({
  head: `kept after ${part}, + MB`,
  cell: ({ id }, who, results) =>
    reading(results, id, who, ({ arrivals }) => (arrivals?.kept[index] ?? Number.NaN) / 1e6, 2),
}));

const SPEED: readonly Column[] = [SPEED_OF, RATIO, LOST, CONNECTIONS, ...COST];

const RECEIVING: readonly Column[] = [SPEED_OF, RATIO, LOST, DOUBLED, ...COST, ...KEPT];

const OUTCOME: readonly Column[] = [
  LOST,
  {
    head: 'reported failed',
    cell: ({ id }, who, results) => worst(results.readings(id, who).map(({ failed }) => failed)),
  },
  DOUBLED,
  {
    head: 'out of order',
    cell: ({ id }, who, results) => worst(results.of(id, who).map(({ server }) => server.inversions)),
  },
  { head: 'requests', cell: ({ id }, who, results) => worst(results.of(id, who).map(({ server }) => server.requests)) },
  { head: '429s', cell: ({ id }, who, results) => worst(results.of(id, who).map(({ server }) => server.refused)) },
  { head: 'seconds', cell: ({ id }, who, results) => reading(results, id, who, ({ ms }) => ms / 1000, 1) },
  { head: 'of the least time', cell: shareOfMinimum },
];

/** Only where all arrived: who gives messages up is done early. */
function shareOfMinimum({ id, messages, server }: Scenario, who: Contender, results: Results): string {
  const complete = results.of(id, who).every((it) => it.server.effects === messages);
  if (!server.limit || !complete) return '-';
  const minimum = minimumMs(server.limit, messages, server.startsEmpty);
  return reading(results, id, who, ({ ms }) => ms / minimum, 3);
}

function reading(
  results: Results,
  id: string,
  who: Contender,
  value: Parameters<Results['spread']>[2],
  digits = 0,
): string {
  const measured = results.spread(id, who, value);
  return measured ? formatSpread(measured, digits) : '-';
}

function worst(values: readonly number[]): string {
  return values.length > 0 ? Math.max(...values).toLocaleString('en-US') : '-';
}

function table(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row) => `| ${cells.join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}
