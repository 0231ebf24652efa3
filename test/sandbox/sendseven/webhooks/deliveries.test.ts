import should from 'should';
import { until } from '../../until';
import { shouldBe } from '../published';
import { isSigned, useRegistered } from './registered';

describe('the deliveries of the simulated API', () => {
  const at = useRegistered();
  const { world } = at;
  const records = async (id: string, query = '') =>
    (await world.call('GET', `/webhook-endpoints/${id}/deliveries${query}`)).body;
  const attempts = (count: number) => until(() => world.sandbox.webhooks.attempts.length === count);
  const texts = () => at.listener.bodies.map(({ data }) => data.message.text);

  it('are signed and say what they are', async () => {
    const { secret } = await at.register({ authorization_header: 'Basic abc' });
    await at.receive(1);
    const [delivery] = at.listener.deliveries;
    if (!delivery) throw new Error('Nothing came');
    isSigned(delivery, secret).should.be.true();
    delivery.headers.should.containDeep({
      'x-sendseven-event': 'message.received',
      'x-sendseven-timestamp': String(Date.UTC(2026, 0, 1) / 1000),
      'content-type': 'application/json',
      authorization: 'Basic abc',
    });
    delivery.headerLines.join().should.containEql('X-Sendseven-Signature');
  });

  it('go to every verified endpoint of the tenant that wants the event, and to no other', async () => {
    await at.register();
    await at.register();
    await at.register({ subscribed_events: ['message.read'] });
    const { id } = await at.register();
    await world.call('PATCH', `/webhook-endpoints/${id}`, { body: { is_active: false } });
    await at.register({ source_filter_mode: 'selected', filtered_channel_ids: ['channel-sms'] });
    at.listener.answersChallenge = false;
    await at.create();
    await attempts(6);
    world.sandbox.world.reply('conv-ada', 'Hello');
    await attempts(8);
    at.listener.deliveries.should.have.length(2);
    const [first, second] = at.listener.bodies;
    should(first.id).equal(second.id);
    (await records(id)).total.should.equal(0);
  });

  it('tell a tenant nothing of another', async () => {
    await at.register();
    world.sandbox.world.introduce({ name: 'Elsewhere', tenantId: 'tenant-2', conversationId: 'conv-elsewhere' });
    world.sandbox.world.reply('conv-elsewhere', 'Private');
    await at.receive(1);
    texts().should.eql(['Hello']);
  });

  it('are tried again after a failure, as the same delivery with a new signature', async () => {
    const { id, secret } = await at.register();
    at.listener.status = (index) => (index === 0 ? 500 : 200);
    await at.receive(1);
    await attempts(2);
    should((await records(id)).items[0]).containDeep({
      status: 'retrying',
      attempt_number: 1,
      response_status_code: 500,
      next_retry_at: '2026-01-01T00:00:30.000000Z',
      can_retry: false,
    });
    await world.clock.advance(30_000);
    await attempts(3);
    const [first, second] = at.listener.deliveries;
    if (!first || !second) throw new Error('It came once only');
    second.body.equals(first.body).should.be.true();
    isSigned(second, secret).should.be.true();
    should(second.headers['x-sendseven-delivery-id']).equal(first.headers['x-sendseven-delivery-id']);
    Number(second.headers['x-sendseven-timestamp']).should.equal(Number(first.headers['x-sendseven-timestamp']) + 30);
    should((await records(id)).items[0]).containDeep({ status: 'success', attempt_number: 2, next_retry_at: null });
  });

  it('end as dead letters, and can be made once more by hand with another id', async () => {
    const { id } = await at.register({ max_retries: 1 });
    at.listener.status = () => 500;
    await at.receive(1);
    await attempts(2);
    await world.clock.advance(30_000);
    await attempts(3);
    await world.clock.advance(3_600_000);
    const list = await records(id, '?status=dead_letter');
    shouldBe('WebhookDeliveryListResponse', list);
    list.total.should.equal(1);
    (await records(id, '?status=success')).total.should.equal(0);
    const [dead] = list.items;
    dead.should.containDeep({ can_retry: true, attempt_number: 2, request_payload: { type: 'message.received' } });
    at.listener.status = () => 200;
    const retry = await world.call('POST', `/webhook-endpoints/${id}/deliveries/${dead.id}/retry`);
    shouldBe('WebhookRetryResponse', retry.body);
    await attempts(4);
    const [first, , third] = at.listener.deliveries;
    should(third?.headers['x-sendseven-delivery-id']).equal(retry.body.delivery_id);
    should(third?.headers['x-sendseven-delivery-id']).not.equal(first?.headers['x-sendseven-delivery-id']);
    at.listener.bodies[2].id.should.equal(at.listener.bodies[0].id);
    const again = `/webhook-endpoints/${id}/deliveries/${retry.body.delivery_id}/retry`;
    (await world.call('POST', again)).status.should.equal(400);
  });

  it('fail at once without retries', async () => {
    const { id } = await at.register({ retry_strategy: 'none' });
    at.listener.status = () => 500;
    await at.receive(1);
    await attempts(2);
    (await records(id)).items[0].should.containDeep({ status: 'failed', can_retry: true });
  });

  it('stop for an endpoint that fails and fails, and catch up in order', async () => {
    const { id } = await at.register({ retry_strategy: 'none' });
    at.listener.status = () => 500;
    for (let index = 0; index < 20; index += 1) world.sandbox.world.reply('conv-ada', 'Lost');
    await attempts(21);
    (await at.get(id)).should.containDeep({
      consecutive_failures: 20,
      next_reactivation_at: '2026-01-01T00:05:00.000000Z',
    });
    for (const text of ['one', 'two', 'three']) {
      await world.clock.advance(1);
      world.sandbox.world.reply('conv-ada', text);
    }
    (await at.get(id)).should.containEql({ queued_events_count: 3 });
    at.listener.deliveries.should.have.length(20);
    // On probation the first that waits is tried, fails, and waits on.
    await world.clock.advance(300_000);
    await attempts(22);
    (await at.get(id)).should.containEql({ queued_events_count: 3, consecutive_failures: 21 });
    at.listener.status = () => 200;
    await world.clock.advance(300_000);
    await attempts(25);
    texts().slice(21).should.eql(['one', 'two', 'three']);
    const after = await at.get(id);
    after.should.containDeep({ suspended_at: null, reactivation_pending_at: null, queued_events_count: 0 });
    await at.receive(25, 'four');
  });

  it('go on at once when a suspended endpoint is verified again', async () => {
    const { id } = await at.register({ retry_strategy: 'none' });
    at.listener.status = () => 500;
    for (let index = 0; index < 20; index += 1) world.sandbox.world.reply('conv-ada', 'Lost');
    await attempts(21);
    at.listener.status = () => 200;
    world.sandbox.world.reply('conv-ada', 'Waiting');
    await world.call('POST', `/webhook-endpoints/${id}/verify`);
    await attempts(23);
    should(texts().at(-1)).equal('Waiting');
  });

  it('lose no retry that comes due during a suspension', async () => {
    const { id } = await at.register({ max_retries: 2 });
    at.listener.status = () => 500;
    for (let index = 0; index < 20; index += 1) world.sandbox.world.reply('conv-ada', String(index));
    await attempts(21);
    at.listener.status = () => 200;
    await world.clock.advance(30_000);
    at.listener.deliveries.should.have.length(20);
    (await at.get(id)).should.containEql({ queued_events_count: 20 });
    await world.clock.advance(270_000);
    await attempts(41);
    texts()
      .slice(20)
      .should.eql(Array.from({ length: 20 }, (_, index) => String(index)));
  });

  it('move with their endpoint, also when they are under way', async () => {
    const { id } = await at.register();
    at.listener.status = (index) => (index === 0 ? 500 : 200);
    await at.receive(1);
    await attempts(2);
    await world.call('PATCH', `/webhook-endpoints/${id}`, { body: { url: `${at.listener.url}/new` } });
    await attempts(3);
    await world.clock.advance(30_000);
    await attempts(4);
    should(at.listener.deliveries[1]?.line).equal('POST /hook/new HTTP/1.1');
  });

  it('keep the latest 500 for each endpoint', async () => {
    const { id } = await at.register();
    for (let index = 0; index < 510; index += 1) world.sandbox.world.reply('conv-ada', String(index));
    await until(() => at.listener.deliveries.length === 510);
    const page = await records(id, '?page=6&page_size=100');
    page.should.containEql({ total: 500, has_more: false });
    page.items.should.be.empty();
  });

  it('can be tested, for a verified endpoint only', async () => {
    const { id } = await at.register({ subscribed_events: ['message.read'] });
    const test = (body?: object) => world.call('POST', `/webhook-endpoints/${id}/test`, { body });
    const good = await test();
    shouldBe('WebhookTestResponse', good.body);
    good.body.should.containDeep({ success: true, response_status_code: 200, error: null });
    at.listener.bodies[0].should.containDeep({ type: 'message.received', data: { message: { direction: 'inbound' } } });
    at.listener.status = () => 401;
    (await test({ event_type: 'made.up' })).body.should.containDeep({
      success: false,
      response_status_code: 401,
      error: 'Status 401',
    });
    at.listener.bodies[1].should.containEql({ type: 'made.up' });
    at.listener.answersChallenge = false;
    await world.call('POST', `/webhook-endpoints/${id}/verify`);
    await attempts(4);
    (await test()).status.should.equal(400);
  });

  it('can be signed wrong, or long ago, and are then tried again', async () => {
    const { secret } = await at.register();
    world.sandbox.webhooks.mischief = { wrongSignature: 1 };
    await at.receive(1);
    world.sandbox.webhooks.mischief = { stale: 1 };
    await at.receive(2);
    const [wrong, stale] = at.listener.deliveries;
    if (!wrong || !stale) throw new Error('They did not come');
    isSigned(wrong, secret).should.be.false();
    isSigned(stale, secret).should.be.true();
    Number(stale.headers['x-sendseven-timestamp']).should.be.below(world.clock.now() / 1000 - 300);
  });
});
