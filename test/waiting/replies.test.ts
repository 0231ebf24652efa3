import type { Recipient } from '../../src/model/message';
import { anAnswer, anEvent, aWish, TestRoom } from './support/waiting';

const phone = (identity: string): Recipient => ({ kind: 'address', channel: 'SMS', identity });

describe('waiting for an answer', () => {
  let desk: TestRoom;
  beforeEach(() => {
    desk = new TestRoom();
  });

  const ask = (name: string, recipient?: Recipient, conversationId?: string) => {
    const ticket = desk.room.enter(aWish(name, { goal: 'reply', ...(recipient && { recipient }) }));
    desk.accept(ticket, name, conversationId === undefined ? {} : { conversationId });
    return ticket;
  };

  it('ends with what the person writes in the conversation', () => {
    ask('q');
    const id = desk.tell(anAnswer({ conversationId: 'c' }));
    desk.take().should.eql([['q', id]]);
    desk.shouldBeEmpty();
  });

  it('takes the conversation that the provider named over the one that was asked for', () => {
    ask('q', undefined, 'merged');
    desk.tell(anAnswer({ conversationId: 'c' }));
    desk.take().should.eql([]);
    const id = desk.tell(anAnswer({ conversationId: 'merged' }));
    desk.take().should.eql([['q', id]]);
  });

  it('is not ended by another conversation or account, by ourselves, or by a receipt', () => {
    ask('q');
    desk.tell(anAnswer({ conversationId: 'other' }));
    desk.tell(anAnswer({ conversationId: 'c' }), 'b');
    desk.tell(anAnswer());
    desk.tell(anAnswer({ conversationId: 'c', direction: 'outbound' }));
    desk.tell(anEvent('message.received', { conversationId: 'c' }));
    desk.tell(anEvent('message.reaction', { conversationId: 'c', direction: 'inbound' }));
    desk.tell(anEvent('message.read', { conversationId: 'c', messageId: 'q' }));
    desk.take().should.eql([]);
  });

  it('lets one answer serve the one who has waited longest', () => {
    ask('first');
    ask('second');
    const one = desk.tell(anAnswer({ conversationId: 'c' }));
    desk.take().should.eql([['first', one]]);
    const two = desk.tell(anAnswer({ conversationId: 'c' }));
    desk.take().should.eql([['second', two]]);
  });

  it('serves the one whose message is quoted, whoever waits longer', () => {
    ask('first');
    ask('second');
    const id = desk.tell(anAnswer({ conversationId: 'c', inReplyTo: 'second' }));
    desk.take().should.eql([['second', id]]);
  });

  it('takes an answer that quotes an older message for an answer all the same', () => {
    ask('q');
    const id = desk.tell(anAnswer({ conversationId: 'c', inReplyTo: 'of last week' }));
    desk.take().should.eql([['q', id]]);
  });

  it('does not take a quotation for a receipt that somebody waits for', () => {
    desk.wait('m', { goal: 'read' });
    desk.tell(anAnswer({ conversationId: 'c', inReplyTo: 'm' }));
    desk.take().should.eql([]);
  });

  for (const [asked, told] of [
    ['+15550100', '15550100'],
    ['15550100', '+15550100'],
    ['Ada@Example.com', 'ada@example.com '],
  ] as const) {
    it(`knows the person by address where there is no conversation: ${asked} is ${told.trim()}`, () => {
      ask('q', phone(asked));
      desk.tell(anAnswer({ identity: '15550999' }));
      desk.take().should.eql([]);
      const id = desk.tell(anAnswer({ identity: told }));
      desk.take().should.eql([['q', id]]);
    });
  }

  it('knows the person by any address that the message may have gone to', () => {
    const addresses = [
      { channel: 'WHATSAPP', identity: '+15550100' },
      { channel: 'SMS', identity: '+15550101' },
    ];
    ask('q', { kind: 'addresses', addresses });
    const id = desk.tell(anAnswer({ identity: '15550101', conversationId: 'new' }));
    desk.take().should.eql([['q', id]]);
    desk.tell(anAnswer({ identity: '15550100' }));
    desk.take().should.eql([]);
  });

  it('lets the conversation decide where both sides name one, although the person is the same', () => {
    ask('q', phone('+15550100'), 'mine');
    desk.tell(anAnswer({ identity: '15550100', conversationId: 'other' }));
    desk.take().should.eql([]);
    const id = desk.tell(anAnswer({ identity: '15550100' }));
    desk.take().should.eql([['q', id]]);
  });

  it('serves who has waited longest also where one is known by conversation and one by address', () => {
    ask('by address', phone('+15550100'));
    ask('by conversation', undefined, 'c');
    const id = desk.tell(anAnswer({ identity: '15550100', conversationId: 'c' }));
    desk.take().should.eql([['by address', id]]);
  });

  it('learns the conversation of a message to a contact from its receipt', () => {
    ask('q', { kind: 'contact', contactId: 'p' });
    desk.tell(anAnswer({ conversationId: 'learned' }));
    desk.tell(anEvent('message.delivered', { messageId: 'q', conversationId: 'learned' }));
    desk.take().should.eql([]);
    const id = desk.tell(anAnswer({ conversationId: 'learned' }));
    desk.take().should.eql([['q', id]]);
  });

  it('lets an answer that came by an endpoint of two accounts serve one of them', () => {
    desk.wait('mine', { goal: 'reply', accountId: 'a' });
    desk.wait('yours', { goal: 'reply', accountId: 'b' });
    desk.tell(anAnswer({ conversationId: 'c' }), 'a', 'b');
    desk.ended.length.should.equal(1);
  });

  it('forgets who is gone', () => {
    const ticket = ask('q');
    desk.room.leave(ticket);
    desk.room.tell(['a'], anAnswer({ conversationId: 'c' })).should.be.false();
    desk.shouldBeEmpty();
  });
});
