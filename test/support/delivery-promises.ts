import should from 'should';
import type { OnUncertain } from '../../src/model/delivery-policy';
import type { Told } from './delivery-server';
import type { DeliveryWorld } from './delivery-world';

export function endsEachOnce({ sent }: DeliveryWorld): void {
  for (const { id, outcomes } of sent) should(outcomes.length).equal(1, `outcomes of ${id}`);
}

export function doublesNothing(world: DeliveryWorld): void {
  should(doublesOf(world)).eql([], 'doubled');
}

/** What took effect again. */
export function doublesOf({ effects }: DeliveryWorld): string[] {
  const keys = effects.map(({ idempotencyKey }) => idempotencyKey);
  return keys.filter((key, index) => keys.indexOf(key) < index);
}

/** A message that took effect twice did so before any later one of its conversation. */
export function keepsOrder({ sent, effects }: DeliveryWorld): void {
  const newest = new Map<string, number>();
  for (const { idempotencyKey } of effects) {
    const place = sent.findIndex(({ id }) => id === idempotencyKey);
    const conversation = sent[place]?.conversation ?? '';
    should(place).be.aboveOrEqual(newest.get(conversation) ?? 0, `${idempotencyKey} came after a later one`);
    newest.set(conversation, place);
  }
}

/** No stretch of one period has as many 429s as the account believes it has requests, whatever the server asks for. */
export function isRefusedSeldom({ servers }: DeliveryWorld, limit: number, periodMs: number): void {
  for (const { refusedAt } of servers) {
    refusedAt.forEach((at, index) => {
      should(at - (refusedAt[index - limit] ?? Number.NEGATIVE_INFINITY)).be.aboveOrEqual(periodMs, '429s');
    });
  }
}

/** A receipt means that it was sent; a failure that is not uncertain means that it was not. */
export function saysWhatIsTrue({ sent, effects }: DeliveryWorld): void {
  const arrived = new Set(effects.map(({ idempotencyKey }) => idempotencyKey));
  for (const { id, outcomes } of sent) {
    const [outcome] = outcomes;
    if (outcome?.ok) should(arrived.has(id)).equal(true, `${id} has a receipt`);
    else if (outcome?.failure.kind !== 'uncertain')
      should(arrived.has(id)).equal(false, `${id} ${outcome?.failure.code}`);
  }
}

/**
 * A failure is uncertain where an attempt has left it open whether the message was sent, and only there; it says so,
 * and after how many attempts. A refusal by a provider that knows keys closes what was open: a repeat of a message
 * that it had would have been answered as that one was.
 */
export function saysWhatIsKnown(world: DeliveryWorld): void {
  const { deduplicates } = world.server;
  for (const { id, outcomes } of world.sent) {
    const [outcome] = outcomes;
    const told = world.server.toldOf(id);
    if (outcome?.ok) {
      should(outcome.delivery.attempts).equal(told.length, `attempts of ${id}`);
      continue;
    }
    const { kind, cause } = outcome?.failure ?? {};
    const isOpen = told.includes('unknown') && !(deduplicates && told.at(-1) === 'refused');
    const what = `${id} ${cause?.code} after ${told}`;
    should(kind === 'uncertain').equal(isOpen, what);
    should(cause?.attempts).equal(told.length, what);
    should(/may have been sent/.test(cause?.hint ?? '')).equal(isOpen, what);
    should(/would send it twice/.test(cause?.hint ?? '')).equal(isOpen && !deduplicates, what);
  }
}

/** A message goes out again only after an attempt that is known to have failed, or, if that is wanted, an unknown one. */
export function triesUnknownAgain({ sent, server }: DeliveryWorld, onUncertain: OnUncertain): void {
  const open: readonly Told[] = onUncertain === 'retry' ? ['nothing', 'unknown'] : ['nothing'];
  for (const { id } of sent) {
    const again = server.toldOf(id).slice(0, -1);
    should(again.filter((told) => !open.includes(told))).eql([], `${id} was sent again`);
  }
}

/** Nothing is left behind. @param unsent what the stop said that it gave up */
export function endsClean(world: DeliveryWorld, unsent: number): void {
  should(world.overfull).eql([], 'no message entered a full queue');
  should(world.clock.pending).equal(0, 'no timer is left');
  should(world.connections).equal(0, 'no connection is left open');
  should(unsent).equal(reportedAsUnsent(world), 'the stop counts what it gave up');
}

function reportedAsUnsent({ sent }: DeliveryWorld): number {
  const codes = sent.map(({ outcomes: [outcome] }) => outcome && !outcome.ok && outcome.failure.code);
  return codes.filter((code) => code === 'ERR_CLOSED').length;
}
