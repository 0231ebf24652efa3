import fc from 'fast-check';
import should from 'should';
import { PRIORITIES } from '../../src/model/priority';
import { fixedWindow, type ServerLimit, slidingWindow, tokenBucket } from '../support/delivery-limits';
import { DeliveryWorld, type Happening, type WorldOptions } from '../support/delivery-world';

const PERIOD_MS = 2_000;
const LIMIT = 20;

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

const models: Record<string, (limit: number, phaseMs: number) => ServerLimit> = {
  'a fixed window': (limit, phaseMs) => fixedWindow(limit, PERIOD_MS, phaseMs),
  'a sliding window': (limit) => slidingWindow(limit, PERIOD_MS),
  'a token bucket': (limit) => tokenBucket(limit, limit, PERIOD_MS),
};

const faults = fc.constantFrom<WorldOptions['faults']>(
  {},
  { '500': 0.1, reset: 0.05, 'reset after': 0.05 },
  { 'no connection': 0.6 },
  { '500 after': 0.3, '500': 0.3, 'no connection': 0.2 },
);

interface Case {
  readonly seed: number;
  readonly happenings: Happening[];
  readonly faults: WorldOptions['faults'];
  readonly limit: number;
  readonly phaseMs: number;
  readonly keepTryingForMs: number;
  /** Time that a stop has which comes before everything has ended; none where it comes later. */
  readonly stopWithin: number | undefined;
}

const cases = fc.record({
  seed: fc.nat(),
  happenings: schedule,
  faults,
  limit: oneOf(LIMIT, 13, 7),
  phaseMs: fc.nat(PERIOD_MS),
  keepTryingForMs: oneOf(0, 5_000, 120_000),
  stopWithin: fc.option(oneOf(0, 30, 1_000, 10_000), { nil: undefined }),
});

/** Lets all happen and checks what must hold whatever happened. */
async function live(model: string, { seed, happenings, stopWithin, ...given }: Case, rest: Partial<WorldOptions> = {}) {
  const world = new DeliveryWorld({
    seed,
    limit: () => (models[model] as (typeof models)[string])(given.limit, given.phaseMs),
    policy: {
      rateLimit: LIMIT,
      ratePeriodMs: PERIOD_MS,
      queueLimit: 40,
      keepTryingForMs: given.keepTryingForMs,
      ...rest.policy,
    },
    deduplicates: rest.deduplicates ?? true,
    faults: given.faults,
  });
  for (const happening of happenings) await world.happen(happening);
  if (stopWithin === undefined) await world.settle();
  const unsent = await world.stop(stopWithin ?? 10_000);
  endsEachOnce(world);
  await world.clear();
  endsEachOnce(world);
  doublesNothing(world);
  keepsOrder(world);
  saysWhatIsTrue(world);
  should(world.overfull).eql([], 'no message entered a full queue');
  should(world.clock.pending).equal(0, 'no timer is left');
  should(world.connections).equal(0, 'no connection is left open');
  should(unsent).equal(reportedAsUnsent(world), 'the stop counts what it gave up');
  return world;
}

function endsEachOnce({ sent }: DeliveryWorld): void {
  for (const { id, outcomes } of sent) should(outcomes.length).equal(1, `outcomes of ${id}`);
}

function reportedAsUnsent({ sent }: DeliveryWorld): number {
  const codes = sent.map(({ outcomes: [outcome] }) => outcome && !outcome.ok && outcome.failure.code);
  return codes.filter((code) => code === 'ERR_CLOSED').length;
}

function doublesNothing({ effects }: DeliveryWorld): void {
  const keys = effects.map(({ idempotencyKey }) => idempotencyKey);
  should(keys.filter((key, index) => keys.indexOf(key) < index)).eql([], 'doubled');
}

function keepsOrder({ sent, effects }: DeliveryWorld): void {
  const newest = new Map<string, number>();
  for (const { idempotencyKey } of effects) {
    const place = sent.findIndex(({ id }) => id === idempotencyKey);
    const conversation = sent[place]?.conversation ?? '';
    should(place).be.above(newest.get(conversation) ?? -1, `${idempotencyKey} came after a later one`);
    newest.set(conversation, place);
  }
}

/** A receipt means that it was sent; a failure that is not uncertain means that it was not. */
function saysWhatIsTrue({ sent, effects }: DeliveryWorld): void {
  const arrived = new Set(effects.map(({ idempotencyKey }) => idempotencyKey));
  for (const { id, outcomes } of sent) {
    const [outcome] = outcomes;
    if (outcome?.ok) should(arrived.has(id)).equal(true, `${id} has a receipt`);
    else if (outcome?.failure.kind !== 'uncertain')
      should(arrived.has(id)).equal(false, `${id} ${outcome?.failure.code}`);
  }
}

/** Seeds that make a run repeatable, then a new one each time; fast-check names the seed when a schedule fails. */
const SEEDS = [1, 2, 3, undefined];
const RUNS = 100;

async function check(property: fc.IAsyncProperty<unknown>): Promise<void> {
  for (const seed of SEEDS) await fc.assert(property, { numRuns: RUNS, ...(seed !== undefined && { seed }) });
}

describe('delivery, whatever happens', function () {
  this.timeout(60_000);

  for (const model of Object.keys(models)) {
    it(`ends each message once, in order and truly told, at a server that counts by ${model}`, () =>
      check(
        fc.asyncProperty(cases, async (given) => {
          await live(model, given);
        }) as fc.IAsyncProperty<unknown>,
      ));

    it(`is never refused for speed by ${model} of the size that was set`, () =>
      check(
        fc.asyncProperty(cases, async (given) => {
          const world = await live(model, { ...given, limit: LIMIT });
          should(world.refused).equal(0, 'answers 429');
        }) as fc.IAsyncProperty<unknown>,
      ));
  }

  it('doubles nothing at a provider that knows no idempotency keys, if unknown outcomes are not tried again', () =>
    check(
      fc.asyncProperty(cases, async (given) => {
        await live('a fixed window', given, { deduplicates: false, policy: { onUncertain: 'fail' } });
      }) as fc.IAsyncProperty<unknown>,
    ));
});
