import should from 'should';
import { Timers } from '../../../src/sandbox/clock';
import { World } from '../../../src/sandbox/core/world';
import { ManualClock } from '../../support/manual-clock';

describe('the people of the sandbox', () => {
  it('are bounded: the oldest leaves with all that is theirs', () => {
    const world = new World(new Timers(new ManualClock()), 'tenant');
    const first = world.introduce({ name: 'First', conversationId: 'first', address: '+1' });
    const { id } = world.reply('first', 'Hello');
    for (let index = 0; index < 10_000; index += 1) world.addPerson({ name: `Person ${index}` });
    world.directory.people.size.should.equal(10_000);
    world.directory.conversations.has('first').should.be.false();
    should(world.messages.get(id)).be.undefined();
    should(world.directory.address(first.addressId)).be.undefined();
    should(world.directory.findAddress('tenant', 'whatsapp', '+1')).be.undefined();
  });
});
