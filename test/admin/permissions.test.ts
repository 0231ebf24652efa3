import should from 'should';
import { eventually } from '../support/eventually';
import { type NodeRed, startNodeRed } from '../support/node-red';
import { deliverEvent, eventBody, WEBHOOK_SECRET } from '../support/signed-event';

const PASSWORD = 'a password of a test';
/** The same by bcrypt, as Node-RED's settings want it. */
const HASH = '$2b$04$WdlYM0uc/nE0CSItOu2BXe6mTpcWC3Js1bWXmJkxb4QRpyA8VEcRm';

/** Who may do what, as Node-RED's own users are set up. */
const USERS = [
  { username: 'reader', permissions: 'read' },
  { username: 'writer', permissions: '*' },
];

/** What else the phone page does, with the status that whoever may do it gets. There is no message to tap or react to. */
const PHONE_ACTIONS = [
  { action: 'read', status: 204 },
  { action: 'typing', typing: true, status: 204 },
  { action: 'tap', messageId: 'unknown', choiceId: 'yes', status: 404 },
  { action: 'react', messageId: 'unknown', emoji: '👍', status: 404 },
];

/** Each admin route with the status that each kind of user gets. */
const ROUTES: { method: string; path: string; body?: object; nobody: number; reader: number; writer: number }[] = [
  { method: 'GET', path: 'conversations/accounts', nobody: 401, reader: 200, writer: 200 },
  { method: 'POST', path: 'conversations/accounts/test', body: {}, nobody: 401, reader: 401, writer: 200 },
  { method: 'GET', path: 'conversations/sandbox/state', nobody: 401, reader: 200, writer: 200 },
  { method: 'GET', path: 'conversations/sandbox/events', nobody: 401, reader: 200, writer: 200 },
  {
    method: 'POST',
    path: 'conversations/sandbox/reply',
    body: { conversationId: 'conv-ada', text: 'hello' },
    nobody: 401,
    reader: 401,
    writer: 201,
  },
  { method: 'GET', path: 'conversations/webhooks', nobody: 401, reader: 200, writer: 200 },
  { method: 'POST', path: 'conversations/webhooks/verify', body: {}, nobody: 401, reader: 401, writer: 200 },
  { method: 'POST', path: 'conversations/webhooks/test', body: {}, nobody: 401, reader: 401, writer: 200 },
  { method: 'GET', path: 'conversations/events?account=unknown', nobody: 401, reader: 401, writer: 200 },
  ...PHONE_ACTIONS.map(({ action, status, ...body }) => ({
    method: 'POST',
    path: `conversations/sandbox/${action}`,
    body: { conversationId: 'conv-ada', ...body },
    nobody: 401,
    reader: 401,
    writer: status,
  })),
  // The page without its data holds nothing; a browser opens it without the editor's token.
  { method: 'GET', path: 'conversations/sandbox/', nobody: 200, reader: 200, writer: 200 },
  { method: 'GET', path: 'conversations/sandbox/page.js', nobody: 200, reader: 200, writer: 200 },
  { method: 'GET', path: 'conversations/sandbox/page.css', nobody: 200, reader: 200, writer: 200 },
];

describe('the admin routes of a Node-RED with users, below an admin root', function () {
  this.timeout(90_000);
  let nodeRed: NodeRed;
  const tokens: Record<string, string> = {};

  before(async () => {
    const users = USERS.map((user) => ({ ...user, password: HASH }));
    const adminAuth = { type: 'credentials', users };
    nodeRed = await startNodeRed({ settings: { adminAuth, httpAdminRoot: '/admin', httpNodeRoot: '/api' } });
    for (const { username, permissions } of USERS) tokens[username] = await login(username, permissions);
  });
  after(() => nodeRed?.stop());

  async function login(username: string, scope: string): Promise<string> {
    const form = { client_id: 'node-red-admin', grant_type: 'password', scope, username, password: PASSWORD };
    const answer = await fetch(`${nodeRed.url}admin/auth/token`, { method: 'POST', body: new URLSearchParams(form) });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  async function call({ method, path, body }: (typeof ROUTES)[number], user: string): Promise<number> {
    const leave = new AbortController();
    const answer = await fetch(`${nodeRed.url}admin/${path}`, {
      method,
      signal: leave.signal,
      headers: {
        ...(tokens[user] && { authorization: `Bearer ${tokens[user]}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    leave.abort();
    return answer.status;
  }

  for (const route of ROUTES) {
    for (const user of ['nobody', 'reader', 'writer'] as const) {
      it(`${route.method} ${route.path} answers ${route[user]} to ${user}`, async () => {
        should(await call(route, user)).equal(route[user]);
      });
    }
  }

  describe('beside webhooks below an HTTP node root', () => {
    const flow = [
      { id: 'tab', type: 'tab' },
      {
        id: 'account',
        type: 'conversation-account',
        provider: 'sendseven',
        environment: 'live',
        credentials: { token: 's7_test', baseUrl: 'http://127.0.0.1:9', webhookSecret: WEBHOOK_SECRET },
      },
    ];

    before(async () => {
      const headers = { authorization: `Bearer ${tokens.writer}`, 'content-type': 'application/json' };
      const answer = await fetch(`${nodeRed.url}admin/flows`, { method: 'POST', headers, body: JSON.stringify(flow) });
      should(answer.status).equal(204);
      await eventually(
        async () => (await deliverEvent(`${nodeRed.url}api/conversations/account`, eventBody())) === 200,
      );
    });

    it('lets events in without a user, by their signature alone', async () => {
      const url = `${nodeRed.url}api/conversations/account`;
      should(await deliverEvent(url, eventBody())).equal(200);
      should(await deliverEvent(url, eventBody(), 'f'.repeat(64))).equal(401);
    });

    it('has no endpoint at the root or below the admin root', async () => {
      should(await deliverEvent(`${nodeRed.url}conversations/account`, eventBody())).equal(404);
      should(await deliverEvent(`${nodeRed.url}admin/conversations/account`, eventBody())).equal(404);
    });

    it("tells a reader how the account's endpoint is, and no secret", async () => {
      const headers = { authorization: `Bearer ${tokens.reader}` };
      const answer = await (await fetch(`${nodeRed.url}admin/conversations/webhooks`, { headers })).text();
      should(JSON.parse(answer)).match({ root: '/api/', accounts: { account: { path: '/conversations/account' } } });
      answer.should.not.containEql(WEBHOOK_SECRET);
    });
  });

  it('leads from the address of the phone page without a slash to the one with it', async () => {
    const answer = await fetch(`${nodeRed.url}admin/conversations/sandbox`, { redirect: 'manual' });
    should(answer.status).equal(301);
    should(answer.headers.get('location')).equal('/admin/conversations/sandbox/');
  });
});
