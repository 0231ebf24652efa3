import should from 'should';
import { DeliveryError } from '../../../src/model/failure';
import { decodeAcceptance, decodeIdentity } from '../../../src/provider/sendseven/decode';

/** What the API answers right after a send: most of it is not known yet. */
const fresh = {
  id: '0f5cdd0e-3f2b-4f6e-9a0a-0d8f3a4d8f11',
  conversation_id: 'conv-ada',
  direction: 'outbound',
  message_type: 'text',
  status: 'pending',
  text: 'Hello',
  to: null,
  from: null,
  platform: null,
  channel_id: null,
  attachments: [],
  created_at: '2026-09-16T05:26:14.000000Z',
};

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

function refusal(attempt: () => unknown): DeliveryError {
  try {
    attempt();
  } catch (error) {
    should(error).be.instanceOf(DeliveryError);
    return error as DeliveryError;
  }
  throw new Error('It was expected to fail and did not.');
}

describe('an accepted message', () => {
  for (const status of [200, 201, 202]) {
    it(`is told with ${status}, by id, conversation and status, and the body untouched`, () => {
      decodeAcceptance(answer(status, fresh, { 'x-request-id': 'req-1' }), 0).should.deepEqual({
        messageId: fresh.id,
        conversationId: 'conv-ada',
        status: 'pending',
        statusCode: status,
        requestId: 'req-1',
        budget: undefined,
        body: fresh,
      });
    });
  }

  it('may lack everything that a receipt would like to tell', () => {
    decodeAcceptance(answer(201, { id: 42, conversation_id: null }), 0).should.deepEqual({
      messageId: undefined,
      conversationId: undefined,
      status: undefined,
      statusCode: 201,
      requestId: undefined,
      budget: undefined,
      body: { id: 42, conversation_id: null },
    });
  });

  it('that failed at once is a failure with the reason, and not tried again', () => {
    const body = { ...fresh, status: 'failed', error_message: 'Outside the 24 h window' };
    const failure = refusal(() => decodeAcceptance(answer(201, body, { 'x-request-id': 'req-1' }), 0));
    failure.code.should.equal('ERR_MESSAGE_FAILED');
    failure.kind.should.equal('refused');
    failure.message.should.endWith('could not send it: Outside the 24 h window.');
    failure.cause.should.containEql({ statusCode: 201, detail: 'Outside the 24 h window', requestId: 'req-1' });
    refusal(() => decodeAcceptance(answer(201, { status: 'failed' }), 0)).message.should.containEql('no reason given');
  });

  for (const [title, body, words] of [
    ['a web page', '<html>Log in</html>', 'a web page'],
    ['nothing', '', 'an empty answer'],
    ['white space', ' \n', 'an empty answer'],
    ['a list', '[]', 'JSON of another shape'],
    ['a number', '42', 'JSON of another shape'],
    ['null', 'null', 'JSON of another shape'],
    ['half of an object', '{"id":"geheim', 'no JSON'],
  ] as const) {
    it(`is not known from a 201 with ${title}`, () => {
      const failure = refusal(() => decodeAcceptance(answer(201, body), 0));
      failure.code.should.equal('ERR_RESPONSE_NOT_JSON');
      failure.kind.should.equal('uncertain');
      failure.message.should.containEql(`(${words})`);
      should(failure.cause.statusCode).equal(201);
      JSON.stringify(failure.cause).should.not.containEql('geheim');
    });
  }

  for (const status of [199, 300, 404, 500]) {
    it(`is never told with ${status}, whatever the body says`, () => {
      should(refusal(() => decodeAcceptance(answer(status, fresh), 0)).cause.statusCode).equal(status);
    });
  }
});

describe('who a token belongs to', () => {
  const user = { id: 'u1', email: 'ada@example.com', name: 'Ada', tenant_id: 't1', role: 'owner' };

  it('is told by name, address, tenant and role', () => {
    decodeIdentity(answer(200, user), 0).should.deepEqual({
      name: 'Ada',
      id: 'u1',
      email: 'ada@example.com',
      tenantId: 't1',
      role: 'owner',
    });
  });

  it('is named by the first of display name, name, address and id that there is', () => {
    const nameOf = (body: object) => decodeIdentity(answer(200, body), 0).name;
    nameOf({ ...user, display_name: 'Countess' }).should.equal('Countess');
    nameOf({ ...user, display_name: '' }).should.equal('Ada');
    nameOf({ id: 'u1', email: 'ada@example.com' }).should.equal('ada@example.com');
    nameOf({ id: 'u1' }).should.equal('u1');
    nameOf({}).should.equal('?');
  });

  it('is not known where nothing of the API answers', () => {
    const missing = refusal(() => decodeIdentity(answer(404, { detail: 'Not Found' }), 0));
    missing.message.should.match(/API is not at this address/);
    refusal(() => decodeIdentity(answer(200, '<html>'), 0)).code.should.equal('ERR_RESPONSE_NOT_JSON');
  });
});
