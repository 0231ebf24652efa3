import { atLeast, type Bar, isFinished, missing, worst } from './bar';
import type { Results } from './results';
import { CORE_RECEIVER, OUR_RECEIVER } from './scenarios';

/** What may stay on the heap for 5,000 events: the memory of their ids, some 200 bytes each, and what was compiled meanwhile. */
const KEPT_BYTES = 2e6;

/** The bars for events that come in. */
export function receivingBars(results: Results): Bar[] {
  const ratio = results.ratio('webhooks', OUR_RECEIVER, CORE_RECEIVER);
  const faster = `10,000 webhook events: at least 1 × ${CORE_RECEIVER} that checks the signature`;
  return [atLeast(ratio, 1, faster), received(results), kept(results)];
}

function received(results: Results): Bar {
  const promise = '10,000 webhook events: each comes out of the node once';
  const all = results.of('webhooks', OUR_RECEIVER);
  if (all.length === 0) return missing(promise);
  const lost = worst(all, ({ server }) => server.requests - server.effects);
  const refused = worst(all, ({ server }) => server.refused);
  const doubled = worst(all, ({ server }) => server.doubles);
  return {
    promise,
    measured: `${lost} lost, ${refused} refused, ${doubled} doubled`,
    met: lost + refused + doubled === 0 && all.every(isFinished),
  };
}

function kept(results: Results): Bar {
  const promise = `10,000 webhook events: the second half keeps less than ${KEPT_BYTES / 1e6} MB on the heap`;
  const bytes = results.readings('webhooks', OUR_RECEIVER).map(({ arrivals }) => {
    const [half, all] = arrivals?.kept ?? [Number.NaN, Number.NaN];
    return all - half;
  });
  if (bytes.length === 0) return missing(promise);
  const most = Math.max(...bytes);
  return { promise, measured: `${(most / 1e6).toFixed(2)} MB`, met: most < KEPT_BYTES };
}
