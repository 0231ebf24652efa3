import should from 'should';
import type { Outcome } from '../../src/delivery/entry';
import { PostOffice } from '../../src/delivery/post-office';
import type { DeliveryPolicy } from '../../src/model/delivery-policy';
import { DeliveryClock } from '../support/delivery-clock';
import { aFailure, aMessage, aPolicy } from '../support/delivery-entries';
import { ScriptedProvider } from '../support/delivery-provider';

describe('the post office', () => {
  let clock: DeliveryClock;
  let office: PostOffice;
  let provider: ScriptedProvider;
  /** What became of each message, in the order in which they ended. */
  let ended: [text: unknown, how: string][];
  let outcomes: Map<unknown, Outcome>;
  let lost: [string, number][];
  let closed: string[];

  beforeEach(() => {
    clock = new DeliveryClock();
    lost = [];
    closed = [];
    ended = [];
    outcomes = new Map();
    office = new PostOffice({ clock, random: () => 0.5, onUndeliverable: (id, count) => lost.push([id, count]) });
    provider = new ScriptedProvider();
    office.mailbox.register('s', receive);
  });

  function receive(text: unknown, outcome: Outcome): void {
    ended.push([text, outcome.ok ? 'delivered' : outcome.failure.code]);
    outcomes.set(text, outcome);
  }

  interface Opening {
    readonly key?: string;
    readonly policy?: Partial<DeliveryPolicy>;
    readonly connectMs?: number;
    readonly fails?: boolean;
    readonly through?: ScriptedProvider;
  }

  function open(
    accountId: string,
    { key = 'k', policy, connectMs = 0, fails, through = provider }: Opening = {},
  ): void {
    const connect = async () => {
      if (connectMs > 0) await new Promise<void>((resolve) => clock.setTimeout(resolve, connectMs));
      if (fails) throw aFailure('ERR_PROXY');
      return { key, provider: through, close: () => closed.push(key) };
    };
    office.open(accountId, { policy: aPolicy({ rateLimit: 100_000, ...policy }), connect });
  }

  async function submit(accountId: string, ...texts: string[]): Promise<void> {
    for (const text of texts)
      office.submit(accountId, { message: aMessage('c', text), priority: 'normal', senderId: 's', luggage: text });
    await clock.advance();
  }

  async function acceptAll(from = provider): Promise<void> {
    while (from.underWay.length > 0) {
      for (const request of from.underWay) request.accept();
      await clock.advance();
    }
  }

  const delivered = (...texts: string[]) => texts.map((text) => [text, 'delivered']);

  it('connects when the first message needs it, and sends what came meanwhile in order', async () => {
    open('a', { connectMs: 100 });
    should(clock.pending).equal(0);
    await submit('a', 'm1', 'm2');
    should(provider.texts).eql([]);
    await clock.advance(100);
    await submit('a', 'm3');
    await acceptAll();
    should(ended).eql(delivered('m1', 'm2', 'm3'));
  });

  it('refuses messages for an account that there is not', async () => {
    await submit('nobody', 'm1');
    should(ended).eql([['m1', 'ERR_ACCOUNT_REMOVED']]);
  });

  it('fails what waits when no connection can be made, and tries again for the next message', async () => {
    open('a', { fails: true });
    await submit('a', 'm1', 'm2');
    should(ended).eql([
      ['m1', 'ERR_PROXY'],
      ['m2', 'ERR_PROXY'],
    ]);
    open('a');
    await submit('a', 'm3');
    await acceptAll();
    should(ended.at(-1)).eql(['m3', 'delivered']);
  });

  it('gives accounts with the same key one courier, and others their own', async () => {
    for (const [id, key] of [
      ['a', 'k'],
      ['b', 'k'],
      ['c', 'other'],
    ] as const)
      open(id, { key });
    await submit('a', 'a1');
    await submit('b', 'b1');
    await submit('c', 'c1');
    should(provider.texts).eql(['a1', 'c1'], 'b1 waits behind a1: they are for one conversation');
    should(office.report('b')?.queued.normal).equal(2);
    should(office.report('c')?.queued.normal).equal(1);
    should(office.report('nobody')).equal(undefined);
  });

  it('has a bounded queue, also while the connection is made and while the account restarts', async () => {
    open('a', { connectMs: 100, policy: { queueLimit: 2 } });
    await submit('a', 'm1', 'm2', 'm3');
    await clock.advance(100);
    await submit('a', 'm4');
    office.suspend('a');
    await submit('a', 'm5');
    should(ended).eql(['m3', 'm4', 'm5'].map((text) => [text, 'ERR_QUEUE_FULL']));
  });

  describe('in a redeploy', () => {
    it('keeps the queue and its order, and lets nothing start until the account is back', async () => {
      open('a');
      await submit('a', 'm1', 'm2');
      office.suspend('a');
      await submit('a', 'm3');
      await acceptAll();
      should(provider.texts).eql(['m1']);
      open('a', { connectMs: 50 });
      await submit('a', 'm4');
      should(provider.texts).eql(['m1']);
      await clock.advance(50);
      await acceptAll();
      should(ended).eql(delivered('m1', 'm2', 'm3', 'm4'));
      should(closed).eql(['k'], 'the connection of before');
    });

    it('takes the queue to the courier of another key, when nothing is under way any more', async () => {
      const second = new ScriptedProvider();
      open('a');
      await submit('a', 'm1', 'm2', 'm3');
      office.suspend('a');
      open('a', { key: 'new', through: second });
      await submit('a', 'm4');
      should(second.texts).eql([]);
      await acceptAll();
      await acceptAll(second);
      should(second.texts).eql(['m2', 'm3', 'm4']);
      should(ended).eql(delivered('m1', 'm2', 'm3', 'm4'));
    });

    it('lets a changed policy count for what is queued', async () => {
      open('a');
      await submit('a', 'm1');
      provider.request('m1').fail('ERR_SERVER');
      await clock.advance();
      office.suspend('a');
      open('a', { policy: { keepTryingForMs: 0 } });
      await clock.advance(250);
      provider.request('m1').fail('ERR_SERVER');
      await clock.advance();
      should(ended).eql([['m1', 'ERR_SERVER']]);
    });

    it('keeps the order when the account restarts again before its connection is made', async () => {
      open('a');
      await submit('a', 'm1', 'm2');
      open('a', { connectMs: 20 });
      await submit('a', 'm3');
      office.suspend('a');
      await clock.advance(20);
      await submit('a', 'm4');
      open('a');
      await clock.advance();
      await acceptAll();
      should(ended).eql(delivered('m1', 'm2', 'm3', 'm4'));
    });

    it('sends nothing by terms that are no longer wanted', async () => {
      const second = new ScriptedProvider();
      open('a', { connectMs: 50 });
      await submit('a', 'm1');
      open('a', { key: 'new', through: second });
      await clock.advance(50);
      await acceptAll(second);
      should(provider.texts).eql([]);
      should(closed).eql(['k']);
      should(ended).eql(delivered('m1'));
    });

    it('says how many outcomes had no one to go to', async () => {
      open('a');
      await submit('a', 'm1', 'm2');
      office.mailbox.unregister('s', receive);
      await acceptAll();
      should(lost).eql([['s', 2]]);
    });
  });

  describe('without an account any more', () => {
    it('fails what is queued, in order, when the request under way is over', async () => {
      open('a');
      await submit('a', 'm1', 'm2', 'm3');
      const removed = office.remove('a');
      await submit('a', 'm4');
      await acceptAll();
      await removed;
      should(ended).eql([
        ['m4', 'ERR_ACCOUNT_REMOVED'],
        ['m1', 'delivered'],
        ['m2', 'ERR_ACCOUNT_REMOVED'],
        ['m3', 'ERR_ACCOUNT_REMOVED'],
      ]);
      should(closed).eql(['k']);
      should(office.report('a')).equal(undefined);
    });

    it('says of a message that may have been sent that it may have been', async () => {
      open('a');
      await submit('a', 'm1');
      provider.request('m1').fail('ERR_CONNECTION_RESET');
      await clock.advance();
      await office.remove('a');
      const outcome = outcomes.get('m1') as Outcome & { ok: false };
      should(outcome.failure.code).equal('ERR_ACCOUNT_REMOVED');
      should(outcome.failure.kind).equal('uncertain');
      should(outcome.failure.cause.attempts).equal(1);
    });

    it('ends everything once though a connection is being made for it', async () => {
      open('a', { connectMs: 50 });
      await submit('a', 'm1', 'm2');
      await office.remove('a');
      await clock.advance(50);
      should(ended).eql([
        ['m1', 'ERR_ACCOUNT_REMOVED'],
        ['m2', 'ERR_ACCOUNT_REMOVED'],
      ]);
      should(provider.texts).eql([]);
      should(closed).eql(['k']);
    });

    it('ends everything once though its queue is moving to another key', async () => {
      open('a');
      await submit('a', 'm1', 'm2');
      open('a', { key: 'new' });
      await clock.advance();
      const removed = office.remove('a');
      await acceptAll();
      await removed;
      should(ended).eql([
        ['m1', 'delivered'],
        ['m2', 'ERR_ACCOUNT_REMOVED'],
      ]);
      should(closed.toSorted()).eql(['k', 'new']);
    });

    it('starts a new account with the same id when the old one is gone, and not in its place', async () => {
      open('a');
      await submit('a', 'm1', 'm2');
      office.remove('a');
      open('a');
      await submit('a', 'm3');
      should(provider.texts).eql(['m1']);
      await acceptAll();
      should(ended).eql([...delivered('m1'), ['m2', 'ERR_ACCOUNT_REMOVED'], ...delivered('m3')]);
    });

    it('does nothing for an account that there never was', async () => {
      await office.remove('nobody');
      office.suspend('nobody');
      should(office.report('nobody')).equal(undefined);
    });
  });

  describe('when an account does not come back after a deploy', () => {
    beforeEach(async () => {
      open('a');
      open('b');
      await submit('a', 'a1', 'a2');
      await submit('b', 'b1');
      office.suspend('a');
    });

    it('fails what is queued for it, and lets the others that share its courier send on', async () => {
      await acceptAll();
      should(ended).eql(delivered('a1'));
      office.removeAllBut(new Set(['b']));
      await clock.advance();
      await acceptAll();
      should(ended).eql([...delivered('a1'), ['a2', 'ERR_ACCOUNT_REMOVED'], ...delivered('b1')]);
      should(office.report('a')).equal(undefined);
      should(closed).eql(['k']);
    });

    it('lets its request under way end first', async () => {
      office.removeAllBut(new Set(['b']));
      await clock.advance();
      should(ended).eql([]);
      await acceptAll();
      should(ended).eql([...delivered('a1'), ['a2', 'ERR_ACCOUNT_REMOVED'], ...delivered('b1')]);
    });

    it('leaves alone one that is there', async () => {
      open('a');
      office.removeAllBut(new Set(['a', 'b']));
      await clock.advance();
      await acceptAll();
      should(ended).eql(delivered('a1', 'a2', 'b1'));
    });
  });

  describe('when Node-RED stops', () => {
    it('sends what is queued, reports what is left, and takes nothing new', async () => {
      open('a');
      open('b', { key: 'other' });
      await submit('a', 'm1', 'm2');
      await submit('b', 'b1');
      const unsent = office.stop(10_000);
      await submit('a', 'late');
      provider.request('b1').accept();
      await clock.advance(10_000);
      should(await unsent).equal(2);
      should(ended).eql([
        ['late', 'ERR_CLOSED'],
        ['b1', 'delivered'],
        ['m2', 'ERR_CLOSED'],
        ['m1', 'ERR_CLOSED'],
      ]);
      should(clock.pending).equal(0);
    });

    it('lets a connection that is being made come, and gives up one that comes too late', async () => {
      open('a', { connectMs: 100 });
      open('b', { key: 'other', connectMs: 20_000 });
      await submit('a', 'm1');
      await submit('b', 'b1');
      const unsent = office.stop(10_000);
      await clock.advance(100);
      await acceptAll();
      await clock.advance(9_900);
      should(await unsent).equal(1);
      await clock.advance(10_000);
      should(ended).eql([...delivered('m1'), ['b1', 'ERR_CLOSED']]);
      should(closed).eql(['other']);
    });

    it('sends again when the flows are started again, also before the connection is made anew', async () => {
      open('a');
      await submit('a', 'm1');
      await acceptAll();
      await office.stop(10_000);
      await submit('a', 'm2');
      open('a', { connectMs: 30 });
      await submit('a', 'm3');
      await clock.advance(30);
      await acceptAll();
      should(ended).eql([...delivered('m1'), ['m2', 'ERR_CLOSED'], ...delivered('m3')]);
    });
  });
});
