import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Timers } from '../clock';
import type { World } from '../core/world';
import { type Answer, send } from '../http/exchange';
import { readBody } from '../http/read-body';
import { phoneAction, unknownConversation } from './actions';
import { readAsset } from './assets';
import { Feed } from './feed';
import { phoneHistory, phoneState } from './snapshot';

/** Perhaps with a body that a middleware of the host has already parsed. */
export type PhoneRequest = IncomingMessage & { readonly body?: unknown };

/** Nothing but what this server itself serves may run, load or be reached; the page can be framed by its own site only. */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The server's side of the phone page: its files, the state, the stream of changes and the customer's replies. */
export class Phone {
  readonly #world: World;
  readonly #feed: Feed;

  constructor(world: World, timers: Timers) {
    this.#world = world;
    this.#feed = new Feed(world, timers);
  }

  /** @param path relative to the page's root: '', 'page.js', 'page.css', 'state', 'events', or an action */
  async handle(request: PhoneRequest, response: ServerResponse, path: string): Promise<void> {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    switch (`${request.method} ${path.replace(/^\//, '')}`) {
      case 'GET state':
        return answer(response, this.#state(new URL(request.url ?? '', 'http://localhost').searchParams));
      case 'GET events':
        return this.#feed.open(response, request.headers['last-event-id']?.toString());
      default:
        return this.#act(request, response, path.replace(/^\//, ''));
    }
  }

  close(): void {
    this.#feed.close();
  }

  async #act(request: PhoneRequest, response: ServerResponse, path: string): Promise<void> {
    const action = request.method === 'POST' ? phoneAction(path) : undefined;
    if (!action) return this.#asset(request, response, path);
    const body = await jsonBody(request);
    answer(response, 'refusal' in body ? body.refusal : action(this.#world, body.value));
  }

  #state(query: URLSearchParams): Answer {
    const conversationId = query.get('conversation');
    if (conversationId === null) return { status: 200, body: phoneState(this.#world) };
    if (!this.#world.directory.conversations.has(conversationId)) return unknownConversation;
    const before = Number(query.get('before') ?? Number.POSITIVE_INFINITY);
    return { status: 200, body: phoneHistory(this.#world, conversationId, before) };
  }

  async #asset({ method = '' }: PhoneRequest, response: ServerResponse, path: string): Promise<void> {
    if (method !== 'GET' && method !== 'HEAD')
      return answer(response, { status: 405, headers: { allow: 'GET, HEAD' } });
    const asset = await readAsset(path === '' ? 'page.html' : path);
    if (asset === 'unknown') return answer(response, { status: 404, body: { detail: 'Not Found' } });
    if (asset === 'not built') {
      response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('The phone page is not built. Run: npm run build\n');
      return;
    }
    response.writeHead(200, { 'content-type': asset.type, 'content-length': asset.content.length });
    response.end(method === 'HEAD' ? undefined : asset.content);
  }
}

type Body = { readonly value: Readonly<Record<string, unknown>> } | { readonly refusal: Answer };

/** The body of a POST. It must call itself JSON, which a foreign web page cannot do here without being refused first. */
async function jsonBody(request: PhoneRequest): Promise<Body> {
  if (!request.headers['content-type']?.startsWith('application/json')) {
    return { refusal: { status: 415, body: { detail: 'Send application/json' } } };
  }
  const value = request.body ?? parse(await readBody(request));
  if (typeof value === 'object' && value !== null) return { value: value as Record<string, unknown> };
  return { refusal: { status: 422, body: { detail: 'Send a JSON object' } } };
}

function parse(bytes: Buffer | string): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

function answer(response: ServerResponse, { status, headers: extra, body }: Answer): void {
  send({ response, record: { status: undefined } }, { status, headers: extra, body });
}
