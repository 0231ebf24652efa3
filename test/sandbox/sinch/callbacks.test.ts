import should from 'should';
import { signatureHeaders } from '../../../src/sandbox/sinch/callbacks/sign';
import { triggerKeys, triggers } from '../../../src/sandbox/sinch/schema/triggers';
import type { RawRequest } from '../../support/raw-server';
import { until } from '../until';
import { kindOf, shouldBeCallback } from './callback-schemas';
import { useSinch } from './use-sinch';

const header = (request: RawRequest | undefined, name: string): string =>
  request?.headers[`x-sinch-webhook-signature${name}`] ?? '';

/** Whether a request is signed with this secret. */
function isSigned(request: RawRequest | undefined, secret: string): boolean {
  if (!request) return false;
  const seal = { nonce: header(request, '-nonce'), timestamp: Number(header(request, '-timestamp')) };
  return signatureHeaders(secret, request.body, seal)['x-sinch-webhook-signature'] === header(request, '');
}

describe('the callbacks of the simulated Sinch', () => {
  const at = useSinch();

  it('of every kind have the documented form, also in DISPATCH mode', async () => {
    await at.listen(triggers);
    const app_id = at.sinch.dispatchAppId;
    await at.call('POST', '/webhooks', {
      body: { app_id, target: `${at.listener.server.origin}/two`, target_type: 'HTTP', triggers },
    });
    for (const trigger of triggers) {
      at.sinch.emit(trigger);
      at.sinch.emit(trigger, undefined, app_id);
    }
    const bodies = await at.callbacks(triggers.length * 2);
    for (const body of bodies) shouldBeCallback(body);
    const kinds = new Set(bodies.map(kindOf));
    [...kinds].sort().should.eql([...new Set(Object.values(triggerKeys))].sort());
  });

  it('are signed over the body as it is, when the webhook has a secret', async () => {
    await at.listen(['OPT_IN'], { secret: 'top' });
    at.sinch.emit('OPT_IN');
    await at.callbacks(1);
    const [request] = at.listener.deliveries;
    isSigned(request, 'top').should.be.true();
    header(request, '-algorithm').should.equal('HmacSHA256');
    header(request, '-timestamp').should.equal(String(Date.UTC(2026, 0, 1) / 1000));
    const compact = Buffer.from(JSON.stringify(JSON.parse(request?.body.toString() ?? '')));
    should(request?.body.equals(compact)).be.false();
  });

  it('are not signed when it has none', async () => {
    await at.listen(['OPT_IN']);
    at.sinch.emit('OPT_IN');
    await at.callbacks(1);
    should(at.listener.deliveries[0]?.headers).not.have.property('x-sinch-webhook-signature');
  });

  it('go to webhooks that want them, and to no other', async () => {
    await at.listen(['OPT_IN']);
    const target = (path: string) => `${at.listener.server.origin}/${path}`;
    await at.listen(['OPT_IN'], { target: target('dismissed'), target_type: 'DISMISS' });
    await at.listen(['OPT_OUT'], { target: target('other') });
    await at.listen(['SMART_CONVERSATIONS'], { target: target('smart') });
    at.sinch.emit('OPT_IN');
    at.sinch.emit('SMART_CONVERSATION');
    const bodies = await at.callbacks(2);
    bodies.map(kindOf).sort().should.eql(['opt_in_notification', 'smart_conversation_notification']);
  });

  it('can have a key that nobody knows, and content that a test gives', async () => {
    await at.listen(['OPT_IN']);
    at.sinch.emit('brand_new_notification', { a: 1 });
    at.sinch.emit('OPT_IN', { status: 'OPT_IN_FAILED' });
    const bodies = await at.callbacks(2);
    bodies.find((body) => body.brand_new_notification).brand_new_notification.should.eql({ a: 1 });
    bodies.find((body) => body.opt_in_notification).opt_in_notification.should.eql({ status: 'OPT_IN_FAILED' });
  });

  for (const status of [500, 503, 429] as const) {
    it(`are sent again after ${status}, with a new signature`, async () => {
      await at.listen(['OPT_IN'], { secret: 'top' });
      at.listener.status = (index) => (index === 0 ? status : 200);
      at.sinch.emit('OPT_IN');
      await until(() => at.world.sandbox.webhooks.attempts.length === 1);
      await at.world.clock.advance(1_000);
      await at.callbacks(2);
      const [first, second] = at.listener.deliveries;
      should(second?.body.equals(first?.body ?? Buffer.alloc(0))).be.true();
      isSigned(second, 'top').should.be.true();
      header(second, '-nonce').should.not.equal(header(first, '-nonce'));
      header(second, '-timestamp').should.not.equal(header(first, '-timestamp'));
    });
  }

  it('are sent again when no answer comes in time', async () => {
    at.sinch.setCallbacks({ timeoutMs: 50, retryDelaysMs: [10] });
    await at.listen(['OPT_IN']);
    at.listener.status = () => 'hang';
    at.sinch.emit('OPT_IN');
    await at.callbacks(1);
    await at.world.clock.advance(50);
    await until(() => at.world.sandbox.webhooks.attempts.length === 1);
    await at.world.clock.advance(10);
    await at.callbacks(2);
  });

  it('are not sent again after another refusal', async () => {
    await at.listen(['OPT_IN']);
    at.listener.status = () => 401;
    at.sinch.emit('OPT_IN');
    await until(() => at.world.sandbox.webhooks.attempts.length === 1);
    should(at.world.sandbox.webhooks.attempts[0]).containEql({ status: 401, final: true });
    at.world.clock.pending.should.equal(0);
  });

  it('can keep their first signature when they are sent again', async () => {
    at.sinch.setCallbacks({ retrySignature: 'same' });
    await at.listen(['OPT_IN'], { secret: 'top' });
    at.listener.status = (index) => (index === 0 ? 500 : 200);
    at.sinch.emit('OPT_IN');
    await until(() => at.world.sandbox.webhooks.attempts.length === 1);
    await at.world.clock.advance(1_000);
    await at.callbacks(2);
    const [first, second] = at.listener.deliveries.map((request) => header(request, '-nonce'));
    should(second).equal(first);
  });

  it('can be signed wrong, be stale, be replayed and come twice', async () => {
    await at.listen(['OPT_IN'], { secret: 'top' });
    const { webhooks } = at.world.sandbox;
    const emit = async (count: number) => {
      const before = at.listener.deliveries.length;
      at.sinch.emit('OPT_IN');
      await at.callbacks(before + count);
      return at.listener.deliveries.slice(before);
    };
    webhooks.mischief = { wrongSignature: 1 };
    isSigned((await emit(1))[0], 'top').should.be.false();
    webhooks.mischief = { stale: 1 };
    const [stale] = await emit(1);
    isSigned(stale, 'top').should.be.true();
    Number(header(stale, '-timestamp')).should.equal(Date.UTC(2026, 0, 1) / 1000 - 3_600);
    webhooks.mischief = { duplicate: 1 };
    const twice = await emit(2);
    header(twice[0], '-nonce').should.not.equal(header(twice[1], '-nonce'));
    should(twice[0]?.body.equals(twice[1]?.body ?? Buffer.alloc(0))).be.true();
    webhooks.mischief = { replay: 1 };
    const replayed = await emit(2);
    header(replayed[0], '-nonce').should.equal(header(replayed[1], '-nonce'));
  });
});
