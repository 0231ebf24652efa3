import should from 'should';
import { startSandbox } from '../../../src/sandbox';
import { useSinch } from './use-sinch';

describe('the webhooks of the simulated Sinch', () => {
  const at = useSinch();
  const target = (path: string) => `http://127.0.0.1:9/${path}`;
  const create = (fields: object = {}) =>
    at.call('POST', '/webhooks', {
      body: { app_id: at.sinch.appId, target: target('a'), triggers: ['MESSAGE_INBOUND'], ...fields },
    });
  const list = async () => (await at.call('GET', `/apps/${at.sinch.appId}/webhooks`)).body.webhooks;

  it('send nothing unless they say so, and tell their secret again', async () => {
    const { status, body } = await create({ secret: 's' });
    status.should.equal(200);
    const { id, ...rest } = body;
    rest.should.eql({
      app_id: at.sinch.appId,
      target: target('a'),
      target_type: 'DISMISS',
      triggers: ['MESSAGE_INBOUND'],
      secret: 's',
      client_credentials: null,
    });
    (await at.call('GET', `/webhooks/${id}`)).body.should.eql(body);
    (await list()).should.eql([body]);
  });

  it('are five at most for an app', async () => {
    for (const path of ['a', 'b', 'c', 'd', 'e']) (await create({ target: target(path) })).status.should.equal(200);
    (await create({ target: target('f') })).status.should.equal(400);
    (await create({ target: target('f'), app_id: at.sinch.dispatchAppId })).status.should.equal(200);
    await at.call('DELETE', `/webhooks/${(await list())[0].id}`);
    (await create({ target: target('f') })).status.should.equal(200);
  });

  it('have a target each', async () => {
    await create();
    (await create()).status.should.equal(400);
    const { id } = (await create({ target: target('b') })).body;
    (await at.call('PATCH', `/webhooks/${id}`, { body: { target: target('a') } })).status.should.equal(400);
    (await at.call('PATCH', `/webhooks/${id}`, { body: { target: target('b') } })).status.should.equal(200);
  });

  it('are changed in the fields that the mask names, or in all that are given', async () => {
    const { id } = (await create({ secret: 's' })).body;
    const body = { target_type: 'HTTP', secret: 't' };
    const masked = await at.call('PATCH', `/webhooks/${id}?update_mask=target_type`, { body });
    masked.body.should.containEql({ target_type: 'HTTP', secret: 's' });
    (await at.call('PATCH', `/webhooks/${id}`, { body })).body.should.containEql({ secret: 't' });
    (await at.call('PATCH', `/webhooks/${id}?update_mask=app_id`, { body })).status.should.equal(400);
    (await at.call('PATCH', `/webhooks/${id}`, { body: { triggers: ['NONSENSE'] } })).status.should.equal(400);
  });

  it('are gone when they are deleted', async () => {
    const { id } = (await create()).body;
    const deleted = await at.call('DELETE', `/webhooks/${id}`);
    deleted.should.containDeep({ status: 200, body: {} });
    for (const method of ['GET', 'DELETE']) (await at.call(method, `/webhooks/${id}`)).status.should.equal(404);
    (await at.call('PATCH', `/webhooks/${id}`, { body: {} })).status.should.equal(404);
    (await list()).should.be.empty();
  });

  for (const [what, fields] of [
    ['no app', { app_id: undefined }],
    ['no target', { target: undefined }],
    ['no triggers', { triggers: undefined }],
    ['an unknown trigger', { triggers: ['UNSPECIFIED_TRIGGER'] }],
    ['an unknown type of target', { target_type: 'GRPC' }],
    ['a long target', { target: target('x'.repeat(742)) }],
    ['a target that is no address', { target: 'nowhere' }],
    ['a target beyond this machine', { target: 'https://example.com/hook' }],
    ['a target at Sinch', { target: 'https://eu.conversation-api.prod.sinch.com/x' }],
  ] as const) {
    it(`are refused with ${what}`, async () => {
      (await create(fields)).status.should.equal(400);
      (await list()).should.be.empty();
    });
  }

  it('belong to an app of the project', async () => {
    (await create({ app_id: '01ARZ3NDEKTSV4RRFFQ69G5FAV' })).status.should.equal(404);
    (await at.call('GET', '/apps/01ARZ3NDEKTSV4RRFFQ69G5FAV/webhooks')).status.should.equal(404);
  });

  it('are not shown with their secrets to who watches the requests', async () => {
    const sandbox = await startSandbox({ control: true });
    try {
      const { baseUrl, projectId, appId, keyId, keySecret } = sandbox.sinch;
      const authorization = `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}`;
      const body = JSON.stringify({ app_id: appId, target: target('a'), triggers: [], secret: 'top\\"secret' });
      await fetch(`${baseUrl}/v1/projects/${projectId}/webhooks`, { method: 'POST', headers: { authorization }, body });
      const text = await (await fetch(`${sandbox.origin}/_sandbox/requests`)).text();
      text.should.containEql('127.0.0.1:9');
      text.should.not.containEql('top');
      should(text.includes(authorization)).be.false();
    } finally {
      await sandbox.close();
    }
  });
});
