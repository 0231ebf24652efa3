import should from 'should';
import { type RawRequest, reply, startRawServer } from '../../support/raw-server';
import { failureOf } from '../support/failure-of';
import { never, sendSevenClients } from '../support/sendseven-client';

/** The client and the sandbox were written from the same documents, and by different hands. */
describe("SendSeven's webhook endpoints in the sandbox", () => {
  const { use, sandbox, client } = sendSevenClients();

  /** Answers challenges, and everything else with 200. */
  async function receiver() {
    const server = await startRawServer((socket, request) => {
      const { challenge } = bodyOf(request);
      reply(200, challenge ? JSON.stringify({ challenge }) : '')(socket, request);
    });
    return use(server);
  }

  const bodyOf = (request: RawRequest) => JSON.parse(String(request.body));

  /** Asks again until it is so: the challenge takes a moment. */
  async function verified(list: () => Promise<readonly { readonly verified: boolean }[]>): Promise<void> {
    while (!(await list()).every((endpoint) => endpoint.verified)) await new Promise(setImmediate);
  }

  it('are made, verified, changed, tested and removed', async () => {
    const { origin, requests } = await receiver();
    const { webhooks } = client();
    const list = () => webhooks.list(never);
    const draft = { name: 'Node-RED', url: `${origin}/hook`, events: ['message.received'] };
    should(await list()).eql([]);

    const { id, secret } = await webhooks.create(draft, never);
    secret.length.should.be.above(20);
    await verified(list);
    should(bodyOf(requests[0] as RawRequest).webhook_id).equal(id);
    should(await list()).containDeep([{ id, url: draft.url, events: draft.events, active: true, verified: true }]);

    const test = await webhooks.test?.(id, 'message.received', never);
    should(test).containEql({ delivered: true, statusCode: 200, error: undefined });
    (await webhooks.renewSecret(id, never)).should.not.equal(secret);

    const change = { ...draft, url: `${origin}/other`, events: ['message.read'], authorization: 'Basic eA==' };
    await webhooks.update(id, change, never);
    await verified(list);
    should(await list()).containDeep([{ id, url: change.url, events: change.events }]);
    await webhooks.verify(id, never);

    await webhooks.remove(id, never);
    await webhooks.remove(id, never);
    should(await list()).eql([]);
    (await failureOf(webhooks.verify(id, never))).message.should.match(/does not know this webhook endpoint/);
  });

  it('tell all events that there are', async () => {
    const events = await client().webhooks.availableEvents(never);
    events.map(({ event }) => event).should.containEql('message.received');
    events.length.should.be.above(40);
  });

  it('are refused where nothing can be delivered to, with what is wrong', async () => {
    const draft = { name: 'Node-RED', url: 'https://flows.example.com/hook', events: ['message.received'] };
    const failure = await failureOf(client().webhooks.create(draft, never));
    failure.code.should.equal('ERR_VALIDATION');
    should(JSON.stringify(failure.cause.detail)).containEql('body.url');
  });

  it('are out of reach for a token without the scopes', async () => {
    sandbox().sendseven.addToken('weak', { scopes: ['messages:create'] });
    const failure = await failureOf(client({ token: 'weak' }).webhooks.list(never));
    failure.code.should.equal('ERR_MISSING_SCOPE');
    failure.cause.hint.should.match(/webhooks:read/);
  });
});
