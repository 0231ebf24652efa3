import { randomBytes } from 'node:crypto';
import { RealNodeRed } from '../../support/real-node-red';
import { canaryApi, FAILING, WORKING } from './canary-api';
import { type AccountChoice, canaryFlow, ids } from './canary-flow';
import { useWebhooks, WEBHOOK_ACCOUNTS, type WebhookSecrets, webhookFlow } from './canary-webhooks';
import { type Line, programOf } from './lines';
import { type Recorded, type RecordingServer, recordingServer } from './recording-server';
import { filesBelow } from './secret-search';
import { userFolder } from './tarball';

/** What a run has shown. */
export interface Evidence {
  /** Each secret that was in use, by how the account got it. */
  readonly secrets: Readonly<Record<'typed' | 'variable' | 'proxied' | 'proxyPassword' | 'retyped', string>> &
    WebhookSecrets;
  /** Everything that the provider, and the proxy, received. */
  readonly received: readonly Recorded[];
  /** Everything that a server received to which no account was meant to send. */
  readonly astray: readonly Recorded[];
  /** How a genuine event was answered, one signed with another secret, and one without the secret `Authorization`. */
  readonly eventStatuses: readonly number[];
  /** The error codes that came out. */
  readonly codes: readonly string[];
  /** Every text that somebody can see, by where it is seen. */
  readonly seen: Readonly<Record<string, string>>;
}

const SCENARIOS = [WORKING, ...FAILING];
const PATIENCE_MS = 60_000;

/** Reached by the proxy only, which lets nobody through: nothing leaves this machine. */
const BEHIND_PROXY = 'https://conversations.invalid/api/v1';

/** Sends with every outcome and every kind of account, and looks everywhere. */
export async function runCanaries(line: Line): Promise<Evidence> {
  const program = await programOf(line);
  const folder = await userFolder(line, program.node);
  const elsewhere = await recordingServer((_, response) => response.end('{}'));
  const api = await canaryApi(elsewhere.origin);
  const secrets = {
    typed: canary('typed'),
    variable: canary('variable'),
    proxied: canary('proxied'),
    proxyPassword: canary('password'),
    retyped: canary('retyped'),
    webhookSecret: canary('webhook'),
    webhookAuthorization: canary('authorization'),
    keySecret: canary('key'),
  };
  const nodeRed = await RealNodeRed.start(program, folder, { CANARY_TOKEN: secrets.variable });
  try {
    await nodeRed.deploy([...flow(secrets, api), ...webhookFlow(secrets, ids.tab, api.origin)]);
    await sendAll(nodeRed);
    const webhooks = await useWebhooks(nodeRed, secrets, api.origin);
    const answers = {
      ...webhooks.seen,
      ...(await testConnections(nodeRed, secrets, api, elsewhere)),
      ...(await lookAtAdminApi(nodeRed)),
    };
    await nodeRed.stop();
    const seen = {
      ...answers,
      ...filesBelow(folder),
      'the log, the status and the debug sidebar': JSON.stringify(nodeRed.tape.records),
      'what Node-RED printed': nodeRed.printed,
    };
    const codes = nodeRed.debugged.map(({ msg }) => (msg as { error?: { code?: string } }).error?.code ?? '');
    const { statuses: eventStatuses } = webhooks;
    return { secrets, received: api.requests, astray: elsewhere.requests, eventStatuses, codes, seen };
  } finally {
    await nodeRed.stop();
    await Promise.all([api.close(), elsewhere.close()]);
  }
}

function canary(name: string): string {
  return `canary-${name}-${randomBytes(16).toString('hex')}`;
}

function flow(secrets: Evidence['secrets'], api: RecordingServer) {
  const baseUrl = `${api.origin}/api/v1`;
  const credentials = { username: 'somebody', password: secrets.proxyPassword };
  const proxy = { id: 'proxy', type: 'http proxy', name: '', url: api.origin, noproxy: [], credentials };
  const accounts: AccountChoice[] = [
    {
      name: 'typed',
      scenarios: SCENARIOS,
      keepTryingFor: 0,
      credentials: { token: secrets.typed, baseUrl, tenantId: 'tenant-1' },
    },
    {
      name: 'variable',
      scenarios: SCENARIOS,
      keepTryingFor: 1,
      credentials: { token: `\${${'CANARY_TOKEN'}}`, baseUrl },
    },
    {
      name: 'proxied',
      scenarios: ['proxy'],
      keepTryingFor: 0,
      proxy: proxy.id,
      credentials: { token: secrets.proxied, baseUrl: BEHIND_PROXY },
    },
  ];
  return canaryFlow(accounts, [proxy]);
}

/** One after the other, each failure followed by a success: many failures in a row would make the account pause. */
async function sendAll(nodeRed: RealNodeRed): Promise<void> {
  for (const account of ['typed', 'variable']) {
    for (const [index, scenario] of FAILING.entries()) {
      await nodeRed.press(ids.inject(account, scenario));
      await nodeRed.debugOf(ids.error(account), index + 1, PATIENCE_MS);
      await nodeRed.press(ids.inject(account, WORKING));
      await nodeRed.debugOf(ids.response(account), 2 * (index + 1), PATIENCE_MS);
    }
  }
  await nodeRed.press(ids.inject('proxied', 'proxy'));
  await nodeRed.debugOf(ids.error('proxied'), 1, PATIENCE_MS);
  await nodeRed.debugOf(ids.caught, 2 * FAILING.length + 1, PATIENCE_MS);
}

/** Presses "Test connection" in the ways a person, or an attacker with an editor, may. */
async function testConnections(
  nodeRed: RealNodeRed,
  secrets: Evidence['secrets'],
  api: RecordingServer,
  elsewhere: RecordingServer,
): Promise<Record<string, string>> {
  const baseUrl = `${api.origin}/api/v1`;
  const stored = { id: ids.account('typed'), provider: 'sendseven', environment: 'live', requestTimeout: 10 };
  const tests = {
    'with the stored token': { ...stored, credentials: { tenantId: '', baseUrl } },
    'with the token of a variable': { ...stored, id: ids.account('variable'), credentials: { baseUrl } },
    'with a retyped token': { ...stored, credentials: { token: secrets.retyped, tenantId: '', baseUrl } },
    'with another base URL': { ...stored, credentials: { tenantId: '', baseUrl: elsewhere.origin } },
    'by the proxy': {
      ...stored,
      id: ids.account('proxied'),
      proxy: 'proxy',
      credentials: { baseUrl: BEHIND_PROXY },
    },
  };
  const seen: Record<string, string> = {};
  for (const [name, body] of Object.entries(tests)) {
    const response = await nodeRed.admin('conversations/accounts/test', { method: 'POST', body });
    seen[`connection test ${name}`] = `${JSON.stringify([...response.headers])} ${await response.text()}`;
  }
  return seen;
}

async function lookAtAdminApi(nodeRed: RealNodeRed): Promise<Record<string, string>> {
  const paths = [
    'flows',
    `flow/${ids.tab}`,
    'settings',
    'nodes',
    'conversations/sandbox/',
    'conversations/sandbox/state',
    ...['typed', 'variable', 'proxied'].map((name) => `credentials/conversation-account/${ids.account(name)}`),
    ...WEBHOOK_ACCOUNTS.map((id) => `credentials/conversation-account/${id}`),
  ];
  const seen: Record<string, string> = {};
  for (const path of paths) {
    const response = await nodeRed.admin(path);
    if (!response.ok) {
      throw new Error(`GET ${path} gave ${response.status}: it could not be looked at.`);
    }
    seen[`GET ${path}`] = await response.text();
  }
  return seen;
}
