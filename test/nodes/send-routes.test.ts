import should from 'should';
import { inject, startFlow, stopFlow, usualFlow } from '../support/flow';

const failing = () => ({ payload: 'hello', conversationId: 'simulate-401' });

describe('conversation-send: where a failure goes', () => {
  afterEach(stopFlow);

  it('completes a message that was sent, once', async () => {
    const { ok, completed, caught } = await startFlow(usualFlow());
    inject({ payload: 'one', conversationId: 'conv-ada' });
    inject({ payload: 'two', conversationId: 'conv-ada' });
    await ok?.received(2);
    await completed?.received(2);
    should(completed?.messages).have.length(2);
    should(caught?.messages).be.empty();
  });

  it('goes out of the error output and completes the message, where that output is wired', async () => {
    const { bad, caught, completed } = await startFlow(usualFlow());
    inject(failing());
    should((await bad?.first())?.error.code).equal('ERR_UNAUTHORIZED');
    await completed?.first();
    should(caught?.messages).be.empty();
  });

  it('goes to Catch nodes where nothing is wired to the error output', async () => {
    const { caught, completed } = await startFlow(usualFlow({ wires: [['ok'], []] }));
    inject(failing());
    const msg = await caught?.first();
    should(msg?.error).match({ code: 'ERR_UNAUTHORIZED', source: { id: 'send', type: 'conversation-send' } });
    should(msg?.error.message)
      .match(/token.*401/)
      .and.match(/make a new one/);
    should(msg?.error.cause).match({ statusCode: 401, kind: 'refused', attempts: 1, retryable: false });
    should(msg?.payload).equal('hello');
    should(msg?.idempotencyKey).be.a.String().and.not.empty();
    should(completed?.messages).be.empty();
  });

  it('goes to Catch nodes alone where the node says so', async () => {
    const { bad, caught } = await startFlow(usualFlow({ errors: 'catch' }));
    inject(failing());
    should((await caught?.first())?.error.code).equal('ERR_UNAUTHORIZED');
    should(bad?.messages).be.empty();
  });

  it('goes both ways where the node says so, and each message knows one error', async () => {
    const { bad, caught } = await startFlow(usualFlow({ errors: 'both' }));
    inject(failing());
    should((await bad?.first())?.error.hint).be.a.String();
    const msg = await caught?.first();
    should(msg?.error.code).equal('ERR_UNAUTHORIZED');
    should(msg).not.have.property('_error');
  });

  it('leaves no key of its own on a message that a Catch node has brought back and that went through', async () => {
    const { ok, caught } = await startFlow(usualFlow({ errors: 'catch' }));
    inject({ payload: 'hello', conversationId: 'simulate-404' });
    const failed = await caught?.first();
    should(failed?.idempotencyKey).be.a.String();
    inject({ ...failed, conversationId: 'simulate-404' });
    const again = (await caught?.received(2))?.[1];
    should(again?.idempotencyKey).equal(failed?.idempotencyKey);
    inject({ ...again, conversationId: 'conv-ada' });
    const msg = await ok?.first();
    should(msg?.receipt.idempotencyKey).equal(failed?.idempotencyKey);
    should(msg).not.have.properties('idempotencyKey');
    should(msg).not.have.properties('error');
  });

  it('leaves the key that the flow has given, wherever the message comes back from', async () => {
    const { ok, caught } = await startFlow(usualFlow({ errors: 'catch' }));
    inject({ payload: 'hello', conversationId: 'simulate-404', idempotencyKey: 'order 1' });
    inject({ ...(await caught?.first()), conversationId: 'conv-ada' });
    should((await ok?.first())?.idempotencyKey).equal('order 1');
  });

  it('survives a message that cannot be copied, and says what is wrong with it to Catch nodes', async () => {
    const { caught } = await startFlow(usualFlow({ errors: 'both', text: 'nothing', textType: 'jsonata' }));
    let copied = 0;
    const hostile = { conversationId: 'conv-ada' };
    Object.defineProperty(hostile, 'bad', {
      enumerable: true,
      get() {
        copied++;
        if (copied === 1) throw new Error('not to be copied');
        return 'copied';
      },
    });
    inject(hostile);
    should((await caught?.first())?.error.code).equal('ERR_TEXT_MISSING');
    should(copied).be.aboveOrEqual(1);
  });

  for (const options of [{}, [null], 'x', [{ name: 1 }]]) {
    it(`does not mind the options ${JSON.stringify(options)} of an imported node`, async () => {
      const { ok } = await startFlow(usualFlow({ options }));
      inject({ payload: 'hello', conversationId: 'conv-ada' });
      should((await ok?.first())?.statusCode).equal(201);
    });
  }

  it('says that the node has no account', async () => {
    const { bad } = await startFlow(usualFlow({ account: '' }));
    inject({ payload: 'hello', conversationId: 'conv-ada' });
    should((await bad?.first())?.error).match({ code: 'ERR_NO_ACCOUNT', kind: 'config', attempts: 0 });
  });

  it('says that the account is gone or disabled', async () => {
    const { bad } = await startFlow(usualFlow({}, { d: true }));
    inject({ payload: 'hello', conversationId: 'conv-ada' });
    should((await bad?.first())?.error.code).equal('ERR_NO_ACCOUNT');
  });
});
