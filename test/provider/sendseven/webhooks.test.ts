import should from 'should';
import { parseAccount, type SendSevenAccount } from '../../../src/model/account';
import { createHttp } from '../../../src/provider/http';
import { createSendSeven } from '../../../src/provider/sendseven/client';
import type { WebhookApi } from '../../../src/provider/webhook-api';
import { type RawServer, reply, startRawServer } from '../../support/raw-server';
import { closing } from '../support/closing';
import { CANARY, everythingIn, failureOf } from '../support/failure-of';
import { never } from '../support/sendseven-client';

const SECRET = 'd0c5'.repeat(16);
const draft = { name: 'Node-RED', url: 'https://flows.example.com/hook', events: ['message.received', 'message.read'] };

describe("SendSeven's webhook endpoints", () => {
  const use = closing();
  let server: RawServer;

  /** The endpoints as a client sees them of a server that gives one answer. */
  async function answering(status: number, body: unknown = '', headers: Record<string, string> = {}) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    server = use(await startRawServer(reply(status, text, headers)));
    const account = parseAccount({ token: CANARY, baseUrl: `${server.origin}/api/v1` }) as SendSevenAccount;
    return createSendSeven(account, use(createHttp())).webhooks;
  }

  /** The request that the last call made. */
  function asked() {
    server.requests.length.should.equal(1);
    const [request] = server.requests;
    should(request?.headers.authorization).equal(`Bearer ${CANARY}`);
    return {
      line: request?.line.replace(' HTTP/1.1', ''),
      body: request?.body.length ? JSON.parse(String(request.body)) : undefined,
    };
  }

  const remote = {
    id: 'w1',
    url: 'https://flows.example.com/hook',
    subscribed_events: ['message.received'],
    is_active: true,
    is_verified: true,
    suspended_at: null,
    last_error: null,
  };

  for (const [form, body] of Object.entries({
    'a bare list': [remote],
    'the items of an object': { items: [remote] },
  })) {
    it(`are listed, also as ${form}`, async () => {
      const api = await answering(200, body);
      should(await api.list(never)).eql([
        {
          id: 'w1',
          url: remote.url,
          events: ['message.received'],
          active: true,
          verified: true,
          suspendedAt: undefined,
          lastError: undefined,
        },
      ]);
      asked().should.eql({ line: 'GET /api/v1/webhook-endpoints', body: undefined });
    });
  }

  it('are listed with what is wrong with them, and without what is none', async () => {
    const ill = { ...remote, is_active: false, is_verified: false, suspended_at: '2026-01-01T00:00:00Z' };
    const api = await answering(200, [{ ...ill, last_error: `401 for ${CANARY}` }, { url: 'no id' }, 'x', null]);
    const listed = await api.list(never);
    listed.length.should.equal(1);
    should(listed[0]).containEql({
      active: false,
      verified: false,
      suspendedAt: '2026-01-01T00:00:00Z',
      lastError: '401 for [secret]',
    });
  });

  it('are not taken for none where something else answers', async () => {
    for (const body of [{}, 'null', '<html>', '']) {
      const api = await answering(200, body);
      (await failureOf(api.list(never))).code.should.equal('ERR_RESPONSE_NOT_JSON');
    }
  });

  for (const key of ['webhook_id', 'id']) {
    it(`are made, and told by ${key}`, async () => {
      const api = await answering(201, { [key]: 'w1', secret_key: SECRET, message: 'Created' });
      should(await api.create(draft, never)).eql({ id: 'w1', secret: SECRET });
      asked().should.eql({
        line: 'POST /api/v1/webhook-endpoints',
        body: { name: draft.name, url: draft.url, subscribed_events: draft.events },
      });
    });
  }

  it('are made with a header of the account', async () => {
    const api = await answering(201, { webhook_id: 'w1', secret_key: SECRET });
    await api.create({ ...draft, name: 'x'.repeat(300), authorization: 'Basic eA==' }, never);
    asked().body.should.containEql({ authorization_header: 'Basic eA==', name: 'x'.repeat(255) });
  });

  it('are changed whole, switched on, and freed of a header that is no longer wanted', async () => {
    const api = await answering(200, remote);
    await api.update('w/1', draft, never);
    asked().should.eql({
      line: 'PATCH /api/v1/webhook-endpoints/w%2F1',
      body: {
        name: draft.name,
        url: draft.url,
        subscribed_events: draft.events,
        authorization_header: '',
        is_active: true,
      },
    });
  });

  it('get another secret', async () => {
    const api = await answering(200, { webhook_id: 'w1', secret_key: SECRET });
    should(await api.renewSecret('w1', never)).equal(SECRET);
    asked().should.eql({ line: 'POST /api/v1/webhook-endpoints/w1/regenerate-secret', body: undefined });
  });

  it('are verified', async () => {
    const api = await answering(200, { webhook_id: 'w1', is_verified: false, verification_pending: true });
    await api.verify('w1', never);
    asked().should.eql({ line: 'POST /api/v1/webhook-endpoints/w1/verify', body: undefined });
    should(server.requests[0]?.headers).containEql({ 'content-length': '0' });
  });

  for (const status of [204, 404]) {
    it(`are removed, also if they are gone already (${status})`, async () => {
      const api = await answering(status);
      await api.remove('w1', never);
      asked().should.eql({ line: 'DELETE /api/v1/webhook-endpoints/w1', body: undefined });
    });
  }

  it('are tested', async () => {
    const api = await answering(200, {
      success: true,
      delivery_id: 'd1',
      response_status_code: 200,
      response_time_ms: 12,
      message: 'ok',
    });
    should(await api.test?.('w1', 'message.read', never)).eql({
      delivered: true,
      statusCode: 200,
      tookMs: 12,
      error: undefined,
    });
    asked().should.eql({
      line: 'POST /api/v1/webhook-endpoints/w1/test',
      body: { event_type: 'message.read' },
    });
  });

  it('are tested in vain, with the reason', async () => {
    const api = await answering(200, { success: false, response_status_code: null, error: `No answer (${CANARY})` });
    should(await api.test?.('w1', 'message.read', never)).containEql({
      delivered: false,
      error: 'No answer ([secret])',
    });
  });

  it('have a list of events', async () => {
    const events = [{ event: 'message.read', description: 'Read', category: 'message' }, { event: 'new.one' }, {}];
    const api = await answering(200, { events, categories: ['message'] });
    should(await api.availableEvents(never)).eql([
      { event: 'message.read', description: 'Read', category: 'message' },
      { event: 'new.one', description: undefined, category: undefined },
    ]);
    should(asked().line).equal('GET /api/v1/webhook-endpoints/available-events');
  });

  const calls: Record<string, (api: WebhookApi) => Promise<unknown>> = {
    list: (api) => api.list(never),
    create: (api) => api.create(draft, never),
    update: (api) => api.update('w1', draft, never),
    renewSecret: (api) => api.renewSecret('w1', never),
    verify: (api) => api.verify('w1', never),
    remove: (api) => api.remove('w1', never),
    test: (api) => api.test?.('w1', 'message.read', never) ?? Promise.resolve(),
    availableEvents: (api) => api.availableEvents(never),
  };
  for (const [name, call] of Object.entries(calls)) {
    it(`say in ${name} what the token lacks`, async () => {
      const known = await failureOf(call(await answering(403, { detail: "Missing scope: 'webhooks:read'" })));
      const unknown = await failureOf(call(await answering(403, { detail: 'Forbidden' })));
      unknown.code.should.equal('ERR_FORBIDDEN');
      for (const { cause } of [known, unknown]) cause.hint.should.match(/webhooks:/);
    });

    it(`never speak in ${name} of a message or a conversation`, async () => {
      for (const status of [400, 401, 403, 404, 409, 413, 422, 500]) {
        const api = await answering(status, { detail: 'No' });
        if (name === 'remove' && status === 404) continue;
        const { cause } = await failureOf(call(api));
        `${cause.message} ${cause.hint}`.replace('msg.error', '').should.not.match(/message\b(?!\.)|conversation/);
      }
    });
  }

  it('say that the endpoint is not known, where it is not', async () => {
    const failure = await failureOf((await answering(404, { detail: 'Not Found' })).verify('w1', never));
    failure.code.should.equal('ERR_NOT_FOUND');
    failure.message.should.match(/does not know this webhook endpoint/);
  });

  it('say that the API is not there, where the list is not', async () => {
    const failure = await failureOf((await answering(404, { detail: 'Not Found' })).list(never));
    failure.message.should.match(/API is not at this address/);
  });

  it('never repeat a secret: neither the new one, nor the header, nor the token', async () => {
    const noId = await failureOf((await answering(201, { secret_key: SECRET })).create(draft, never));
    const noSecret = await failureOf(
      (await answering(200, { webhook_id: 'w1', key: SECRET })).renewSecret('w1', never),
    );
    const cut = await failureOf((await answering(200, `{"secret_key":"${SECRET}`)).renewSecret('w1', never));
    for (const failure of [noId, noSecret, cut]) {
      failure.code.should.equal('ERR_RESPONSE_NOT_JSON');
      everythingIn(failure).should.not.containEql(SECRET);
    }
    const echo = { detail: [{ loc: ['body', 'authorization_header'], msg: `Bearer ${SECRET} is wrong, ${CANARY}` }] };
    const refused = await failureOf(
      (await answering(422, echo)).create({ ...draft, authorization: `Bearer ${SECRET}` }, never),
    );
    refused.code.should.equal('ERR_VALIDATION');
    everythingIn(refused).should.not.containEql(SECRET);
  });
});
