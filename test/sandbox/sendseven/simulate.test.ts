import should from 'should';
import { simulatedConversationIds } from '../../../src/sandbox/sendseven/simulate';
import { useSandbox } from '../harness';

describe('a send to a simulated conversation', () => {
  const world = useSandbox();
  const send = (name: string) =>
    world.call('POST', '/messages', { body: { conversation_id: `simulate-${name}`, text: 'Hi' } });

  for (const status of [400, 401, 402, 403, 404, 409, 413, 422, 429, 503]) {
    it(`simulate-${status} answers ${status} with a detail in JSON`, async () => {
      const answer = await send(String(status));
      answer.status.should.equal(status);
      answer.body.should.have.property('detail');
    });
  }

  it('simulate-429 says how long to wait', async () => {
    should((await send('429')).headers.get('retry-after')).equal('2');
  });

  it('simulate-500 answers without a body', async () => {
    (await send('500')).should.containEql({ status: 500, body: '' });
  });

  it('simulate-502-html answers with the page of a proxy', async () => {
    const { status, headers, body } = await send('502-html');
    status.should.equal(502);
    should(headers.get('content-type')).startWith('text/html');
    body.should.startWith('<html>');
  });

  it('simulate-not-json calls itself JSON and is not', async () => {
    const { status, headers, body } = await send('not-json');
    status.should.equal(200);
    should(headers.get('content-type')).equal('application/json');
    body.should.be.a.String();
  });

  it('simulate-redirect sends elsewhere', async () => {
    const { status, headers } = await send('redirect');
    status.should.equal(307);
    should(headers.get('location')).startWith('https://');
  });

  it('simulate-huge answers with many megabytes', async () => {
    const { body } = await send('huge');
    body.id.length.should.equal(32 * 1024 * 1024);
  });

  it('simulate-reset and simulate-cut break the connection', async () => {
    await send('reset').should.be.rejected();
    await send('cut').should.be.rejected();
  });

  it('simulate-timeout never answers', async () => {
    let settled = false;
    const answer = send('timeout').finally(() => {
      settled = true;
    });
    while (world.sandbox.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await world.clock.advance(3_600_000);
    settled.should.be.false();
    await world.sandbox.close();
    await answer.should.be.rejected();
  });

  it('simulate-slow answers after 3 seconds, and the message is there', async () => {
    const answer = send('slow');
    const { world: people } = world.sandbox;
    while (people.messages.of('simulate-slow').length === 0) await new Promise((resolve) => setImmediate(resolve));
    await world.clock.advance(3_000);
    const { status, body } = await answer;
    status.should.equal(201);
    (await world.call('GET', `/messages/${body.id}`)).status.should.equal(200);
  });

  it('knows no other names than these, not even those every object has', async () => {
    simulatedConversationIds.should.have.length(19);
    const body = { conversation_id: 'constructor', text: 'Hi' };
    (await world.call('POST', '/messages', { body })).body.detail.should.equal('Conversation not found');
  });
});
