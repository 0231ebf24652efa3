import { anAnswer, anEvent, aWish, TestRoom } from './support/waiting';

describe('an event that comes before its message is known to be accepted', () => {
  let desk: TestRoom;
  beforeEach(() => {
    desk = new TestRoom();
  });

  it('is not missed', () => {
    const ticket = desk.room.enter(aWish('m'));
    const event = anEvent('message.delivered', { messageId: 'm' });
    desk.room.tell(['a'], event).should.be.false();
    desk.accept(ticket, 'm');
    desk.take().should.eql([['m', event.id]]);
    desk.shouldBeEmpty();
  });

  it('counts only if it is about the message', () => {
    const ticket = desk.room.enter(aWish('m'));
    desk.tell(anEvent('message.delivered', { messageId: 'other' }));
    desk.tell(anEvent('message.sent', { messageId: 'm' }));
    desk.tell(anEvent('message.delivered'));
    desk.accept(ticket, 'm');
    desk.take().should.eql([]);
  });

  it('may be a failure', () => {
    const ticket = desk.room.enter(aWish('m', { goal: 'reply' }));
    desk.tell(anEvent('message.failed', { messageId: 'm' }));
    desk.accept(ticket, 'm');
    desk.take().should.eql([['m', 'ERR_MESSAGE_FAILED']]);
  });

  it('may be the answer of somebody quick', () => {
    const ticket = desk.room.enter(aWish('m', { goal: 'reply' }));
    const id = desk.tell(anAnswer({ conversationId: 'c' }));
    desk.accept(ticket, 'm');
    desk.take().should.eql([['m', id]]);
  });

  it('is no answer if the message was still in the queue', async () => {
    const ticket = desk.room.enter(aWish('m', { goal: 'reply' }));
    await desk.clock.advance(9_999);
    desk.tell(anAnswer({ conversationId: 'c' }));
    await desk.clock.advance(1);
    const id = desk.tell(anAnswer({ conversationId: 'c' }));
    desk.room.accepted(ticket, { messageId: 'm' }, desk.clock.timeOfDay(), 10_000);
    desk.take().should.eql([['m', id]]);
  });

  it('is no answer to two', () => {
    const waiting = desk.room.enter(aWish('waiting', { goal: 'reply' }));
    const second = desk.room.enter(aWish('second', { goal: 'reply' }));
    desk.accept(waiting, 'm1');
    const id = desk.tell(anAnswer({ conversationId: 'c' }));
    desk.accept(second, 'm2');
    desk.take().should.eql([['waiting', id]]);
  });

  it('goes to the next one if it was none to the first', () => {
    const queued = desk.room.enter(aWish('queued', { goal: 'reply' }));
    const quick = desk.room.enter(aWish('quick', { goal: 'reply' }));
    const id = desk.tell(anAnswer({ conversationId: 'c' }));
    desk.room.accepted(queued, { messageId: 'm1' }, desk.clock.timeOfDay(), 1);
    desk.accept(quick, 'm2');
    desk.take().should.eql([['quick', id]]);
  });

  it('that names no message is not about one whose id is not known either', () => {
    const ticket = desk.room.enter(aWish('m', { goal: 'reply' }));
    desk.tell(anEvent('message.failed'));
    desk.accept(ticket, undefined);
    desk.take().should.eql([]);
  });

  it('does not count if it came before the sender entered', () => {
    desk.wait('somebody', { goal: 'read' });
    const first = desk.room.enter(aWish('first'));
    desk.tell(anAnswer({ conversationId: 'c' }));
    desk.room.leave(first);
    desk.accept(desk.room.enter(aWish('second', { goal: 'reply' })), 'm');
    desk.take().should.eql([]);
  });

  it('is kept for two minutes', async () => {
    const early = desk.room.enter(aWish('early'));
    const late = desk.room.enter(aWish('late'));
    desk.tell(anEvent('message.delivered', { messageId: 'm' }));
    await desk.clock.advance(120_000);
    desk.accept(early, 'm');
    desk.take().length.should.equal(1);
    await desk.clock.advance(1);
    desk.accept(late, 'm');
    desk.take().should.eql([]);
  });

  it('is one of the last two thousand', () => {
    const first = desk.room.enter(aWish('first'));
    const second = desk.room.enter(aWish('second'));
    desk.tell(anEvent('message.delivered', { messageId: 'm1' }));
    for (let i = 0; i < 1999; i++) desk.tell(anEvent('contact.updated'));
    desk.accept(first, 'm1');
    desk.take().length.should.equal(1);
    desk.tell(anEvent('contact.updated'));
    desk.accept(second, 'm1');
    desk.take().should.eql([]);
  });
});
