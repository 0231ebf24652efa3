import should from 'should';
import { parseAccount, type SinchAccount } from '../../../src/model/account';
import type { Recipient } from '../../../src/model/message';
import { createHttp } from '../../../src/provider/http';
import { createSinch } from '../../../src/provider/sinch/client';
import { receiveSinch } from '../../../src/provider/sinch/receive';
import { createAccessTokens } from '../../../src/provider/sinch/token';
import { TRIGGERS } from '../../../src/provider/sinch/triggers';
import { type Sandbox, startSandbox } from '../../../src/sandbox';
import { reply, startRawServer } from '../../support/raw-server';
import { closing } from '../support/closing';
import { CANARY, failureOf } from '../support/failure-of';
import { never } from '../support/sendseven-client';
import { toSinch } from '../support/sinch-server';

const at = (identity: string): Recipient => ({ kind: 'address', channel: 'SMS', identity });

describe('the client of Sinch and the simulated Sinch', () => {
  const use = closing();
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = use(await startSandbox());
    sandbox.sinch.addKey('key', CANARY);
  });

  function client(input: Record<string, unknown> = {}) {
    const { baseUrl, projectId, appId } = sandbox.sinch;
    const typed = { provider: 'sinch', region: 'us', keyId: 'key', keySecret: CANARY, baseUrl, projectId, appId };
    return createSinch(parseAccount({ ...typed, ...input }) as SinchAccount, use(createHttp()), createAccessTokens());
  }

  for (const auth of ['oauth2', 'basic']) {
    it(`understand each other by ${auth}`, async () => {
      const sinch = client({ auth });
      const { messageId, statusCode } = await sinch.send(toSinch(at('+46701234567')), never);
      should(statusCode).equal(200);
      should(messageId).match(/^[0-9A-HJKMNP-TV-Z]{26}$/);
      await sinch.send(toSinch(at('+46701234567')), never);
      should(sandbox.sinch.tokenRequests).equal(auth === 'basic' ? 0 : 1);
    });
  }

  it('have a contact, several addresses and every option in common', async () => {
    const sinch = client();
    const addresses = [
      { channel: 'WHATSAPP', identity: '46701234567' },
      { channel: 'SMS', identity: '46701234567' },
    ];
    await sinch.send(
      toSinch(
        { kind: 'addresses', addresses },
        {
          channel_priority_order: ['WHATSAPP', 'SMS'],
          channel_properties: { SMS_SENDER: 'Shop' },
          ttl: 86_400,
          queue: 'HIGH_PRIORITY',
          message_metadata: 'order 7',
          conversation_metadata: { order: 7 },
          conversation_metadata_update_strategy: 'MERGE_PATCH',
          correlation_id: 'c-7',
          processing_strategy: 'DEFAULT',
          message_content_type: 'CONTENT_NOTIFICATION',
        },
      ),
      never,
    );
  });

  for (const channel of ['RCS', 'MMS', 'KAKAOTALK', 'KAKAOTALKCHAT', 'VIBERBM', 'LINE', 'INSTAGRAM', 'MESSENGER']) {
    it(`have the channel ${channel} in common`, async () => {
      const recipient = { kind: 'address', channel, identity: '46701234567' } as const;
      should((await client().send(toSinch(recipient), never)).messageId).match(/^[0-9A-Z]{26}$/);
    });
  }

  for (const [identity, code, kind] of [
    ['+15555550006', 'ERR_RATE_LIMITED', 'limited'],
    ['+15555550009', 'ERR_SERVER', 'uncertain'],
    ['+15555550012', 'ERR_SERVER', 'uncertain'],
    ['+15555550014', 'ERR_CONNECTION_RESET', 'uncertain'],
    ['+15555550015', 'ERR_CONNECTION_RESET', 'uncertain'],
    ['+15555550017', 'ERR_BAD_REQUEST', 'refused'],
    ['+15555550018', 'ERR_UNAUTHORIZED', 'refused'],
    ['+15555550019', 'ERR_INSUFFICIENT_BALANCE', 'refused'],
    ['+15555550020', 'ERR_NOT_FOUND', 'refused'],
    ['+15555550021', 'ERR_RESPONSE_NOT_JSON', 'uncertain'],
    ['+15555550022', 'ERR_REDIRECT', 'refused'],
  ] as const) {
    for (const form of ['nested', 'flat'] as const) {
      it(`mean ${code} by ${identity}, in the ${form} form`, async () => {
        sandbox.sinch.setErrorForm(form);
        (await failureOf(client().send(toSinch(at(identity)), never))).should.containEql({ code, kind });
      });
    }
  }

  it('agree on the limits of the options', async () => {
    const { code } = await failureOf(client({ appId: 'x' }).send(toSinch(at('46701')), never));
    code.should.equal('ERR_BAD_REQUEST');
    const contact = { kind: 'contact', contactId: '01HCONT0000000000000000000' } as const;
    const dispatch = client({ appId: sandbox.sinch.dispatchAppId });
    (await failureOf(dispatch.send(toSinch(contact), never))).cause.hint.should.match(/DISPATCH/);
  });

  it('replace a token that is over', async () => {
    const sinch = client();
    await sinch.send(toSinch(at('46701234567')), never);
    sandbox.sinch.expireTokens();
    await Promise.all([1, 2, 3].map(() => sinch.send(toSinch(at('46701234567')), never)));
    sandbox.sinch.tokenRequests.should.equal(2);
  });

  it('know what is wrong with an account', async () => {
    const wrongKey = client({ keySecret: 'wrong' });
    (await failureOf(wrongKey.whoAmI(never))).code.should.equal('ERR_UNAUTHORIZED');
    const otherProject = client({ projectId: '00000000-0000-4000-8000-000000000000' });
    (await failureOf(otherProject.whoAmI(never))).code.should.equal('ERR_FORBIDDEN');
    const otherApp = client({ appId: '01HAPP00000000000000000000' });
    (await failureOf(otherApp.whoAmI(never))).cause.hint.should.match(/do not belong together/);
  });

  it('tell the app with its channels and its mode', async () => {
    const { id, mode, channels } = await client().whoAmI(never);
    should(id).equal(sandbox.sinch.appId);
    should(mode).equal('CONVERSATION');
    should(channels).containEql({ channel: 'SMS', state: 'ACTIVE' });
    const dispatch = client({ appId: sandbox.sinch.dispatchAppId });
    should((await dispatch.whoAmI(never)).mode).equal('DISPATCH');
  });

  it('keep webhooks', async () => {
    const { webhooks } = client();
    const draft = { name: 'x', url: 'http://127.0.0.1:9/hook', events: ['message.received', 'message.failed'] };
    const { id } = await webhooks.create(draft, never);
    const [endpoint] = await webhooks.list(never);
    const listed = webhooks.listedEvents?.(draft.events);
    should(endpoint).eql({ id, url: draft.url, events: listed, active: true, verified: true });
    (await failureOf(webhooks.create(draft, never))).cause.hint.should.match(/a target of its own/);
    await webhooks.update(id, { ...draft, url: 'http://127.0.0.1:9/other', events: ['conversation.created'] }, never);
    await webhooks.renewSecret(id, never);
    const [changed] = await webhooks.list(never);
    should(changed).containEql({ url: 'http://127.0.0.1:9/other', events: ['conversation.created'], active: true });
    for (let more = 1; more < 5; more++) {
      await webhooks.create({ ...draft, url: `http://127.0.0.1:9/${more}` }, never);
    }
    (await failureOf(webhooks.create(draft, never))).cause.hint.should.match(/5 webhooks at most/);
    await webhooks.remove(id, never);
    await webhooks.remove(id, never);
    (await webhooks.list(never)).length.should.equal(4);
  });

  describe('by webhook', () => {
    /** What something brings about, read as an endpoint reads it, up to the first callback that has a key. */
    async function received(happens: () => unknown, key: string) {
      const receiver = use(await startRawServer(reply(200, '{}')));
      const url = `${receiver.origin}/hook`;
      const events = TRIGGERS.flatMap((trigger) => trigger.events);
      const { secret } = await client().webhooks.create({ name: 'x', url, events }, never);
      happens();
      const isThere = () => receiver.requests.some(({ body }) => body.includes(`"${key}":`));
      while (!isThere()) await new Promise(setImmediate);
      const policy = { secrets: [secret], acceptUnsigned: false, expectsChallenge: () => false };
      return receiver.requests.map(({ headers, body }) => receiveSinch({ headers, body, at: Date.now() }, policy));
    }

    it('say what a person wrote', async () => {
      const messages = await received(() => sandbox.sinch.inject({ text_message: { text: 'Grüße' } }), 'message');
      const written = messages.find((one) => one.kind === 'event' && one.event.type === 'message.received');
      should(written).have.property('event').containEql({ text: 'Grüße', direction: 'inbound' });
      should(written).have.propertyByPath('event', 'identity').match(/^\d+$/);
    });

    for (const { name, key, events } of TRIGGERS) {
      it(`mean the same by ${name}`, async () => {
        const [one] = await received(() => sandbox.sinch.emit(name), key);
        should(one).have.property('kind', 'event');
        should(one).have.property('event').have.property('type').be.equalOneOf(events);
      });
    }

    it('get over a key that one of them does not know', async () => {
      const key = 'future_notification';
      const [one] = await received(() => sandbox.sinch.emit(key, { a: 1 }), key);
      should(one).have.propertyByPath('event', 'type').equal('sinch.future_notification');
    });
  });
});
