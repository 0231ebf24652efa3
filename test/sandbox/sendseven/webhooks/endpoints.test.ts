import should from 'should';
import { until } from '../../until';
import { shouldBe } from '../published';
import { isSigned, useRegistered } from './registered';

describe('the webhook endpoints of the simulated API', () => {
  const at = useRegistered();
  const { world } = at;
  const path = (id: string, action = '') => `/webhook-endpoints/${id}${action}`;

  it('answer the secret once, and then send the challenge, unsigned', async () => {
    const { status, body } = await at.create();
    status.should.equal(201);
    shouldBe('WebhookSecretResponse', body);
    Object.keys(body).should.eql(['webhook_id', 'secret_key', 'message']);
    body.secret_key.should.match(/^[0-9a-f]{64}$/);
    await until(() => at.listener.challenges.length === 1);
    const [challenge] = at.listener.challenges;
    should(challenge?.headers['x-sendseven-signature']).be.undefined();
    const asked = JSON.parse(String(challenge?.body));
    shouldBe('WebhookVerificationChallenge', asked);
    asked.should.containEql({ webhook_id: body.webhook_id });
  });

  it('are verified by the right answer with exactly status 200', async () => {
    const { id } = await at.register();
    shouldBe('WebhookEndpointResponse', await at.get(id));
    at.listener.answersChallenge = false;
    const again = await world.call('POST', path(id, '/verify'));
    shouldBe('WebhookVerificationResponse', again.body);
    again.body.should.containEql({ verification_pending: true });
    await until(() => world.sandbox.webhooks.attempts.length === 2);
    (await at.get(id)).should.containDeep({
      is_verified: false,
      last_error: 'Verification failed: status 201, or another challenge',
    });
    at.listener.answersChallenge = true;
    await world.call('POST', path(id, '/verify'));
    while (!(await at.get(id)).is_verified) await new Promise((resolve) => setImmediate(resolve));
  });

  it('never show the secret or the authorization again', async () => {
    const { id, secret } = await at.register({ authorization_header: 'Basic hidden' });
    const texts = JSON.stringify([await at.get(id), (await world.call('GET', '/webhook-endpoints')).body]);
    texts.should.not.containEql(secret);
    texts.should.not.containEql('Basic hidden');
    (await at.get(id)).should.containEql({ has_authorization_header: true });
  });

  it('are listed as a bare array, for every token of the tenant', async () => {
    await at.register();
    world.sandbox.sendseven.addToken('second', {});
    world.sandbox.sendseven.addToken('foreign', { tenantId: 'tenant-2' });
    const list = async (token: string) => (await world.call('GET', '/webhook-endpoints', { token })).body;
    (await list('second')).should.have.length(1);
    (await list('foreign')).should.eql([]);
  });

  it('exist for nobody else', async () => {
    const { id } = await at.register();
    world.sandbox.sendseven.addToken('foreign', { tenantId: 'tenant-2' });
    const calls: readonly [method: string, path: string][] = [
      ['GET', path(id)],
      ['DELETE', path(id)],
      ['POST', path(id, '/verify')],
      ['POST', path(id, '/test')],
      ['POST', path(id, '/regenerate-secret')],
      ['GET', path(id, '/deliveries')],
      ['POST', path(id, '/deliveries/x/retry')],
    ];
    for (const [method, to] of calls) (await world.call(method, to, { token: 'foreign' })).status.should.equal(404);
    const patch = await world.call('PATCH', path(id), { token: 'foreign', body: {} });
    patch.status.should.equal(404);
    (await at.get(id)).should.containEql({ id });
  });

  it('ask for the scope of each operation', async () => {
    const { id } = await at.register();
    world.sandbox.sendseven.addToken('reader', { scopes: ['webhooks:read'] });
    const as = async (method: string, to: string, body?: object) =>
      (await world.call(method, to, { token: 'reader', body })).body.detail;
    (await world.call('GET', path(id), { token: 'reader' })).status.should.equal(200);
    should(await as('POST', '/webhook-endpoints', {})).equal('Missing scope webhooks:create');
    should(await as('PATCH', path(id), {})).equal('Missing scope webhooks:update');
    should(await as('DELETE', path(id))).equal('Missing scope webhooks:delete');
  });

  const refusals: readonly [what: string, extras: object, loc: string][] = [
    ['no name', { name: '' }, 'name'],
    ['no events', { subscribed_events: [] }, 'subscribed_events'],
    ['too many retries', { max_retries: 16 }, 'max_retries'],
    ['an unknown strategy', { retry_strategy: 'often' }, 'retry_strategy'],
    ['an address off this machine', { url: 'https://example.com/hook' }, 'url'],
    ['a header that is none', { authorization_header: 'a\nb' }, 'authorization_header'],
  ];
  for (const [what, extras, loc] of refusals) {
    it(`refuse ${what}`, async () => {
      const { status, body } = await at.create(extras);
      status.should.equal(422);
      body.detail[0].loc.should.eql(['body', loc]);
    });
  }

  it('take changes, and verify another address anew', async () => {
    const { id } = await at.register();
    const change = (body: object) => world.call('PATCH', path(id), { body });
    const renamed = await change({ name: 'Other', subscribed_events: ['message.read'], url: null });
    renamed.body.should.containDeep({ name: 'Other', subscribed_events: ['message.read'], is_verified: true });
    at.listener.challenges.should.have.length(1);
    const moved = await change({ url: `${at.listener.url}/elsewhere` });
    moved.body.should.containEql({ is_verified: false });
    await until(() => at.listener.challenges.length === 2);
    (await change({ authorization_header: 'Basic x' })).body.should.containEql({ has_authorization_header: true });
    (await change({ authorization_header: '' })).body.should.containEql({ has_authorization_header: false });
  });

  it('are gone after a deletion, without a body', async () => {
    const { id } = await at.register();
    const gone = await world.call('DELETE', path(id));
    gone.should.containEql({ status: 204, body: '' });
    (await world.call('GET', path(id))).status.should.equal(404);
    world.sandbox.world.reply('conv-ada', 'Hello');
    await world.clock.advance(1_000);
    at.listener.deliveries.should.be.empty();
  });

  it('list every event there is', async () => {
    const { body } = await world.call('GET', '/webhook-endpoints/available-events');
    shouldBe('AvailableEventsResponse', body);
    body.events.should.have.length(44);
  });

  it('sign with the new secret at once after a renewal', async () => {
    const { id, secret } = await at.register();
    const { body } = await world.call('POST', path(id, '/regenerate-secret'));
    shouldBe('WebhookSecretResponse', body);
    body.secret_key.should.not.equal(secret);
    await at.receive(1);
    const [delivery] = at.listener.deliveries;
    should(delivery && isSigned(delivery, body.secret_key)).be.true();
  });
});
