import should from 'should';
import { useSandbox } from '../harness';

const toAda = { conversation_id: 'conv-ada', text: 'Hello Ada' };

describe('the way into the simulated API', () => {
  const world = useSandbox();

  it('is closed without a token', async () => {
    const response = await fetch(`${world.sandbox.sendseven.baseUrl}/users/me`);
    response.status.should.equal(401);
    (await response.json()).should.eql({ detail: 'Not authenticated' });
  });

  it('is closed to an unknown token', async () => {
    (await world.call('GET', '/users/me', { token: 'wrong' })).status.should.equal(401);
  });

  it('asks for the scope of the operation', async () => {
    world.sandbox.sendseven.addToken('reader', { scopes: ['messages:read'] });
    const refused = await world.call('POST', '/messages', { token: 'reader', body: toAda });
    refused.status.should.equal(403);
    refused.body.should.eql({ detail: 'Missing scope messages:create' });
    (await world.call('GET', '/users/me', { token: 'reader' })).status.should.equal(200);
  });

  it('takes the tenant of the token, or none, and refuses another', async () => {
    const as = (tenant: string) => world.call('GET', '/users/me', { headers: { 'x-tenant-id': tenant } });
    (await as(world.sandbox.sendseven.tenantId)).status.should.equal(200);
    (await as('another')).status.should.equal(403);
  });

  it('gives every answer its own request id', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => (await world.call('GET', '/nothing')).headers.get('x-request-id')),
    );
    should(ids[0]).match(/^[0-9a-f-]{36}$/);
    should(ids[1]).not.equal(ids[0]);
  });

  it('answers 404 where there is nothing and 405 to a wrong method', async () => {
    (await world.call('GET', '/nothing')).should.containDeep({ status: 404, body: { detail: 'Not Found' } });
    const wrong = await world.call('DELETE', '/messages');
    wrong.status.should.equal(405);
    should(wrong.headers.get('allow')).equal('GET, POST');
  });

  it('hides from a second tenant what belongs to the first', async () => {
    world.sandbox.sendseven.addToken('foreign', { tenantId: 'tenant-2' });
    const { id } = (await world.call('POST', '/messages', { body: toAda })).body;
    for (const path of [
      `/messages/${id}`,
      '/conversations/conv-ada',
      '/contacts/contact-ada',
      '/channels/channel-sms',
    ]) {
      (await world.call('GET', path)).status.should.equal(200);
      (await world.call('GET', path, { token: 'foreign' })).status.should.equal(404);
    }
    (await world.call('GET', '/messages?conversation_id=conv-ada', { token: 'foreign' })).status.should.equal(404);
    (await world.call('GET', '/messages?direction=outbound', { token: 'foreign' })).body.items.should.be.empty();
    (await world.call('GET', '/conversations', { token: 'foreign' })).body.items.should.be.empty();
    (await world.call('GET', '/contacts', { token: 'foreign' })).body.items.should.be.empty();
    (await world.call('GET', '/channels', { token: 'foreign' })).body.should.be.empty();
    (await world.call('POST', '/messages', { token: 'foreign', body: toAda })).status.should.equal(404);
  });
});

describe('the rate limit of the simulated API', () => {
  const world = useSandbox({ rateLimit: { model: 'fixed', limit: 2, periodMs: 10_000 } });

  it('answers 429 with the wait, and opens again after it', async () => {
    const statuses = [];
    for (let index = 0; index < 3; index += 1) statuses.push(await world.call('GET', '/users/me'));
    statuses.map(({ status }) => status).should.eql([200, 200, 429]);
    const refused = statuses[2];
    should(refused?.body).eql({ detail: 'Too many requests' });
    should(refused?.headers.get('retry-after')).equal('10');
    should(statuses[0]?.headers.get('x-ratelimit-remaining')).equal('1');
    await world.clock.advance(10_000);
    (await world.call('GET', '/users/me')).status.should.equal(200);
  });

  it('does nothing for a refused request', async () => {
    world.sandbox.setRateLimit({ model: 'fixed', limit: 1, periodMs: 1_000 });
    await world.call('POST', '/messages', { body: toAda });
    await world.call('POST', '/messages', { body: toAda });
    world.sandbox.world.messages
      .of('conv-ada')
      .filter(({ direction }) => direction === 'outbound')
      .should.have.length(1);
  });
});

describe('an Idempotency-Key', () => {
  const world = useSandbox();
  const post = (body: object, key: string, token?: string) =>
    world.call('POST', '/messages', { body, headers: { 'idempotency-key': key }, ...(token && { token }) });
  const sent = () => world.sandbox.world.messages.of('conv-ada').filter(({ direction }) => direction === 'outbound');

  it('gives the first answer again and sends nothing twice', async () => {
    const first = await post(toAda, 'k1');
    const second = await post(toAda, 'k1');
    second.should.containDeep({ status: 201, body: first.body });
    sent().should.have.length(1);
  });

  it('holds while the first answer is still on its way', async () => {
    world.sandbox.faults.add({ times: 1, when: 'after', action: { kind: 'delay', ms: 1_000 } });
    const first = post(toAda, 'k1');
    while (sent().length === 0) await new Promise((resolve) => setImmediate(resolve));
    const second = await post(toAda, 'k1');
    await world.clock.advance(1_000);
    (await first).body.id.should.equal(second.body.id);
    sent().should.have.length(1);
  });

  it('refuses another body', async () => {
    await post(toAda, 'k1');
    (await post({ ...toAda, text: 'Something else' }, 'k1')).status.should.equal(409);
    sent().should.have.length(1);
  });

  it('belongs to one token', async () => {
    world.sandbox.sendseven.addToken('second', {});
    const first = await post(toAda, 'k1');
    const second = await post(toAda, 'k1', 'second');
    second.body.id.should.not.equal(first.body.id);
  });

  it('is not used up by a refusal', async () => {
    (await post({ ...toAda, conversation_id: 'later' }, 'k1')).status.should.equal(404);
    world.sandbox.world.introduce({ name: 'Later', conversationId: 'later' });
    (await post({ ...toAda, conversation_id: 'later' }, 'k1')).status.should.equal(201);
  });

  it('is forgotten after a day', async () => {
    const first = await post(toAda, 'k1');
    await world.clock.advance(24 * 60 * 60 * 1000);
    (await post(toAda, 'k1')).body.id.should.not.equal(first.body.id);
  });
});
