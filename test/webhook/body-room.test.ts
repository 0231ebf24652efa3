import should from 'should';
import { BodyRoom } from '../../src/webhook/body-room';

describe('the room for bodies that arrive', () => {
  let gone: string[];
  let room: BodyRoom;
  beforeEach(() => {
    gone = [];
    room = new BodyRoom(10);
  });
  const enter = (name: string) => room.enter(() => gone.push(name));

  it('is taken and given back', () => {
    const [a, b] = [enter('a'), enter('b')];
    a.grow(4);
    b.grow(6);
    should(room.bytes).equal(10);
    a.leave();
    a.leave();
    should(room.bytes).equal(6);
    b.leave();
    should(room.bytes).equal(0);
    gone.should.eql([]);
  });

  it('is made by those who have been there for the longest time', () => {
    const [a, b, c] = [enter('a'), enter('b'), enter('c')];
    a.grow(4);
    b.grow(4);
    c.grow(7);
    gone.should.eql(['a', 'b']);
    should(room.bytes).equal(7);
    a.grow(5);
    should(room.bytes).equal(7);
  });

  it('is not for a single one that needs more than all of it', () => {
    enter('a').grow(11);
    gone.should.eql(['a']);
    should(room.bytes).equal(0);
  });
});
