import type { Measured } from './report';
import type { Results } from './results';
import { CORE, OURS } from './scenarios';

/** A bar of the chart. */
interface ChartBar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
  readonly ours: boolean;
}

interface Panel {
  readonly title: string;
  readonly bars: readonly ChartBar[];
}

const WIDTH = 720;
const LABEL = 250;
const LONGEST = 330;
const ROW = 26;
const HEAD = 34;
const LOOPED = 'http request + retry loop';
const DELAYED = 'delay + http request';

/** The picture for the README, by hand so that it needs no library, and legible on light and dark pages. */
export function chart({ bench, results }: Measured): string {
  const panels = panelsOf(results).filter(({ bars }) => bars.length > 0);
  const tops = panels.map((_, index) =>
    panels.slice(0, index).reduce((top, { bars }) => top + HEAD + bars.length * ROW + 14, 8),
  );
  const last = panels.at(-1);
  const height = (tops.at(-1) ?? 0) + (last ? HEAD + last.bars.length * ROW : 0) + 36;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Benchmark of conversation-send beside the http request node">
<style>
  text { font: 13px system-ui, sans-serif; fill: #24292f; }
  .title { font-weight: 600; }
  .note { font-size: 11px; fill: #57606a; }
  .ours { fill: #1a7f5a; }
  .other { fill: #afb8c1; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .note { fill: #9198a1; }
    .ours { fill: #3fb98a; }
    .other { fill: #545d68; }
  }
</style>
${panels.map((panel, index) => drawPanel(panel, tops[index] ?? 0)).join('\n')}
<text class="note" x="16" y="${height - 12}">${bench.title}, median of all rounds; measured by npm run bench, see docs/benchmarks.md</text>
</svg>
`;
}

function panelsOf(results: Results): Panel[] {
  return [
    { title: 'Burst of 20,000: messages a second', bars: speedBars(results) },
    { title: 'The same burst: how long Node-RED stands still at a time', bars: stallBars(results) },
    {
      title: '300 messages at 100 in 10 s, server counts by token bucket: seconds until all have arrived',
      bars: limitedBars(results),
    },
    { title: '2,000 messages through a faulty network: lost, doubled or out of order', bars: faultyBars(results) },
  ];
}

function speedBars(results: Results): ChartBar[] {
  return [OURS, CORE].flatMap((label) => {
    const speed = results.speed('burst-20000', label as typeof OURS)?.median;
    return speed === undefined ? [] : [bar(label, speed, Math.round(speed).toLocaleString('en-US'))];
  });
}

function stallBars(results: Results): ChartBar[] {
  return [OURS, CORE].flatMap((label) => {
    const stall = results.spread('burst-20000', label as typeof OURS, ({ stallMs }) => stallMs)?.median;
    return stall === undefined ? [] : [bar(label, stall, `${(stall / 1000).toFixed(2)} s`)];
  });
}

function limitedBars(results: Results): ChartBar[] {
  return ([OURS, LOOPED, DELAYED, CORE] as const).flatMap((label) => {
    const [result] = results.of('limited-bucket', label);
    if (!result?.readings) return [];
    const lost = 300 - result.server.effects;
    const seconds = result.readings.ms / 1000;
    if (lost > 0) return [bar(label, seconds, `${lost} of 300 lost`)];
    const refused = result.server.refused > 0 ? `, ${result.server.refused.toLocaleString('en-US')} refused` : '';
    return [bar(label, seconds, `${seconds.toFixed(1)} s${refused}`)];
  });
}

function faultyBars(results: Results): ChartBar[] {
  return ([OURS, LOOPED, CORE] as const).flatMap((label) => {
    const [result] = results.of('faulty', label);
    if (!result) return [];
    const { effects, doubles, inversions } = result.server;
    const wrong = [2_000 - effects, doubles, inversions];
    const [lost, doubled, late] = wrong.map((count) => count.toLocaleString('en-US'));
    const sum = wrong.reduce((total, count) => total + count, 0);
    return [bar(label, sum, sum === 0 ? 'none' : `${lost} + ${doubled} + ${late}`)];
  });
}

function bar(label: string, value: number, text: string): ChartBar {
  return { label, value, text, ours: label === OURS };
}

function drawPanel({ title, bars }: Panel, top: number): string {
  const most = Math.max(...bars.map(({ value }) => value), 1);
  const rows = bars.map(({ label, value, text, ours }, index) => {
    const y = top + HEAD + index * ROW;
    const width = Math.max(2, (value / most) * LONGEST).toFixed(1);
    return `<text x="${LABEL - 10}" y="${y + 13}" text-anchor="end">${label}</text>
<rect class="${ours ? 'ours' : 'other'}" x="${LABEL}" y="${y}" width="${width}" height="18" rx="3"/>
<text x="${LABEL + Number(width) + 8}" y="${y + 13}">${text}</text>`;
  });
  return [`<text class="title" x="16" y="${top + 20}">${title}</text>`, ...rows].join('\n');
}
