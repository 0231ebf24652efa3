import { safeDecode } from '../http/safe-decode';
import { getChannel, listChannels } from './channels';
import { createContact, getContact, listContacts } from './contacts';
import type { Handler } from './context';
import { createConversation, getConversation, listConversations } from './conversations';
import { sendInteractive } from './interactive';
import { listMessages } from './message-list';
import { createMessage, getMessage } from './messages';
import { currentUser } from './users';
import { listDeliveries, retryDelivery, testEndpoint, verifyEndpoint } from './webhooks/endpoint-actions';
import {
  createEndpoint,
  deleteEndpoint,
  getEndpoint,
  listEndpoints,
  listEventTypes,
  regenerateSecret,
  updateEndpoint,
} from './webhooks/endpoint-routes';

export interface Route {
  readonly scope?: string;
  /** The published schema of the body; a route without one has no body. */
  readonly body?: string;
  readonly bodyIsOptional?: boolean;
  readonly handle: Handler;
}

type Methods = Readonly<Record<string, Route>>;

/** What the sandbox can do. A name in braces stands for one segment of the path. */
const routes: Readonly<Record<string, Methods>> = {
  '/users/me': { GET: { handle: currentUser } },
  '/channels': { GET: { scope: 'channels:read', handle: listChannels } },
  '/channels/{id}': { GET: { scope: 'channels:read', handle: getChannel } },
  '/contacts': {
    GET: { scope: 'contacts:read', handle: listContacts },
    POST: { scope: 'contacts:create', body: 'ContactCreate', handle: createContact },
  },
  '/contacts/{id}': { GET: { scope: 'contacts:read', handle: getContact } },
  '/conversations': {
    GET: { scope: 'conversations:read', handle: listConversations },
    POST: { scope: 'conversations:create', body: 'ConversationCreate', handle: createConversation },
  },
  '/conversations/{id}': { GET: { scope: 'conversations:read', handle: getConversation } },
  '/messages': {
    GET: { scope: 'messages:read', handle: listMessages },
    POST: { scope: 'messages:create', body: 'MessageCreate', handle: createMessage },
  },
  '/messages/send/interactive': {
    POST: { scope: 'messages:create', body: 'InteractiveMessageCreate', handle: sendInteractive },
  },
  '/messages/{id}': { GET: { scope: 'messages:read', handle: getMessage } },
  '/webhook-endpoints': {
    GET: { scope: 'webhooks:read', handle: listEndpoints },
    POST: { scope: 'webhooks:create', body: 'WebhookEndpointCreate', handle: createEndpoint },
  },
  '/webhook-endpoints/available-events': { GET: { scope: 'webhooks:read', handle: listEventTypes } },
  '/webhook-endpoints/{webhook_id}': {
    GET: { scope: 'webhooks:read', handle: getEndpoint },
    PATCH: { scope: 'webhooks:update', body: 'WebhookEndpointUpdate', handle: updateEndpoint },
    DELETE: { scope: 'webhooks:delete', handle: deleteEndpoint },
  },
  '/webhook-endpoints/{webhook_id}/verify': { POST: { scope: 'webhooks:update', handle: verifyEndpoint } },
  '/webhook-endpoints/{webhook_id}/test': {
    POST: { scope: 'webhooks:update', body: 'WebhookTestRequest', bodyIsOptional: true, handle: testEndpoint },
  },
  '/webhook-endpoints/{webhook_id}/regenerate-secret': {
    POST: { scope: 'webhooks:update', handle: regenerateSecret },
  },
  '/webhook-endpoints/{webhook_id}/deliveries': { GET: { scope: 'webhooks:read', handle: listDeliveries } },
  '/webhook-endpoints/{webhook_id}/deliveries/{delivery_id}/retry': {
    POST: { scope: 'webhooks:update', handle: retryDelivery },
  },
};

export interface Match {
  readonly methods: Methods;
  /** The path as the table writes it. */
  readonly pattern: string;
  /** What stands in the place of the first name in braces, and of the second; empty where there is none. */
  readonly id: string;
  readonly subId: string;
}

const patterns = Object.keys(routes)
  .filter((pattern) => pattern.includes('{'))
  .map((pattern) => ({ pattern, matcher: new RegExp(`^${pattern.replace(/\{\w+\}/g, '([^/]+)')}$`) }));

/** @param path below the API's base, e.g. `/messages/1` */
export function findRoute(path: string): Match | undefined {
  const exact = Object.hasOwn(routes, path) && !path.includes('{') ? routes[path] : undefined;
  if (exact) return { methods: exact, pattern: path, id: '', subId: '' };
  for (const { pattern, matcher } of patterns) {
    const [, id = '', subId = ''] = matcher.exec(path) ?? [];
    const methods = id === '' ? undefined : routes[pattern];
    if (methods) return { methods, pattern, id: safeDecode(id), subId: safeDecode(subId) };
  }
  return undefined;
}
