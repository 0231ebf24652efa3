import { safeDecode } from '../http/safe-decode';
import { getApp, listApps } from './apps-read';
import { queryCapability } from './capability';
import { createContact, getContact, listContacts } from './contacts';
import type { Handler } from './context';
import { getConversation, listConversations } from './conversations';
import { sendEvent } from './events-send';
import { getMessage, listMessages } from './messages-read';
import { sendMessage } from './messages-send';
import type { RequestName } from './schema/requests';
import { createWebhook, deleteWebhook, getWebhook, listWebhooks, updateWebhook } from './webhooks';

export interface Route {
  /** The form of the body; a route without one has no body. */
  readonly body?: RequestName;
  readonly handle: Handler;
}

/** What the sandbox can do, below the project. `{id}` stands for one segment of the path. */
const routes: Readonly<Record<string, Route>> = {
  'POST /messages:send': { body: 'send', handle: sendMessage },
  'GET /messages': { handle: listMessages },
  'GET /messages/{id}': { handle: getMessage },
  'POST /events:send': { body: 'sendEvent', handle: sendEvent },
  'POST /contacts': { body: 'createContact', handle: createContact },
  'GET /contacts': { handle: listContacts },
  'GET /contacts/{id}': { handle: getContact },
  'GET /conversations': { handle: listConversations },
  'GET /conversations/{id}': { handle: getConversation },
  'GET /apps': { handle: listApps },
  'GET /apps/{id}': { handle: getApp },
  'GET /apps/{id}/webhooks': { handle: listWebhooks },
  'POST /webhooks': { body: 'createWebhook', handle: createWebhook },
  'GET /webhooks/{id}': { handle: getWebhook },
  'PATCH /webhooks/{id}': { body: 'updateWebhook', handle: updateWebhook },
  'DELETE /webhooks/{id}': { handle: deleteWebhook },
  'POST /capability:query': { body: 'queryCapability', handle: queryCapability },
};

export interface Match {
  readonly route: Route;
  readonly projectId: string;
  readonly id: string;
}

/** @param path below the base URL, e.g. `/v1/projects/P/messages:send` */
export function findRoute(method: string, path: string): Match | undefined {
  const [, projectId = '', below = ''] = /^\/v1\/projects\/([^/]+)(\/.*)$/.exec(path) ?? [];
  const [, resource = '', id = '', rest = ''] = /^\/([^/]+)(?:\/([^/]+)(\/[^/]+)?)?$/.exec(below) ?? [];
  const pattern = `${method} /${resource}${id && '/{id}'}${rest}`;
  const route = Object.hasOwn(routes, pattern) ? routes[pattern] : undefined;
  return route && { route, projectId: safeDecode(projectId), id: safeDecode(id) };
}
