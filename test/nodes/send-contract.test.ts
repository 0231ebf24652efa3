import should from 'should';
import { sandbox } from '../../nodes/runtime/sandbox-host';
import { inject, startFlow, stopFlow, textsIn, usualFlow } from '../support/flow';

describe('conversation-send: the contract of a message', () => {
  afterEach(stopFlow);

  it('sends the text and puts the answer of the provider, untouched, on output 1', async () => {
    const { ok, bad } = await startFlow(usualFlow());
    inject({ payload: 'hello', conversationId: 'conv-ada' });
    const msg = await ok?.first();
    const { requests } = await sandbox();
    should(requests.at(-1)?.body).eql({ conversation_id: 'conv-ada', text: 'hello', message_type: 'text' });
    should(msg?.payload).match({
      text: 'hello',
      status: 'pending',
      direction: 'outbound',
      conversation_id: 'conv-ada',
    });
    should(msg?.statusCode).equal(201);
    should(msg?.conversationId).equal('conv-ada');
    should(bad?.messages).be.empty();
  });

  it('adds a receipt that says what happened to the message', async () => {
    const { ok } = await startFlow(usualFlow());
    inject({ payload: 'hello', conversationId: 'conv-ada', idempotencyKey: 'order-17' });
    const msg = await ok?.first();
    should(msg?.receipt).match({
      provider: 'sendseven',
      messageId: msg?.payload.id,
      conversationId: 'conv-ada',
      status: 'pending',
      attempts: 1,
      idempotencyKey: 'order-17',
    });
    should(Date.parse(msg?.receipt.acceptedAt)).be.above(0);
    should(msg?.receipt.queuedMs).be.a.Number();
    should(msg?.receipt.requestId).be.a.String().and.not.empty();
  });

  it('keeps the message object and everything the flow put on it', async () => {
    const { ok } = await startFlow(usualFlow());
    const message = { payload: 'hello', conversationId: 'conv-ada', topic: 'kept', parts: { id: 7 }, _msgid: 'abc' };
    inject(message);
    should(await ok?.first()).equal(message);
    should(message).match({ topic: 'kept', parts: { id: 7 }, _msgid: 'abc' });
  });

  it('puts a failure on output 2 with what came in, the key that was used, and what to do', async () => {
    const { ok, bad } = await startFlow(usualFlow());
    inject({ payload: 'hello', conversationId: 'simulate-403', topic: 'kept' });
    const msg = await bad?.first();
    should(msg).match({ payload: 'hello', conversationId: 'simulate-403', topic: 'kept' });
    should(msg?.error).match({
      code: 'ERR_MISSING_SCOPE',
      kind: 'refused',
      statusCode: 403,
      detail: 'Missing scope messages:create',
      attempts: 1,
      retryable: false,
      source: { id: 'send', type: 'conversation-send', name: 'my sender' },
    });
    should(msg?.error.message).match(/permission/);
    should(msg?.error.hint).match(/messages:create/);
    should(msg?.error.requestId).be.a.String().and.not.empty();
    const { requests } = await sandbox();
    should(msg?.idempotencyKey).equal(requests.at(-1)?.headers['idempotency-key']);
    should(ok?.messages).be.empty();
  });

  it('sends what came out of output 2 again with the same key, and takes key and error off when it went through', async () => {
    const { ok, bad } = await startFlow(usualFlow({}, { keepTryingFor: 0 }));
    const { faults, requests } = await sandbox();
    faults.add({ times: 1, when: 'after', action: { kind: 'reset' } });
    inject({ payload: 'once', conversationId: 'conv-ada' });
    const failed = await bad?.first();
    should(failed?.error).match({ code: 'ERR_CONNECTION_RESET', kind: 'uncertain', retryable: true });
    inject(failed as object);
    const sent = await ok?.first();
    const keys = requests.filter(({ method }) => method === 'POST').map(({ headers }) => headers['idempotency-key']);
    should(keys).have.length(2);
    should(keys[1]).equal(keys[0]);
    should(sent?.receipt.idempotencyKey).equal(keys[0]);
    should(sent).not.have.properties('error', 'idempotencyKey');
    should((await textsIn('conv-ada')).filter((text) => text === 'once')).have.length(1);
  });

  it('leaves a key alone that the flow gave', async () => {
    const { ok, bad } = await startFlow(usualFlow({}, { keepTryingFor: 0 }));
    const { faults } = await sandbox();
    faults.add({ times: 1, action: { kind: 'status', status: 500 } });
    inject({ payload: 'hello', conversationId: 'conv-ada', idempotencyKey: 'order-17' });
    inject((await bad?.first()) as object);
    should((await ok?.first())?.idempotencyKey).equal('order-17');
  });

  it('moves an error that another node left on the message aside', async () => {
    const { bad } = await startFlow(usualFlow());
    inject({ payload: '', conversationId: 'conv-ada', error: { message: 'from elsewhere' } });
    const msg = await bad?.first();
    should(msg?.error.code).equal('ERR_TEXT_EMPTY');
    should(msg?._error).eql({ message: 'from elsewhere' });
  });
});
