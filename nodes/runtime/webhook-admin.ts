import type { Request } from 'express';
import { DeliveryError } from '../../src/model/failure';
import type { TestDelivery } from '../../src/provider/webhook-api';
import type { AccountWebhook } from './account-webhook';
import { answerAdmin } from './answer-admin';
import { httpNodeRoot } from './http-node-root';
import { accounts } from './office';
import { READ, WRITE } from './permissions';
import { receiving } from './receiving';
import { lastingId, type NodeAPI } from './red';
import { tellFailure } from './tell-failure';

type Answer = Readonly<Record<string, unknown>>;

/** What is asked of an account's endpoint. The signal says that whoever asked has left. */
type Work = (webhook: AccountWebhook, request: Request, left: AbortSignal) => Promise<Answer>;

/** A test event of this type, unless the dialog says otherwise. */
const TEST_EVENT = 'message.received';

/**
 * What the account dialog's Webhook tab and the receive node's list of events ask. What makes a request to the provider
 * with the stored secret needs the right to write.
 */
export function registerWebhookAdmin(RED: NodeAPI): void {
  RED.httpAdmin.get(
    '/conversations/webhooks',
    RED.auth.needsPermission(READ),
    answerAdmin(async () => overview(RED)),
  );
  const ask = (work: Work) => answerAdmin((request, left) => answer(RED, request, work, left));
  RED.httpAdmin.post('/conversations/webhooks/verify', RED.auth.needsPermission(WRITE), ask(verify));
  RED.httpAdmin.post('/conversations/webhooks/test', RED.auth.needsPermission(WRITE), ask(test));
  RED.httpAdmin.get('/conversations/events', RED.auth.needsPermission(WRITE), ask(events));
}

async function verify(webhook: AccountWebhook): Promise<Answer> {
  await webhook.verify();
  return { ok: true };
}

async function test(webhook: AccountWebhook, { body }: Request): Promise<Answer> {
  const { event } = (body ?? {}) as { event?: unknown };
  const delivery = await webhook.test(typeof event === 'string' ? event : TEST_EVENT);
  const { delivered, statusCode, tookMs } = delivery;
  return delivered ? { ok: true, statusCode, tookMs } : { ok: false, error: tellUndelivered(delivery) };
}

function tellUndelivered({ statusCode, error, hint }: TestDelivery): ReturnType<typeof tellFailure> {
  const code = 'ERR_WEBHOOK_TEST';
  // Whoever knows what to do instead knows also that the endpoint is not to blame.
  if (hint) return { code, message: error ?? 'The test event was not sent.', hint };
  const why = [statusCode && `status ${statusCode}`, error].filter(Boolean).join(', ');
  return {
    code,
    message: `The test event did not get through${why ? ` (${why})` : ''}.`,
    hint: 'Check that the final URL is reachable from the internet and leads to this Node-RED.',
  };
}

async function events(webhook: AccountWebhook, _request: Request, left: AbortSignal): Promise<Answer> {
  const api = await webhook.api();
  return { ok: true, events: await api.availableEvents(left) };
}

/** Never rejects; never tells a secret. */
async function answer(RED: NodeAPI, request: Request, work: Work, left: AbortSignal): Promise<Answer> {
  try {
    return await work(webhookOf(RED, idIn(request)), request, left);
  } catch (thrown) {
    return { ok: false, error: tellFailure(thrown) };
  }
}

function idIn({ body, query }: Request): unknown {
  return (body as { id?: unknown } | undefined)?.id ?? query.account;
}

/** @throws DeliveryError for an account that does not run */
function webhookOf(RED: NodeAPI, id: unknown): AccountWebhook {
  const account = [...accounts.values()].find((candidate) => (candidate._alias ?? candidate.id) === id);
  const webhook = account && receiving(RED).webhook(lastingId(account));
  if (webhook) return webhook;
  throw (
    account?.problem ??
    new DeliveryError('ERR_NO_ACCOUNT', {
      message: 'The account does not run yet.',
      hint: 'Deploy it first, then try again.',
    })
  );
}

/** What every account's endpoint is like: numbers and names, no contents, no secrets. */
function overview(RED: NodeAPI): Answer {
  const { httpNodeAuth } = RED.settings as { httpNodeAuth?: unknown };
  const reception = receiving(RED);
  return {
    root: httpNodeRoot(RED),
    auth: Boolean(httpNodeAuth),
    accounts: Object.fromEntries(
      [...accounts.values()].map((account) => [account._alias ?? account.id, reception.report(lastingId(account))]),
    ),
  };
}
