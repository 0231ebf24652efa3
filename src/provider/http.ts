import type { Agent as HttpAgent } from 'node:http';
import type { SecureContextOptions } from 'node:tls';
import type { Got, RequestError, Response } from 'got';
import { DeliveryError } from '../model/failure';
import { type AgentPool, createAgentPool, ProxyRefusal } from './agent-pool';
import { type NetworkTrouble, networkFailure } from './network-failure';
import { createTurns, type Turns } from './turns';

/** A request, complete. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** From the first packet to the last byte of the answer, in milliseconds. */
  readonly timeoutMs: number;
  /** Ends the request early. */
  readonly signal?: AbortSignal;
}

/** An answer of any status, read whole. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Certificate options, named as `tls.connect` names them. */
export interface TlsOptions extends SecureContextOptions {
  readonly rejectUnauthorized?: boolean;
  readonly servername?: string;
  readonly ALPNProtocols?: string[];
}

export interface HttpOptions {
  readonly tls?: TlsOptions | undefined;
  /** The proxy for a URL, as a URL that may hold user and password; `undefined` for a direct connection. */
  readonly proxyFor?: ((url: string) => string | undefined) | undefined;
  /** Connections at most, and so requests at once; the others wait in line. Default 16. */
  readonly maxSockets?: number | undefined;
  /** Connecting takes milliseconds; after this long nothing was sent, and that is worth knowing. In milliseconds, default 10,000. */
  readonly connectTimeoutMs?: number | undefined;
}

/** Speaks HTTP. Answers of any status are results; only the lack of a whole answer is an error. */
export interface Http {
  /** @throws DeliveryError when no whole answer came */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Ends idle connections; requests under way go on. */
  close(): void;
}

/** An answer to one message is some kilobytes; a megabyte is a mistake or an attack. */
export const MAX_RESPONSE_BYTES = 1024 * 1024;

let loading: Promise<Got> | undefined;

/** got takes some 90 ms to load: the first request pays for it, not the start of Node-RED. */
function loadGot(): Promise<Got> {
  loading ??= import('got').then((module) => module.default);
  return loading;
}

/** The HTTP client of one account. The only place that knows got; a got error never leaves it, because it prints the token. */
export function createHttp({ maxSockets = 16, connectTimeoutMs = 10_000, ...options }: HttpOptions = {}): Http {
  const agents = createAgentPool({ connectTimeoutMs, ...options });
  const turns = createTurns(maxSockets);
  return {
    send: async (request) => exchange(await loadGot(), { agents, turns, connectTimeoutMs }, request),
    close: () => agents.close(),
  };
}

/** What the requests of one account share. */
interface Shared {
  readonly agents: AgentPool;
  readonly turns: Turns;
  readonly connectTimeoutMs: number;
}

async function exchange(got: Got, shared: Shared, request: HttpRequest): Promise<HttpResponse> {
  const { agents, turns } = shared;
  const proxy = agents.proxyFor(request.url);
  const abort = new AbortController();
  const onAbort = () => abort.abort();
  request.signal?.addEventListener('abort', onAbort, { once: true });
  if (request.signal?.aborted) abort.abort();
  const deadline = startDeadline(abort, request.timeoutMs);
  let tooLarge = false;
  let endTurn: (() => void) | undefined;
  try {
    endTurn = await turns.take(abort.signal);
    const agent = await agents.agentFor(request.url);
    const pending = got(request.url, {
      ...gotOptions(request, Math.min(shared.connectTimeoutMs, request.timeoutMs * 0.8)),
      agent: agent as { http: HttpAgent },
      signal: abort.signal,
    });
    pending.on('downloadProgress', ({ transferred }) => {
      tooLarge = transferred > MAX_RESPONSE_BYTES;
      if (tooLarge) abort.abort();
    });
    const response: Response<string> = await pending;
    return { status: response.statusCode, headers: response.headers, body: response.body };
  } catch (thrown) {
    const failure = networkFailure(describe(thrown, tooLarge, proxy));
    // Where the server has closed one idle connection it has most likely closed the others.
    if (failure.cause.staleConnection) agents.dropIdle();
    throw failure;
  } finally {
    endTurn?.();
    clearTimeout(deadline);
    request.signal?.removeEventListener('abort', onAbort);
  }
}

/** got's own time limit ends only what has a connection: not what waits for its turn, or for a proxy. */
function startDeadline(abort: AbortController, ms: number): NodeJS.Timeout {
  const reason = Object.assign(new Error('deadline'), { name: 'TimeoutError', code: 'ETIMEDOUT' });
  // After a busy moment of Node-RED, what has already arrived is looked at first.
  return setTimeout(() => setImmediate(() => abort.abort(reason)), ms);
}

function gotOptions(request: HttpRequest, connecting: number) {
  return {
    method: request.method,
    headers: request.headers as Record<string, string>,
    ...(request.body !== undefined && { body: request.body }),
    throwHttpErrors: false,
    // Whether to try again is decided where the outcome of all attempts is known, not here.
    retry: { limit: 0 },
    // A redirect would carry the token to a host that nobody chose.
    followRedirect: false,
    // No compression, so that a small answer cannot unpack into a large one.
    decompress: false,
    timeout: { lookup: connecting, connect: connecting, secureConnect: connecting },
    responseType: 'text',
  } as const;
}

/** What may be told of a got error: codes and numbers, never its texts. */
function describe(thrown: unknown, tooLarge: boolean, proxy: string | undefined): NetworkTrouble {
  if (thrown instanceof DeliveryError) throw thrown;
  const error = thrown as Partial<RequestError> & { event?: string };
  return {
    name: error.name ?? '',
    code: typeof error.code === 'string' ? error.code : '',
    phase: error.event,
    statusCode: error.response?.statusCode,
    sent: error.timings?.upload !== undefined,
    reused: error.request?.reusedSocket === true,
    tooLarge,
    proxy: proxy && hostOf(proxy),
    proxyStatus: error.cause instanceof ProxyRefusal ? error.cause.status : undefined,
  };
}

/** Host and port, never user and password. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'with an address that is not a URL';
}
