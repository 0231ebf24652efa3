import should from 'should';
import type { WorldEvent } from '../../../src/sandbox';
import { Timers } from '../../../src/sandbox/clock';
import { World } from '../../../src/sandbox/core/world';
import { ManualClock } from '../../support/manual-clock';

describe('the world of the sandbox', () => {
  let clock: ManualClock;
  let world: World;
  let events: WorldEvent[];
  const failure = { code: 'unreachable', reason: 'Not on this channel' };

  beforeEach(() => {
    clock = new ManualClock();
    world = new World(new Timers(clock), 'home');
    world.introduce({ name: 'Ada', conversationId: 'ada', address: '+1' });
    events = [];
    world.subscribe((event) => events.push(event));
  });
  const types = () => events.map(({ type }) => type);

  it('lets a message go on by the next channel when one fails, and tells of it', async () => {
    const ways = [{ channelType: 'whatsapp', failure }, { channelType: 'sms' }] as const;
    const message = world.send('ada', { text: 'Hi', ways });
    message.channelType.should.equal('whatsapp');
    await clock.advance(150);
    message.should.containEql({ channelType: 'sms', status: 'pending' });
    should(events[1]).containEql({ type: 'message-switched', from: 'whatsapp', to: 'sms', failure });
    await clock.advance(10_000);
    // SMS has no receipts of reading.
    message.should.containEql({ status: 'delivered' });
    should(message.failure).be.undefined();
    should(world.directory.conversations.get('ada')?.unread).equal(1);
  });

  it("fails a message when its last channel does, with that channel's reason", async () => {
    const last = { code: 'blocked', reason: 'Blocked' };
    const ways = [
      { channelType: 'whatsapp', failure },
      { channelType: 'sms', failure: last },
    ] as const;
    const message = world.send('ada', { text: 'Hi', ways });
    await clock.advance(10_000);
    message.should.containEql({ status: 'failed', failure: last, channelType: 'sms' });
    types().should.eql(['message-added', 'message-switched', 'message-status']);
    should(world.directory.conversations.get('ada')?.unread).equal(0);
  });

  it('answers a tap by the channel of what was tapped', async () => {
    const interactive = {
      choices: [
        { id: 'a', title: 'Yes' },
        { id: 'b', title: 'Site', href: 'https://example.com' },
      ],
    };
    const { id } = world.send('ada', { text: 'Well?', interactive, ways: [{ channelType: 'sms' }] });
    should(world.tap(id, 'b')).be.undefined();
    should(world.tap(id, 'nothing')).be.undefined();
    should(world.tap('nothing', 'a')).be.undefined();
    const answer = world.tap(id, 'a');
    should(answer).containDeep({
      text: 'Yes',
      kind: 'interactive',
      channelType: 'sms',
      tap: { messageId: id, from: 'buttons' },
    });
    should(world.messages.get(id)?.tappedId).equal('a');
    types().should.eql(['message-added', 'message-tapped', 'message-added']);
  });

  it('tells of reactions and of typing', () => {
    const { id } = world.send('ada', { text: 'Hi' });
    world.react(id, '👍');
    should(world.messages.get(id)?.reaction).equal('👍');
    world.react(id, '👍', 'removed');
    should(world.messages.get(id)?.reaction).be.undefined();
    world.type('ada', true);
    should(events.at(-1)).containEql({ type: 'typing', typing: true });
    should(() => world.react('nothing', '👍')).throw(/no message/);
  });

  it('tells of a new person when their addresses are known', () => {
    world.introduce({ name: 'Bob', address: '+2' });
    const [added] = events;
    should(added?.type === 'person-added' && added.person.addresses.map(({ value }) => value)).eql(['+2']);
  });
});
