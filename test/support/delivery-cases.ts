import fc from 'fast-check';
import type { OnUncertain } from '../../src/model/delivery-policy';
import { PRIORITIES } from '../../src/model/priority';
import { askingForNoWait, fixedWindow, type ServerLimit, slidingWindow, tokenBucket } from './delivery-limits';
import {
  doublesNothing,
  endsClean,
  endsEachOnce,
  isRefusedSeldom,
  keepsOrder,
  saysWhatIsKnown,
  saysWhatIsTrue,
  triesUnknownAgain,
} from './delivery-promises';
import { DeliveryWorld, type Happening, type WorldOptions } from './delivery-world';

const PERIOD_MS = 2_000;
/** Requests that the account believes it has in a period. */
export const LIMIT = 20;

const oneOf = (...values: readonly number[]) => fc.constantFrom(...values);
const account = oneOf(0, 1);

/** Changes of the policy that a redeploy may bring. None touches the limit. */
const policyChange = fc.constantFrom({}, {}, { concurrency: 2 }, { queueLimit: 5 }, { keepTryingForMs: 3_000 });

const submit: fc.Arbitrary<Happening> = fc.record({
  is: fc.constant('submit' as const),
  account,
  conversation: oneOf(0, 0, 1, 2, 3, 4, 5, 6, 7),
  priority: fc.constantFrom(...PRIORITIES),
});

const burst = fc.array(submit, { minLength: 5, maxLength: 30 });

const event: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ is: fc.constant('wait' as const), ms: fc.oneof(fc.nat(60), fc.nat(3_000), fc.nat(20_000)) }),
  fc.record({ is: fc.constant('step clock' as const), ms: oneOf(-3_600_000, 3_600_000) }),
  fc.record({ is: fc.constant('suspend' as const), account }),
  fc.record({ is: fc.constant('open' as const), account, token: account, policy: policyChange }),
  fc.record({ is: fc.constant('remove' as const), account }),
  fc.record({ is: fc.constant('replace senders' as const) }),
);

/** Bursts with short or long waits and everything else between them. */
const schedule: fc.Arbitrary<Happening[]> = fc
  .array(fc.oneof(burst, fc.array(event, { minLength: 1, maxLength: 4 })), { minLength: 2, maxLength: 14 })
  .map((parts) => parts.flat());

/** How a server may count. */
export const LIMITS = {
  'a fixed window': (limit: number, phaseMs: number) => fixedWindow(limit, PERIOD_MS, phaseMs),
  'a sliding window': (limit: number) => slidingWindow(limit, PERIOD_MS),
  'a token bucket': (limit: number) => tokenBucket(limit, limit, PERIOD_MS),
  'a sliding window that asks for no wait': (limit: number) => askingForNoWait(slidingWindow(limit, PERIOD_MS)),
} as const satisfies Record<string, (limit: number, phaseMs: number) => ServerLimit>;

const faults = fc.constantFrom<WorldOptions['faults']>(
  {},
  { '500': 0.1, reset: 0.05, 'reset after': 0.05 },
  { 'no connection': 0.6 },
  { '500 after': 0.3, '500': 0.3, 'no connection': 0.2 },
  { '500 after': 0.2, reset: 0.2, refused: 0.2 },
);

/** Everything that can come together in a run. */
export interface Case {
  readonly seed: number;
  readonly happenings: Happening[];
  readonly faults: WorldOptions['faults'];
  readonly limit: number;
  readonly phaseMs: number;
  readonly keepTryingForMs: number;
  /** Time that a stop has which comes before everything has ended; none where it comes later. */
  readonly stopWithin: number | undefined;
}

const cases: fc.Arbitrary<Case> = fc.record({
  seed: fc.nat(),
  happenings: schedule,
  faults,
  limit: oneOf(LIMIT, 13, 7),
  phaseMs: fc.nat(PERIOD_MS),
  keepTryingForMs: oneOf(0, 5_000, 120_000),
  stopWithin: fc.option(oneOf(0, 30, 1_000, 10_000), { nil: undefined }),
});

/** What a run takes besides its case. */
export interface Rest {
  readonly countsBy: keyof typeof LIMITS;
  readonly deduplicates?: boolean;
  readonly onUncertain?: OnUncertain;
}

/** Lets all happen, to the end of Node-RED and of its accounts, and checks what must hold whatever happened. */
export async function live({ seed, happenings, stopWithin, ...given }: Case, rest: Rest): Promise<DeliveryWorld> {
  const { countsBy, deduplicates = true, onUncertain = 'retry' } = rest;
  const world = new DeliveryWorld({
    seed,
    limit: () => LIMITS[countsBy](given.limit, given.phaseMs),
    policy: {
      rateLimit: LIMIT,
      ratePeriodMs: PERIOD_MS,
      queueLimit: 40,
      keepTryingForMs: given.keepTryingForMs,
      onUncertain,
    },
    deduplicates,
    faults: given.faults,
  });
  for (const happening of happenings) await world.happen(happening);
  if (stopWithin === undefined) await world.settle();
  const unsent = await world.stop(stopWithin ?? 10_000);
  endsEachOnce(world);
  await world.clear();
  endsEachOnce(world);
  keepsOrder(world);
  isRefusedSeldom(world, LIMIT, PERIOD_MS);
  saysWhatIsTrue(world);
  saysWhatIsKnown(world);
  if (deduplicates) doublesNothing(world);
  else triesUnknownAgain(world, onUncertain);
  endsClean(world, unsent);
  return world;
}

/** Seeds that make a run repeatable, then a new one each time; fast-check names the seed when a schedule fails. */
const SEEDS = [1, 2, 3, undefined];
const RUNS = 100;

/** Checks a property of many cases. */
export async function check(property: (given: Case) => Promise<void>): Promise<void> {
  for (const seed of SEEDS) {
    await fc.assert(fc.asyncProperty(cases, property), { numRuns: RUNS, ...(seed !== undefined && { seed }) });
  }
}
