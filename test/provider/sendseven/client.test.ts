import should from 'should';
import { parseAccount, type SendSevenAccount } from '../../../src/model/account';
import { createHttp } from '../../../src/provider/http';
import { createSendSeven } from '../../../src/provider/sendseven/client';
import { VERSION } from '../../../src/provider/user-agent';
import { reply, startRawServer } from '../../support/raw-server';
import { CANARY, failureOf } from '../support/failure-of';
import { message, never, sendSevenClients } from '../support/sendseven-client';

describe('the client of SendSeven', () => {
  const { use, sandbox, client } = sendSevenClients();

  it('sends exactly the request that the API wants', async () => {
    await client({ tenantId: sandbox().sendseven.tenantId }).send(message('conv-ada'), never);
    const [request] = sandbox().requests;
    should(request).containEql({ method: 'POST', path: '/api/v1/messages', query: '' });
    should(request?.text).equal('{"conversation_id":"conv-ada","text":"Grüße 👋","message_type":"text"}');
    should(request?.headers).deepEqual({
      authorization: `Bearer ${CANARY}`,
      'x-tenant-id': sandbox().sendseven.tenantId,
      'idempotency-key': 'key-1',
      'content-type': 'application/json',
      'content-length': String(request?.rawBody.length),
      accept: 'application/json',
      'user-agent': `node-red-contrib-conversations/${VERSION}`,
      host: new URL(sandbox().origin).host,
      connection: 'keep-alive',
    });
  });

  it('leaves the tenant out where the account has none', async () => {
    await client().send(message('conv-ada'), never);
    should(sandbox().requests[0]?.headers).not.have.property('x-tenant-id');
  });

  it('tells what the API answered', async () => {
    const acceptance = await client().send(message('conv-grace', 'Hello'), never);
    acceptance.should.containEql({ statusCode: 201, status: 'pending', conversationId: 'conv-grace' });
    should(acceptance.messageId).match(/^[0-9a-f-]{36}$/);
    should(acceptance.requestId).match(/^[0-9a-f-]{36}$/);
    should(acceptance.body).containEql({ id: acceptance.messageId, direction: 'outbound', text: 'Hello' });
  });

  it('tells what the API says of the rate limit', async () => {
    sandbox().setRateLimit({ model: 'fixed', limit: 5, periodMs: 60_000, headers: 'full', resetForm: 'delta' });
    const { budget } = await client().send(message('conv-ada'), never);
    should(budget?.remaining).equal(4);
    should(budget?.resetMs).be.within(1, 60_000);
  });

  it('does not double a message that is sent again with its key', async () => {
    const first = await client().send(message('conv-ada'), never);
    const again = await client().send(message('conv-ada'), never);
    should(again.messageId).equal(first.messageId);
    (await failureOf(client().send(message('conv-ada', 'Other'), never))).code.should.equal('ERR_CONFLICT');
  });

  it('tells who the token belongs to, and asks for nothing else', async () => {
    const identity = await client().whoAmI(never);
    should(identity.tenantId).equal(sandbox().sendseven.tenantId);
    identity.name.should.not.equal('?');
    const [request] = sandbox().requests;
    should(request).containEql({ method: 'GET', path: '/api/v1/users/me' });
    should(request?.text).equal('');
    should(request?.headers).not.have.properties('idempotency-key', 'content-type');
  });

  it('counts a date to wait for from its own clock', async () => {
    const server = use(await startRawServer(reply(429, '', { 'Retry-After': 'Thu, 01 Jan 2026 00:00:30 GMT' })));
    const account = parseAccount({ token: CANARY, baseUrl: server.origin });
    const provider = createSendSeven(account as SendSevenAccount, use(createHttp()), () => Date.UTC(2026, 0, 1));
    should((await failureOf(provider.whoAmI(never))).cause.retryAfterMs).equal(30_000);
  });
});
