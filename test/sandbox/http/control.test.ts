import { useSandbox } from '../harness';
import { until } from '../until';

describe('the control addresses of the sandbox', () => {
  const world = useSandbox({ control: true });
  const control = (method: string, path: string, body?: unknown, type = 'application/json') =>
    fetch(`${world.sandbox.origin}/_sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': type } }),
    });
  const status = async () => (await world.call('GET', '/users/me')).status;

  it('arm and disarm faults', async () => {
    const fault = { times: 5, action: { kind: 'status', status: 503 } };
    (await control('POST', 'faults', fault)).status.should.equal(204);
    (await status()).should.equal(503);
    (await control('DELETE', 'faults')).status.should.equal(204);
    (await status()).should.equal(200);
  });

  it('change the rate limit', async () => {
    await control('POST', 'rate-limit', { model: 'fixed', limit: 1, periodMs: 1_000 });
    [await status(), await status()].should.eql([200, 429]);
  });

  it('set mischief with webhooks, and show those that were sent', async () => {
    const url = `${world.sandbox.origin}/phone/read`;
    const body = { name: 'Test', url, subscribed_events: ['message.received'], authorization_header: 'Basic hidden' };
    await world.call('POST', '/webhook-endpoints', { body });
    await until(() => world.sandbox.webhooks.attempts.length === 1);
    const text = await (await control('GET', 'webhooks')).text();
    JSON.parse(text)[0].should.containDeep({ url, headers: { 'X-Sendseven-Event': 'verification' }, attempt: 1 });
    text.should.not.containEql('Basic hidden');
    (await control('POST', 'webhooks', { mischief: { duplicate: 0.5 } })).status.should.equal(204);
    world.sandbox.webhooks.mischief.should.eql({ duplicate: 0.5 });
    (await control('POST', 'webhooks', { mischief: { duplicate: 5 } })).status.should.equal(422);
  });

  it('show the requests without their tokens', async () => {
    await status();
    const text = await (await control('GET', 'requests')).text();
    JSON.parse(text)[0].should.containEql({ method: 'GET', path: '/api/v1/users/me', status: 200 });
    text.should.not.containEql(world.sandbox.sendseven.token);
  });

  it('refuse what a web page could send without asking', async () => {
    (await control('POST', 'faults', { action: { kind: 'reset' } }, 'text/plain')).status.should.equal(415);
    (await status()).should.equal(200);
  });

  it('refuse what is no fault', async () => {
    (await control('POST', 'faults', { oops: 1 })).status.should.equal(422);
    (await control('GET', 'nothing')).status.should.equal(404);
  });
});
