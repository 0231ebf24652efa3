import should from 'should';
import { anEvent, aWish, TestRoom } from './support/waiting';

describe('the waiting room', () => {
  let desk: TestRoom;
  beforeEach(() => {
    desk = new TestRoom(3);
  });

  it('says after the time to wait that the message was accepted, and must not simply be sent again', async () => {
    desk.wait('m', { goal: 'read', timeoutMs: 2000 });
    await desk.clock.advance(1999);
    desk.take().should.eql([]);
    await desk.clock.advance(1);
    desk.take().should.eql([['m', 'ERR_WAIT_TIMEOUT']]);
    const { cause } = desk.failure('m');
    cause.should.containEql({ kind: 'uncertain', retryable: false });
    cause.message.should.match(/accepted, and was not known to be read within 2 seconds/);
    cause.hint.should.match(/do not simply send it again/);
    desk.shouldBeEmpty();
  });

  it('counts the time from the acceptance, not from when it hears of it', async () => {
    const ticket = desk.room.enter(aWish('m', { timeoutMs: 5000 }));
    await desk.clock.advance(60_000);
    desk.take().should.eql([]);
    desk.room.accepted(ticket, { messageId: 'm' }, desk.clock.timeOfDay() - 2000);
    await desk.clock.advance(2999);
    desk.take().should.eql([]);
    await desk.clock.advance(1);
    desk.take().length.should.equal(1);
  });

  it('waits no shorter and no longer because the time of day was set', async () => {
    const ahead = desk.room.enter(aWish('ahead', { timeoutMs: 5000 }));
    const at = desk.clock.timeOfDay();
    desk.clock.stepTimeOfDay(3_600_000);
    desk.room.accepted(ahead, { messageId: 'm' }, at);
    desk.clock.stepTimeOfDay(-7_200_000);
    desk.room.accepted(desk.room.enter(aWish('behind', { timeoutMs: 5000 })), { messageId: 'm' }, at);
    await desk.clock.advance(4999);
    desk.take().should.eql([]);
    await desk.clock.advance(1);
    desk.take().length.should.equal(2);
  });

  it('ends each at its own time, at most a tenth of a second late', async () => {
    desk.wait('long', { timeoutMs: 10_050 });
    desk.wait('short', { timeoutMs: 1000 });
    should(desk.clock.pending).equal(1);
    await desk.clock.advance(1000);
    desk.take().should.eql([['short', 'ERR_WAIT_TIMEOUT']]);
    await desk.clock.advance(9_000);
    desk.take().should.eql([]);
    await desk.clock.advance(100);
    desk.take().should.eql([['long', 'ERR_WAIT_TIMEOUT']]);
    desk.shouldBeEmpty();
  });

  it('goes on counting for the others when the first one is gone', async () => {
    desk.wait('gone', { timeoutMs: 1000 });
    desk.wait('m', { timeoutMs: 2000 });
    desk.tell(anEvent('message.read', { messageId: 'gone' }));
    await desk.clock.advance(1999);
    desk.take().length.should.equal(1);
    await desk.clock.advance(1);
    desk.take().should.eql([['m', 'ERR_WAIT_TIMEOUT']]);
  });

  it('takes no more than its limit, those on their way among them', () => {
    desk.wait('m1');
    const second = desk.room.enter(aWish('m2'));
    desk.room.enter(aWish('m3', { accountId: 'b' }));
    should(() => desk.room.enter(aWish('m4'))).throw({ code: 'ERR_WAIT_FULL', kind: 'cancelled' });
    desk.room.leave(second);
    desk.room.enter(aWish('m4'));
  });

  it('sets no timer while nobody is accepted, and keeps nothing of who left', () => {
    const ticket = desk.room.enter(aWish('m'));
    desk.shouldBeEmpty();
    desk.room.leave(ticket);
    desk.room.leave(ticket);
    desk.accept(ticket, 'm');
    desk.shouldBeEmpty();
    desk.take().should.eql([]);
    for (let i = 0; i < 3; i++) desk.room.enter(aWish(`m${i}`));
  });

  it('counts who waits, by account', () => {
    desk.wait('m1');
    desk.room.enter(aWish('m2'));
    desk.wait('m3', { accountId: 'b' });
    desk.room.waiting('a').should.equal(1);
    desk.room.waiting('b').should.equal(1);
    desk.room.waiting('c').should.equal(0);
  });

  it('tells everyone of an account that is gone, and those on their way once they are accepted', () => {
    desk.wait('waiting');
    desk.wait('other', { accountId: 'b' });
    const onItsWay = desk.room.enter(aWish('on its way'));
    desk.room.end('a').should.equal(1);
    desk.take().should.eql([['waiting', 'ERR_WAIT_ENDED']]);
    desk.failure('waiting').cause.should.containEql({ kind: 'cancelled', retryable: false });
    desk.failure('waiting').message.should.match(/account was removed/);
    desk.accept(onItsWay, 'm');
    desk.take().should.eql([['on its way', 'ERR_WAIT_ENDED']]);
    desk.room.end('a').should.equal(0);
    desk.room.waiting('b').should.equal(1);
  });

  it('tells everyone when Node-RED stops', () => {
    desk.wait('m1');
    desk.wait('m2', { accountId: 'b' });
    desk.room.end().should.equal(2);
    desk.failure('m2').message.should.match(/Node-RED stopped/);
    desk.failure('m2').cause.hint.should.match(/was accepted/);
    desk.shouldBeEmpty();
  });

  it('tells every outcome once, also where somebody enters and leaves meanwhile', () => {
    const calls: unknown[] = [];
    const busy = new TestRoom();
    const { room } = busy;
    busy.ended.push = (...items) => {
      calls.push(...items);
      if (calls.length < 5) {
        room.end();
        busy.wait(`next ${calls.length}`);
      }
      return calls.length;
    };
    busy.wait('m1');
    busy.wait('m2');
    room.end();
    should(new Set(calls.map((call) => (call as unknown[])[0])).size).equal(calls.length);
  });
});
