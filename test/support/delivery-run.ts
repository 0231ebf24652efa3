import { Courier } from '../../src/delivery/courier';
import type { Outcome } from '../../src/delivery/entry';
import type { DeliveryPolicy } from '../../src/model/delivery-policy';
import { seededRandom } from '../../src/sandbox/faults/random';
import { DeliveryClock } from './delivery-clock';
import { anEntry, aPolicy } from './delivery-entries';
import type { ServerLimit } from './delivery-limits';
import { DeliveryServer, type Fault } from './delivery-server';

export interface RunOptions {
  readonly limit: ServerLimit;
  /** Default 300, handed over at once. */
  readonly messages?: number;
  /** Default: each message to its own. */
  readonly conversations?: number;
  /** Processes that share the limit without knowing of each other, and the messages. Default 1. */
  readonly clients?: number;
  readonly policy?: Partial<DeliveryPolicy>;
  readonly seed: number;
  readonly latencyMs?: readonly [number, number];
  readonly fault?: (random: () => number) => Fault;
  /** Whether the server says what is left of the budget. Default false. */
  readonly tellsBudget?: boolean;
}

export interface RunResult {
  /** From the hand-over to the last answer. */
  readonly makespanMs: number;
  readonly requests: number;
  /** Requests that were answered with 429, and when they arrived. */
  readonly refused: number;
  readonly refusedAt: readonly number[];
  readonly delivered: number;
  readonly failed: number;
  readonly mostUnderWay: number;
}

/** Sends a burst through couriers to a server in simulated time; the same seed gives the same run. */
export async function runBurst(options: RunOptions): Promise<RunResult> {
  const { limit, messages = 300, conversations = messages, clients = 1, seed, latencyMs = [5, 50], fault } = options;
  const clock = new DeliveryClock();
  const random = seededRandom(seed);
  const server = new DeliveryServer({
    clock,
    random,
    limit,
    latencyMs,
    tellsBudget: options.tellsBudget ?? false,
    ...(fault && { fault: () => fault(random) }),
  });
  const outcomes: Outcome[] = [];
  const couriers = Array.from({ length: clients }, () => {
    const courier = new Courier({ clock, random, onOutcome: (_entry, outcome) => outcomes.push(outcome) });
    courier.join('a', { provider: server, policy: aPolicy(options.policy) });
    return courier;
  });
  for (let i = 0; i < messages; i++) couriers[i % clients]?.submit(anEntry(`c${i % conversations}`, `m${i}`));
  await clock.runUntil(() => outcomes.length === messages);
  const delivered = outcomes.filter(({ ok }) => ok).length;
  return {
    makespanMs: clock.now(),
    requests: server.requests,
    refused: server.refused,
    refusedAt: server.refusedAt,
    delivered,
    failed: outcomes.length - delivered,
    mostUnderWay: server.mostUnderWay,
  };
}
