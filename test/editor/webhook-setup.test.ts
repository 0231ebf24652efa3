import {
  checkPublicUrlText,
  checkWebhookPathText,
  setupWarnings,
  shownUrl,
  type WebhookSetup,
} from '../../nodes/editor/webhook-setup';
import { messagesFrom } from './catalogue';

const say = messagesFrom('en-US', 'conversation-account');

const SETUP: WebhookSetup = {
  publicUrl: 'https://flows.example.com',
  webhookPath: '',
  autoRegister: true,
  acceptUnsigned: false,
  hasSecret: false,
  hasAuthorization: false,
  sendsAuthorization: true,
};
const HTTP = { root: '/', auth: false } as const;

describe('shownUrl', () => {
  it('is the public URL, the root of the HTTP nodes and the path, by default with the id of the account', () => {
    shownUrl(SETUP, 'acc', HTTP).should.equal('https://flows.example.com/conversations/acc');
    const setup = { ...SETUP, webhookPath: 'hook' };
    shownUrl(setup, 'acc', { root: '/api', auth: false }).should.equal('https://flows.example.com/api/hook');
  });

  it('is not guessed while Node-RED has not told its root, and while something is wrong', () => {
    shownUrl(SETUP, 'acc', undefined).should.equal('');
    shownUrl({ ...SETUP, publicUrl: '' }, 'acc', HTTP).should.equal('');
    shownUrl({ ...SETUP, publicUrl: 'example' }, 'acc', HTTP).should.equal('');
    shownUrl({ ...SETUP, webhookPath: '/a/../b' }, 'acc', HTTP).should.equal('');
    shownUrl(SETUP, 'acc', { root: false, auth: false }).should.equal('');
  });

  it('is the deployed one where a variable is part of it', () => {
    const deployed = 'https://deployed.example.com/conversations/acc';
    shownUrl({ ...SETUP, publicUrl: '${URL}' }, 'acc', HTTP, deployed).should.equal(deployed);
    shownUrl({ ...SETUP, webhookPath: '${PATH}' }, 'acc', HTTP, deployed).should.equal(deployed);
    shownUrl({ ...SETUP, publicUrl: '${URL}' }, 'acc', HTTP).should.equal('');
  });
});

describe('setupWarnings', () => {
  const warnings = (setup: Partial<WebhookSetup>, http: Parameters<typeof shownUrl>[2] = HTTP) => {
    const all = { ...SETUP, ...setup };
    const keys = setupWarnings(all, shownUrl(all, 'acc', http), http);
    for (const key of keys) say(key).should.not.be.empty();
    return keys.map((key) => key.replace('webhook.warning.', ''));
  };

  it('is silent when all is well, and while receiving is not used', () => {
    warnings({}).should.deepEqual([]);
    warnings({ publicUrl: '', autoRegister: false }, { root: '/', auth: true }).should.deepEqual([]);
    warnings({ autoRegister: false, hasSecret: true }).should.deepEqual([]);
  });

  it('tells of an address that cannot work', () => {
    warnings({ publicUrl: 'http://ada:secret@192.168.1.5' }).should.deepEqual([
      'private-address',
      'plain-http',
      'has-credentials',
    ]);
  });

  it('tells that HTTP nodes are off', () => {
    warnings({}, { root: false, auth: false }).should.deepEqual(['httpNodeRoot']);
  });

  it('tells of a password that the provider would need, unless it is given', () => {
    const locked = { root: '/', auth: true } as const;
    warnings({}, locked).should.deepEqual(['httpNodeAuth']);
    warnings({ hasAuthorization: true }, locked).should.deepEqual([]);
    warnings({ publicUrl: 'https://a:b@flows.example.com' }, locked).should.deepEqual(['has-credentials']);
  });

  it('does not send to the field Authorization where the provider sends no such header', () => {
    const locked = { root: '/', auth: true } as const;
    warnings({ sendsAuthorization: false }, locked).should.deepEqual(['httpNodeAuthByProxy']);
    warnings({ sendsAuthorization: false, hasAuthorization: true }, locked).should.deepEqual(['httpNodeAuthByProxy']);
    warnings({ sendsAuthorization: false, hasAuthorization: true }).should.deepEqual([]);
  });

  it('tells that there is no secret, unless it is managed or not wanted', () => {
    warnings({ autoRegister: false }).should.deepEqual(['noSecret']);
    warnings({ autoRegister: false, acceptUnsigned: true }).should.deepEqual(['acceptUnsigned']);
  });
});

describe('the checks of the Webhook tab', () => {
  it('want a public URL only where it is registered', () => {
    (checkPublicUrlText('', false) === undefined).should.be.true();
    String(checkPublicUrlText(' ', true)).should.equal('errors.publicUrlMissing');
  });

  it('have words for everything that can be wrong', () => {
    for (const url of ['example', 'ftp://example.com', 'https://example.com?a'])
      say(String(checkPublicUrlText(url, true))).should.not.be.empty();
    for (const path of ['/', 'ü', '..', 'a?', 'a'.repeat(300)])
      say(String(checkWebhookPathText(path))).should.not.be.empty();
  });

  it('accept variables', () => {
    (checkPublicUrlText('${URL}', true) === undefined).should.be.true();
    (checkWebhookPathText('${PATH}') === undefined).should.be.true();
  });
});
