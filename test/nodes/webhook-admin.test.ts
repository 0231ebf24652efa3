import should from 'should';
import { helper, registered, startFlow, stopFlow, usualFlow } from '../support/flow';

describe('the routes of the Webhook tab', () => {
  afterEach(stopFlow);

  async function ask(action: 'verify' | 'test') {
    const { body } = await helper
      .request()
      .post(`/conversations/webhooks/${action}`)
      .send({ id: 'account' })
      .expect(200);
    return body;
  }

  /** The account wants events, so that it is registered in the sandbox. */
  const receivingFlow = (account: object) => [
    ...usualFlow({}, account),
    { id: 'receive', type: 'conversation-receive', z: 'flow', x: 0, y: 0, account: 'account', wires: [[]] },
  ];

  it('has the endpoint verified and tested', async () => {
    await startFlow(receivingFlow({}));
    await registered();
    should(await ask('verify')).eql({ ok: true });
    should(await ask('test')).match({ ok: true, statusCode: 200 });
  });

  it('does not blame the address where the provider sends no test events', async () => {
    await startFlow(receivingFlow({ provider: 'sinch' }));
    await registered();
    const { ok, error } = await ask('test');
    should(ok).be.false();
    should(error).match({ code: 'ERR_WEBHOOK_TEST', message: /cannot send test events/, hint: /Write to one of/ });
  });

  it('does not say that an endpoint is verified that nobody has asked for', async () => {
    await startFlow(usualFlow({}, { environment: 'live', autoRegister: true }), {
      account: { token: 's7_api_test', baseUrl: 'http://127.0.0.1:9' },
    });
    should(await ask('verify')).match({ ok: false, error: { code: 'ERR_NO_WEBHOOK', hint: /Public URL/ } });
  });
});
