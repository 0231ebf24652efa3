import should from 'should';
import { anEvent, aWish, TestRoom } from './support/waiting';

describe('waiting for a receipt', () => {
  let desk: TestRoom;
  beforeEach(() => {
    desk = new TestRoom();
  });

  const goals = ['sent', 'delivered', 'read'] as const;
  for (const [index, goal] of goals.entries()) {
    for (const [step, word] of goals.entries()) {
      const ends = step >= index;
      it(`${ends ? 'ends' : 'goes on'} when a message that is to be ${goal} is ${word}`, () => {
        desk.wait('m', { goal });
        const id = desk.tell(anEvent(`message.${word}`, { messageId: 'm' }));
        desk.ended.should.eql(ends ? [['m', id]] : []);
      });
    }
  }

  it('ends with the whole event, once', () => {
    desk.wait('m');
    const event = anEvent('message.delivered', { messageId: 'm', text: 'Hello' });
    desk.room.tell(['a'], event).should.be.true();
    should(desk.outcomes.get('m')).eql({ ok: true, event });
    desk.room.tell(['a'], anEvent('message.delivered', { messageId: 'm' })).should.be.false();
    desk.ended.length.should.equal(1);
    desk.shouldBeEmpty();
  });

  it('is not ended by what happens to other messages, in other accounts, or by other events', () => {
    desk.wait('m');
    desk.tell(anEvent('message.delivered', { messageId: 'other' }));
    desk.tell(anEvent('message.delivered'));
    desk.tell(anEvent('message.delivered', { messageId: 'm' }), 'b');
    desk.tell(anEvent('message.reaction', { messageId: 'm' }));
    desk.tell(anEvent('campaign.message.delivered', { messageId: 'm' }));
    desk.tell(anEvent('message.received', { messageId: 'm', direction: 'inbound' }));
    desk.ended.should.eql([]);
    desk.room.waiting('a').should.equal(1);
  });

  for (const goal of [...goals, 'reply'] as const) {
    it(`for ${goal} fails when the message failed, with the reason and the code`, () => {
      desk.wait('m', { goal });
      desk.tell(
        anEvent('message.failed', { messageId: 'm', failure: { code: '131047', reason: 'Outside the 24 h window' } }),
      );
      const { cause } = desk.failure('m');
      cause.should.containEql({ code: 'ERR_MESSAGE_FAILED', kind: 'refused', retryable: false });
      cause.message.should.match(/Outside the 24 h window/);
      cause.hint.should.match(/131047/);
      should(cause.detail).equal('Outside the 24 h window (131047)');
    });
  }

  it('fails also when the provider tells no reason', () => {
    desk.wait('m');
    desk.tell(anEvent('message.failed', { messageId: 'm' }));
    desk.failure('m').message.should.match(/no reason given/);
  });

  it('serves everyone whose message it is: one idempotency key makes one message of two', () => {
    desk.wait('first', {}, 'm');
    desk.wait('second', {}, 'm');
    const id = desk.tell(anEvent('message.delivered', { messageId: 'm' }));
    desk.ended.should.eql([
      ['first', id],
      ['second', id],
    ]);
  });

  it('serves every account of an endpoint', () => {
    desk.wait('mine', { accountId: 'a' }, 'm');
    desk.wait('yours', { accountId: 'b' }, 'm');
    const id = desk.tell(anEvent('message.delivered', { messageId: 'm' }), 'a', 'b');
    desk.ended.should.eql([
      ['mine', id],
      ['yours', id],
    ]);
  });

  it('ends at once where the acceptance says it already', () => {
    const ticket = desk.room.enter(aWish('m', { goal: 'sent' }));
    desk.accept(ticket, 'm', { status: 'Delivered', conversationId: 'c' });
    const outcome = desk.outcomes.get('m');
    should(outcome?.ok && outcome.event).containEql({ type: 'message.delivered', messageId: 'm', conversationId: 'c' });
    desk.shouldBeEmpty();
  });

  it('is not ended by an acceptance that says less', () => {
    for (const status of ['pending', 'queued', 'accepted', 'constructor', undefined]) {
      desk.accept(desk.room.enter(aWish('m', { goal: 'sent' })), 'm', status === undefined ? {} : { status });
    }
    desk.ended.should.eql([]);
  });

  it('ends at once where no event could be known to be about the message', () => {
    desk.wait('m', {}, '');
    desk.failure('m').code.should.equal('ERR_WAIT_ENDED');
    desk.failure('m').cause.hint.should.match(/was accepted/);
    desk.shouldBeEmpty();
  });
});
