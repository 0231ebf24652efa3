import should from 'should';
import type { Outcome } from '../../src/delivery/entry';
import { Mailbox } from '../../src/delivery/mailbox';
import { aFailure, anEntry } from '../support/delivery-entries';

const outcome: Outcome = { ok: false, failure: aFailure('ERR_CLOSED') };

describe('the mailbox', () => {
  let lost: [string, number][];
  let mailbox: Mailbox<Outcome>;
  let received: unknown[];
  const sender = (luggage: unknown) => received.push(luggage);
  beforeEach(() => {
    lost = [];
    received = [];
    mailbox = new Mailbox((senderId, outcomes) => lost.push([senderId, outcomes]));
  });

  /** Entries of a sender that are expected to end. */
  function entries(senderId: string, ...names: string[]) {
    return names.map((name) => {
      const entry = anEntry('c', name, { senderId });
      mailbox.expect(entry);
      return entry;
    });
  }

  function deliverAll(...parts: ReturnType<typeof entries>): void {
    for (const entry of parts) mailbox.deliver(entry, outcome);
  }

  it('brings an outcome to its sender, with what the sender wanted back', () => {
    mailbox.register('s', (luggage, given) => received.push([luggage, given]));
    mailbox.register('other', () => received.push('wrong'));
    deliverAll(...entries('s', 'm1'));
    should(received).eql([['m1', outcome]]);
  });

  it('brings it to whoever bears the id by then', () => {
    mailbox.register('s', () => received.push('the old one'));
    const [entry] = entries('s', 'm1');
    mailbox.register('s', sender);
    deliverAll(entry as ReturnType<typeof anEntry>);
    should(received).eql(['m1']);
  });

  it('lets a node take away its own registration only', () => {
    const old = () => received.push('the old one');
    mailbox.register('s', old);
    mailbox.register('s', sender);
    mailbox.unregister('s', old);
    deliverAll(...entries('s', 'm1'));
    should(received).eql(['m1']);
  });

  it('keeps outcomes while nodes are replaced, and then brings them in order', () => {
    const expected = entries('s', 'm1', 'm2', 'm3');
    mailbox.register('s', () => received.push('the old one'));
    mailbox.hold();
    deliverAll(...expected);
    should(received).eql([]);
    mailbox.register('s', sender);
    mailbox.release();
    should(received).eql(['m1', 'm2', 'm3']);
    mailbox.release();
    should(received.length).equal(3, 'brought once');
  });

  it('counts what came for a sender that is gone, and says it once when nothing more will come', () => {
    const expected = entries('s', 'm1', 'm2');
    deliverAll(...expected.slice(0, 1));
    should(lost).eql([]);
    deliverAll(...expected.slice(1));
    should(lost).eql([['s', 2]]);
    deliverAll(...entries('s', 'm3'));
    should(lost).eql([
      ['s', 2],
      ['s', 1],
    ]);
  });

  it('says nothing of a sender that got everything', () => {
    mailbox.register('s', sender);
    deliverAll(...entries('s', 'm1', 'm2'));
    should(lost).eql([]);
  });

  it('counts only the outcomes that came while the sender was gone', () => {
    const expected = entries('s', 'm1', 'm2');
    deliverAll(...expected.slice(0, 1));
    mailbox.register('s', sender);
    deliverAll(...expected.slice(1));
    should(received).eql(['m2']);
    should(lost).eql([['s', 1]]);
  });

  it('knows how many messages have no outcome yet, and how many outcomes wait', () => {
    should(mailbox.pending).eql({ expected: 0, waiting: 0 });
    const expected = [...entries('s', 'm1', 'm2', 'm3'), ...entries('gone', 'm4')];
    mailbox.hold();
    deliverAll(...expected.slice(2));
    should(mailbox.pending).eql({ expected: 2, waiting: 2 });
    mailbox.release();
    should(mailbox.pending).eql({ expected: 2, waiting: 0 });
    deliverAll(...expected.slice(0, 2));
    should(mailbox.pending).eql({ expected: 0, waiting: 0 });
  });

  it('knows whether there is a sender', () => {
    should(mailbox.hasSenders).be.false();
    mailbox.register('s', sender);
    should(mailbox.hasSenders).be.true();
    mailbox.unregister('s', sender);
    should(mailbox.hasSenders).be.false();
  });

  it('carries outcomes of any kind, to whoever is named by id', () => {
    const other = new Mailbox<string>(() => {});
    other.register('s', (luggage, answer) => received.push([luggage, answer]));
    const wish = { senderId: 's', luggage: 'm1', goal: 'reply' };
    other.expect(wish);
    other.deliver(wish, 'an answer');
    should(received).eql([['m1', 'an answer']]);
  });
});
