import should from 'should';
import { check, LIMIT, LIMITS, live } from '../support/delivery-cases';
import { doublesNothing, doublesOf } from '../support/delivery-promises';
import type { DeliveryWorld } from '../support/delivery-world';

describe('delivery, whatever happens', function () {
  this.timeout(60_000);

  for (const countsBy of Object.keys(LIMITS) as (keyof typeof LIMITS)[]) {
    it(`ends each message once, in order and truly told, at a server that counts by ${countsBy}`, () =>
      check(async (given) => {
        await live(given, { countsBy });
      }));

    it(`is never refused for speed by ${countsBy} of the size that was set`, () =>
      check(async (given) => {
        const world = await live({ ...given, limit: LIMIT }, { countsBy });
        should(world.refused).equal(0, 'answers 429');
      }));
  }
});

describe('delivery to a provider that knows no idempotency keys, whatever happens', function () {
  this.timeout(60_000);
  const noKeys = { countsBy: 'a token bucket', deduplicates: false } as const;

  it('doubles nothing where unknown outcomes are left to a person, and says of each what is known', async () => {
    let unknown = 0;
    await check(async (given) => {
      const world = await live(given, { ...noKeys, onUncertain: 'fail' });
      doublesNothing(world);
      unknown += endedUnknown(world);
    });
    should(unknown).be.above(0, 'failures whose outcome is unknown');
  });

  it('doubles only what had an unknown outcome where that is tried again, and keeps the order', async () => {
    let doubled = 0;
    let unknown = 0;
    await check(async (given) => {
      const world = await live(given, { ...noKeys, onUncertain: 'retry' });
      doubled += doublesOf(world).length;
      unknown += endedUnknown(world);
    });
    should(doubled).be.above(0, 'doubled messages');
    should(unknown).be.above(0, 'failures whose outcome is unknown');
  });
});

function endedUnknown({ sent }: DeliveryWorld): number {
  return sent.filter(({ outcomes: [outcome] }) => outcome?.ok === false && outcome.failure.kind === 'uncertain').length;
}
