import should from 'should';
import { useSandbox } from '../harness';
import { openStream } from './stream-reader';

describe('the stream of the phone page', () => {
  const world = useSandbox();
  const open = (lastId?: string) =>
    openStream(`${world.sandbox.origin}/phone/events`, lastId === undefined ? {} : { 'last-event-id': lastId });

  it('tells a new page to read the state, then what changes', async () => {
    const stream = await open();
    should(stream.response.headers.get('content-type')).equal('text/event-stream');
    (await stream.next()).name.should.equal('resync');
    world.sandbox.world.send('conv-ada', { text: 'News' });
    await world.clock.advance(50);
    const { name, data } = await stream.next();
    name.should.equal('changes');
    JSON.parse(data).should.containDeep({
      conversations: [{ id: 'conv-ada', unread: 1 }],
      messages: [{ text: 'News', status: 'pending', mine: false }],
    });
    stream.close();
  });

  it('gathers a burst into one event', async () => {
    const stream = await open();
    await stream.next();
    for (let index = 0; index < 100; index += 1) world.sandbox.world.reply('conv-ada', `${index}`);
    await world.clock.advance(50);
    JSON.parse((await stream.next()).data).messages.should.have.length(100);
    stream.close();
  });

  it('tells the page to read anew when too much changes at once', async () => {
    const stream = await open();
    await stream.next();
    for (let index = 0; index < 501; index += 1) world.sandbox.world.reply('conv-ada', `${index}`);
    await world.clock.advance(50);
    (await stream.next()).name.should.equal('resync');
    stream.close();
  });

  it('lets a page that missed nothing go on, and one that did read anew', async () => {
    const first = await open();
    const { id } = await first.next();
    first.close();
    const same = await open(id);
    await same.until('nothing missed');
    same.close();
    world.sandbox.world.reply('conv-ada', 'While nobody looked');
    await world.clock.advance(50);
    const late = await open(id);
    (await late.next()).name.should.equal('resync');
    late.close();
  });

  it('gives a sign of life every 15 seconds', async () => {
    const stream = await open();
    await stream.next();
    await world.clock.advance(15_000);
    await stream.until(': still here');
    stream.close();
  });
});
