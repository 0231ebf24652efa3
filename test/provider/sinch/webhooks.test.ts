import should from 'should';
import { CANARY, failureOf } from '../support/failure-of';
import { never } from '../support/sendseven-client';
import { knownTypes } from '../support/sinch-events';
import { APP, json, PROJECT, sinchServer } from '../support/sinch-server';

const draft = { name: 'Node-RED', url: 'https://red.example.com/hook', events: ['message.received', 'message.read'] };

describe('the webhooks of an app of Sinch', () => {
  const { answers, client, apiRequests } = sinchServer();
  const bodyOf = (index = 0) => JSON.parse(apiRequests()[index]?.body.toString() ?? '');
  const lineOf = (index = 0) => apiRequests()[index]?.line.replace(`/v1/projects/${PROJECT}`, '');

  it('are made for HTTP, with a secret of ours that nobody else knows', async () => {
    answers.api = json(200, { id: 'W1', target_type: 'HTTP' });
    const first = await client().webhooks.create(draft, never);
    const second = await client().webhooks.create(draft, never);
    first.id.should.equal('W1');
    first.secret.should.match(/^[0-9a-f]{64}$/);
    second.secret.should.not.equal(first.secret);
    should(lineOf()).equal('POST /webhooks HTTP/1.1');
    bodyOf().should.deepEqual({
      app_id: APP,
      target: draft.url,
      target_type: 'HTTP',
      triggers: ['MESSAGE_INBOUND', 'MESSAGE_DELIVERY'],
      secret: first.secret,
    });
  });

  it('are told with the events that their triggers bring', async () => {
    answers.api = json(200, {
      webhooks: [
        { id: 'W1', target: draft.url, target_type: 'HTTP', triggers: ['MESSAGE_INBOUND', 'NEW_ONE'], secret: CANARY },
        { id: 'W2', target: 'https://x.example', target_type: 'DISMISS', triggers: null },
        { target: 'https://no.id' },
        null,
      ],
    });
    const webhooks = await client().webhooks.list(never);
    webhooks.should.deepEqual([
      { id: 'W1', url: draft.url, events: ['message.received', 'sinch.new_one'], active: true, verified: true },
      { id: 'W2', url: 'https://x.example', events: [], active: false, verified: true },
    ]);
    should(lineOf()).equal(`GET /apps/${APP}/webhooks HTTP/1.1`);
  });

  it('are changed in what is ours only, so that the secret stays', async () => {
    answers.api = json(200, {});
    await client().webhooks.update('W/1', draft, never);
    should(lineOf()).equal('PATCH /webhooks/W%2F1?update_mask=target,target_type,triggers HTTP/1.1');
    bodyOf().should.deepEqual({
      target: draft.url,
      target_type: 'HTTP',
      triggers: ['MESSAGE_INBOUND', 'MESSAGE_DELIVERY'],
    });
  });

  it('get another secret', async () => {
    answers.api = json(200, {});
    const secret = await client().webhooks.renewSecret('W1', never);
    should(lineOf()).equal('PATCH /webhooks/W1?update_mask=secret HTTP/1.1');
    bodyOf().should.deepEqual({ secret });
    secret.should.match(/^[0-9a-f]{64}$/);
  });

  it('need no proof', async () => {
    await client().webhooks.verify('W1', never);
    apiRequests().length.should.equal(0);
    should(client().webhooks.test).equal(undefined);
  });

  it('are removed, also when they are gone already', async () => {
    answers.api = json(200, {});
    await client().webhooks.remove('W1', never);
    answers.api = json(404, {});
    await client().webhooks.remove('W1', never);
    should(lineOf()).equal('DELETE /webhooks/W1 HTTP/1.1');
    answers.api = json(500, {});
    (await failureOf(client().webhooks.remove('W1', never))).code.should.equal('ERR_SERVER');
  });

  it('say what is in the way: the limit of five, and one webhook for each target', async () => {
    answers.api = json(400, { error: { code: 400, message: 'Invalid webhook', status: 'INVALID_ARGUMENT' } });
    const failure = await failureOf(client().webhooks.create(draft, never));
    failure.code.should.equal('ERR_BAD_REQUEST');
    failure.message.should.match(/refused the webhook/);
    failure.cause.hint.should.match(/5 webhooks at most.*target of its own/);
  });

  it('say when one is gone', async () => {
    answers.api = json(404, {});
    (await failureOf(client().webhooks.update('W1', draft, never))).message.should.match(/does not know this webhook/);
  });

  it('do not exist without an id', async () => {
    answers.api = json(200, {});
    (await failureOf(client().webhooks.create(draft, never))).code.should.equal('ERR_RESPONSE_NOT_JSON');
  });

  it('never tell a new secret, also when the server sends it back', async () => {
    answers.api = (socket, request) => {
      const { secret } = JSON.parse(request.body.toString());
      json(400, { error: { message: `Bad secret ${secret}` } })(socket, request);
    };
    const failure = await failureOf(client().webhooks.create(draft, never));
    const { secret } = bodyOf();
    JSON.stringify(failure.cause).should.not.containEql(secret);
    JSON.stringify(failure.cause).should.containEql('[secret]');
  });

  it('are not made for events that Sinch does not have', async () => {
    const failure = await failureOf(client().webhooks.create({ ...draft, events: ['campaign.message.sent'] }, never));
    failure.code.should.equal('ERR_VALIDATION');
    apiRequests().length.should.equal(0);
  });

  it('are as they should be, although Sinch brings more than was asked for', async () => {
    const { webhooks } = client();
    const listed = webhooks.listedEvents?.(['message.read', 'campaign.message.sent']);
    should(listed).eql([
      'message.sent',
      'message.delivered',
      'message.read',
      'message.failed',
      'sinch.switching_channel',
      'sinch.message_delivery',
    ]);
    should(webhooks.listedEvents?.(listed ?? [])).eql(listed);
  });

  it('can be had for every event that can come', async () => {
    const known = await client().webhooks.availableEvents(never);
    const events = known.map(({ event }) => event);
    new Set(events).size.should.equal(events.length);
    for (const type of knownTypes()) events.should.containEql(type);
    for (const { description } of known) should(description).match(/\.$/);
  });
});
