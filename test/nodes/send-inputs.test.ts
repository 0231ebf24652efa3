import should from 'should';
import { sandbox } from '../../nodes/runtime/sandbox-host';
import { helper, inject, startFlow, stopFlow, usualFlow } from '../support/flow';

describe('conversation-send: what it takes', () => {
  afterEach(stopFlow);

  const texts: [string, unknown, string][] = [
    ['a number', 42.5, '42.5'],
    ['a boolean', false, 'false'],
    ['a buffer', Buffer.from('Grüße 👋'), 'Grüße 👋'],
    ['a text with line breaks', 'one\ntwo', 'one\ntwo'],
  ];
  for (const [what, payload, text] of texts) {
    it(`sends ${what} as text`, async () => {
      const { ok } = await startFlow(usualFlow());
      inject({ payload, conversationId: 'conv-ada' });
      should((await ok?.first())?.payload.text).equal(text);
    });
  }

  const refused: [string, object, string][] = [
    ['an object', { payload: { a: 1 }, conversationId: 'conv-ada' }, 'ERR_TEXT_TYPE'],
    ['an array', { payload: ['a'], conversationId: 'conv-ada' }, 'ERR_TEXT_TYPE'],
    ['a buffer that is no text', { payload: Buffer.from([0xff, 0xfe]), conversationId: 'conv-ada' }, 'ERR_TEXT_TYPE'],
    ['a blank text', { payload: ' \n ', conversationId: 'conv-ada' }, 'ERR_TEXT_EMPTY'],
    ['no text', { conversationId: 'conv-ada' }, 'ERR_TEXT_MISSING'],
    ['no conversation id', { payload: 'hello' }, 'ERR_CONVERSATION_MISSING'],
    ['a blank conversation id', { payload: 'hello', conversationId: ' ' }, 'ERR_CONVERSATION_MISSING'],
    ['an object as conversation id', { payload: 'hello', conversationId: {} }, 'ERR_CONVERSATION_TYPE'],
    [
      'a key that HTTP cannot carry',
      { payload: 'hello', conversationId: 'conv-ada', idempotencyKey: 'ä' },
      'ERR_IDEMPOTENCY_KEY',
    ],
  ];
  for (const [what, message, code] of refused) {
    it(`refuses ${what} before any request, and hands the message back whole`, async () => {
      const { bad } = await startFlow(usualFlow());
      const { requests } = await sandbox();
      inject({ ...message, topic: 'kept' });
      const msg = await bad?.first();
      should(msg?.error).match({ code, kind: 'input', attempts: 0, retryable: false });
      should(msg?.error.hint).be.a.String().and.not.empty();
      should(msg).match({ ...message, topic: 'kept' });
      should(requests).be.empty();
    });
  }

  it('takes values from flow and global context, the environment, and expressions', async () => {
    process.env.CONVERSATIONS_TEST = 'conv-grace';
    const send = {
      textType: 'flow',
      text: 'greeting',
      conversationIdType: 'env',
      conversationId: 'CONVERSATIONS_TEST',
    };
    const { ok } = await startFlow(usualFlow(send));
    helper.getNode('send').context().flow.set('greeting', 'from the flow');
    inject({});
    delete process.env.CONVERSATIONS_TEST;
    should((await ok?.first())?.payload).match({ text: 'from the flow', conversation_id: 'conv-grace' });
  });

  it('takes a value that is set in the node before one on the message', async () => {
    const { ok } = await startFlow(usualFlow({ conversationIdType: 'str', conversationId: 'conv-grace' }));
    inject({ payload: 'hello', conversationId: 'conv-ada' });
    should((await ok?.first())?.conversationId).equal('conv-grace');
  });

  it('keeps messages in order when an expression takes its time for one of them', async () => {
    const slow = { textType: 'jsonata', text: 'payload & "!"' };
    const { ok } = await startFlow(usualFlow(slow));
    for (const payload of ['one', 'two', 'three']) inject({ payload, conversationId: 'conv-ada' });
    const sent = await ok?.received(3);
    should(sent?.map(({ payload }) => payload.text)).eql(['one!', 'two!', 'three!']);
  });

  it('names a variable that is not set', async () => {
    const { bad } = await startFlow(usualFlow({ conversationIdType: 'env', conversationId: 'CONVERSATIONS_NOPE' }));
    inject({ payload: 'hello' });
    should((await bad?.first())?.error).match({ code: 'ERR_ENV_NOT_SET', message: /CONVERSATIONS_NOPE/ });
  });

  for (const [what, text] of [
    ['cannot be read', '$$$('],
    ['fails', '$error("no such thing")'],
  ]) {
    it(`says that an expression ${what}`, async () => {
      const { bad } = await startFlow(usualFlow({ textType: 'jsonata', text }));
      inject({ conversationId: 'conv-ada' });
      should((await bad?.first())?.error).match({ code: 'ERR_EXPRESSION', message: /text of the node/ });
    });
  }

  it('takes an empty priority and an empty key for none', async () => {
    const { ok } = await startFlow(
      usualFlow({ priority: '', priorityType: 'msg', idempotencyKey: '', idempotencyKeyType: 'msg' }),
    );
    inject({ payload: 'hello', conversationId: 'conv-ada', idempotencyKey: 'not asked for' });
    should((await ok?.first())?.receipt.idempotencyKey).match(/^[0-9a-f-]{36}$/);
  });

  it('refuses a priority that there is not', async () => {
    const { bad } = await startFlow(usualFlow({ priorityType: 'msg', priority: 'urgency' }));
    inject({ payload: 'hello', conversationId: 'conv-ada', urgency: 'very' });
    should((await bad?.first())?.error.code).equal('ERR_PRIORITY');
  });
});
