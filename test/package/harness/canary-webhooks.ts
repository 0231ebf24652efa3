import type { FlowNode, RealNodeRed } from '../../support/real-node-red';
import { eventBody, signedHeaders } from '../../support/signed-event';

/** What an account receives with, and what Sinch is spoken to with. */
export interface WebhookSecrets {
  readonly webhookSecret: string;
  readonly webhookAuthorization: string;
  readonly keySecret: string;
}

const ids = {
  receiving: 'account-receiving',
  sinch: 'account-sinch',
  press: 'press-sinch',
  received: 'show-received',
  refused: 'show-refused',
} as const;

/** Accounts that these secrets belong to, for whoever looks at them. */
export const WEBHOOK_ACCOUNTS = [ids.receiving, ids.sinch];

/** An account that receives, whole messages of which are shown, and one of Sinch that sends and is refused. */
export function webhookFlow(secrets: WebhookSecrets, tab: string, apiOrigin: string): FlowNode[] {
  const { webhookSecret, webhookAuthorization, keySecret } = secrets;
  const on = (id: string, type: string, more: object): FlowNode => ({ id, type, z: tab, x: 100, y: 100, ...more });
  const show = (id: string) =>
    on(id, 'debug', { active: true, tosidebar: true, complete: 'true', targetType: 'full', wires: [] });
  const account = (id: string, more: object): FlowNode => ({
    id,
    type: 'conversation-account',
    name: '',
    environment: 'live',
    requestTimeout: 10,
    keepTryingFor: 0,
    ...more,
  });
  return [
    account(ids.receiving, {
      provider: 'sendseven',
      publicUrl: 'https://flows.example.com',
      credentials: {
        token: 's7_receiving',
        baseUrl: `${apiOrigin}/api/v1`,
        webhookSecret,
        webhookAuthorization: `Bearer ${webhookAuthorization}`,
      },
    }),
    account(ids.sinch, {
      provider: 'sinch',
      region: 'eu',
      auth: 'basic',
      credentials: { projectId: 'project', appId: 'app', keyId: 'key', keySecret, webhookSecret, baseUrl: apiOrigin },
    }),
    on('receive', 'conversation-receive', { account: ids.receiving, rawBody: true, wires: [[ids.received]] }),
    on(ids.press, 'inject', {
      props: [{ p: 'payload' }],
      payload: 'Hello',
      payloadType: 'str',
      wires: [['send-sinch']],
    }),
    on('send-sinch', 'conversation-send', {
      account: ids.sinch,
      recipient: JSON.stringify({ channel: 'SMS', identity: '15555550100' }),
      recipientType: 'address',
      errors: 'output',
      wires: [[], [ids.refused]],
    }),
    show(ids.received),
    show(ids.refused),
  ];
}

/** Delivers a genuine event and forged ones, sends by Sinch, and asks all that the dialogs ask. */
export async function useWebhooks(nodeRed: RealNodeRed, secrets: WebhookSecrets, apiOrigin: string) {
  const statuses = await deliverAll(nodeRed, secrets);
  await nodeRed.debugOf(ids.received);
  await nodeRed.press(ids.press);
  await nodeRed.debugOf(ids.refused);
  return { statuses, seen: await askAll(nodeRed, apiOrigin) };
}

/** The statuses of a genuine event, of one signed with another secret, and of one without its `Authorization`. */
async function deliverAll(nodeRed: RealNodeRed, secrets: WebhookSecrets): Promise<number[]> {
  const body = JSON.stringify(eventBody());
  const authorization = `Bearer ${secrets.webhookAuthorization}`;
  const genuine = signedHeaders(body, secrets.webhookSecret);
  const all = [{ ...genuine, authorization }, { ...signedHeaders(body, 'another'), authorization }, genuine];
  const statuses: number[] = [];
  for (const headers of all) {
    const url = `${nodeRed.url}/conversations/${ids.receiving}`;
    statuses.push((await fetch(url, { method: 'POST', headers, body })).status);
  }
  return statuses;
}

async function askAll(nodeRed: RealNodeRed, baseUrl: string): Promise<Record<string, string>> {
  const stored = { provider: 'sinch', environment: 'live', region: 'eu', auth: 'basic', requestTimeout: 10 };
  const typed = { projectId: 'project', appId: 'app', keyId: 'key', baseUrl };
  const questions: [path: string, body?: object][] = [
    ['conversations/webhooks'],
    ...WEBHOOK_ACCOUNTS.flatMap((id): [string, object?][] => [
      [`conversations/events?account=${id}`],
      ['conversations/webhooks/verify', { id }],
      ['conversations/webhooks/test', { id }],
    ]),
    ['conversations/accounts/test', { ...stored, id: ids.sinch, credentials: typed }],
  ];
  const seen: Record<string, string> = {};
  for (const [path, body] of questions) {
    const answer = await nodeRed.admin(path, body && { method: 'POST', body });
    seen[`${path} ${JSON.stringify(body)}`] = `${JSON.stringify([...answer.headers])} ${await answer.text()}`;
  }
  return seen;
}
