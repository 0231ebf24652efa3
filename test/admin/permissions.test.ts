import should from 'should';
import { type NodeRed, startNodeRed } from '../support/node-red';

const PASSWORD = 'a password of a test';
/** The same by bcrypt, as Node-RED's settings want it. */
const HASH = '$2b$04$WdlYM0uc/nE0CSItOu2BXe6mTpcWC3Js1bWXmJkxb4QRpyA8VEcRm';

/** Who may do what, as Node-RED's own users are set up. */
const USERS = [
  { username: 'reader', permissions: 'read' },
  { username: 'writer', permissions: '*' },
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
    nodeRed = await startNodeRed({ settings: { adminAuth: { type: 'credentials', users }, httpAdminRoot: '/admin' } });
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

  it('leads from the address of the phone page without a slash to the one with it', async () => {
    const answer = await fetch(`${nodeRed.url}admin/conversations/sandbox`, { redirect: 'manual' });
    should(answer.status).equal(301);
    should(answer.headers.get('location')).equal('/admin/conversations/sandbox/');
  });
});
