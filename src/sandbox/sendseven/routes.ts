import { getChannel, listChannels } from './channels';
import { createContact, getContact, listContacts } from './contacts';
import type { Handler } from './context';
import { createConversation, getConversation, listConversations } from './conversations';
import { listMessages } from './message-list';
import { createMessage, getMessage } from './messages';
import { currentUser } from './users';

export interface Route {
  readonly scope?: string;
  /** The published schema of the body; a route without one has no body. */
  readonly body?: string;
  readonly handle: Handler;
}

type Methods = Readonly<Record<string, Route>>;

/** What the sandbox can do. `{id}` stands for one segment of the path. */
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
  '/messages/{id}': { GET: { scope: 'messages:read', handle: getMessage } },
};

export interface Match {
  readonly methods: Methods;
  /** The path as the table writes it. */
  readonly pattern: string;
  readonly id: string;
}

/** @param path below the API's base, e.g. `/messages/1` */
export function findRoute(path: string): Match | undefined {
  const exact = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (exact) return { methods: exact, pattern: path, id: '' };
  const [, resource, id = ''] = /^\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  const pattern = `/${resource}/{id}`;
  const methods = Object.hasOwn(routes, pattern) ? routes[pattern] : undefined;
  return methods && { methods, pattern, id: safeDecode(id) };
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
