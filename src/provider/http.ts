import { type ClientRequest, type Agent as HttpAgent, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import type { Got, HandlerFunction, Request, RequestError, Response } from 'got';
import { DeliveryError } from '../model/failure';
import { type AgentPool, createAgentPool, ProxyRefusal } from './agent-pool';
import { type NetworkTrouble, networkFailure } from './network-failure';
import { onAbort } from './on-abort';
import { createTurns, type Turns } from './turns';

/** A request, complete. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Not for DELETE: Node would not tell its length. */
  readonly body?: string | undefined;
  /** From the first packet to the last byte of the answer, in milliseconds. */
  readonly timeoutMs: number;
  /** Ends the request early. */
  readonly signal?: AbortSignal | undefined;
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
  const shared = { agents, turns: createTurns(maxSockets), connectTimeoutMs };
  let client: Promise<Got> | undefined;
  return {
    async send(request) {
      client ??= loadGot().then((got) => got.extend(clientOptions(connectTimeoutMs)));
      return exchange(await client, shared, request);
    },
    close: () => agents.close(),
  };
}

/** What the requests of one account share. */
interface Shared {
  readonly agents: AgentPool;
  readonly turns: Turns;
  readonly connectTimeoutMs: number;
}

/** Why we ended a request ourselves, in got's words. */
type Cut = Pick<NetworkTrouble, 'name' | 'code' | 'tooLarge'>;

const DEADLINE: Cut = { name: 'TimeoutError', code: 'ETIMEDOUT', tooLarge: false };
const GIVEN_UP: Cut = { name: 'AbortError', code: 'ERR_ABORTED', tooLarge: false };
const TOO_LARGE: Cut = { name: 'AbortError', code: 'ERR_ABORTED', tooLarge: true };

async function exchange(client: Got, shared: Shared, request: HttpRequest): Promise<HttpResponse> {
  const { agents, turns, connectTimeoutMs } = shared;
  const proxy = agents.proxyFor(request.url);
  // got can be given a signal as well; that and its clean-up would take a tenth of the time of a request.
  const waiting = new AbortController();
  let underWay: Request | undefined;
  let cut: Cut | undefined;
  const cutOff = (why: Cut) => {
    cut ??= why;
    waiting.abort();
    underWay?.destroy(new Error(why.name));
  };
  const stopListening = request.signal && onAbort(request.signal, () => cutOff(GIVEN_UP));
  const deadline = startDeadline(request.timeoutMs, () => cutOff(DEADLINE));
  let endTurn: (() => void) | undefined;
  try {
    endTurn = turns.takeNow() ?? (await turns.take(waiting.signal));
    const agent = await agents.agentFor(request.url);
    if (cut) throw new Error(cut.name);
    underWay = client.stream(request.url, requestOptions(request, agent, connectTimeoutMs));
    return await readWhole(underWay, () => cutOff(TOO_LARGE));
  } catch (thrown) {
    const failure = networkFailure({ ...describe(thrown, proxy), ...cut });
    // Where the server has closed one idle connection it has most likely closed the others.
    if (failure.cause.staleConnection) agents.dropIdle();
    throw failure;
  } finally {
    endTurn?.();
    clearTimeout(deadline);
    stopListening?.();
  }
}

/** got's own time limit ends only what has a connection: not what waits for its turn, or for a proxy. */
function startDeadline(ms: number, over: () => void): NodeJS.Timeout {
  // After a busy moment of Node-RED, what has already arrived is looked at first.
  return setTimeout(() => setImmediate(over), ms);
}

/** got's promises would read the answer just so, at the cost of a quarter more time for each request. */
function readWhole(answer: Request, onTooLarge: () => void): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let head: Response | undefined;
    answer.once('response', (response: Response) => {
      head = response;
    });
    answer.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > MAX_RESPONSE_BYTES) onTooLarge();
    });
    answer.once('end', () => {
      const { statusCode: status = 0, headers = {} } = head ?? {};
      resolve({ status, headers, body: Buffer.concat(chunks).toString() });
    });
    answer.on('error', reject);
  });
}

/** What is the same for all requests of a client. */
function clientOptions(connecting: number) {
  return {
    throwHttpErrors: false,
    // Whether to try again is decided where the outcome of all attempts is known, not here.
    retry: { limit: 0 },
    // A redirect would carry the token to a host that nobody chose.
    followRedirect: false,
    // No compression, so that a small answer cannot unpack into a large one.
    decompress: false,
    timeout: connectTimeouts(connecting),
    handlers: [leaveOptionsOut],
  };
}

const NO_OPTIONS = {};

/**
 * got puts some forty options together for Node's request, nearly all undefined, and Node copies them several times: a
 * quarter of the time that a request takes. Node's request is made here instead, with the three that count.
 */
const leaveOptionsOut: HandlerFunction = (options, next) => {
  // Where got found its own options wrong there are none; it tells so later.
  if (options) Object.assign(options, { createNativeRequestOptions: () => NO_OPTIONS });
  return next(options);
};

function requestOptions(request: HttpRequest, agent: HttpAgent, connectTimeoutMs: number) {
  const hurried = request.timeoutMs * 0.8;
  return {
    method: request.method,
    request: (url: URL) => startRequest(url, request, agent),
    ...(hurried < connectTimeoutMs && { timeout: connectTimeouts(hurried) }),
  };
}

/**
 * The request as Node makes it, for got to follow. The body goes out here, in one piece with the headers: got would
 * send it by itself and end the request afterwards; got 16 drops the connection when the answer comes in between.
 */
function startRequest(url: URL, { method, headers, body }: HttpRequest, agent: HttpAgent): ClientRequest {
  const start = url.protocol === 'https:' ? requestHttps : requestHttp;
  const request = start(url, { method, headers, agent });
  // got ends by itself only what cannot have a body. Not at once: it takes a request that has ended for something else.
  if (method !== 'GET') process.nextTick(() => request.end(body ?? ''));
  return request;
}

function connectTimeouts(ms: number) {
  return { lookup: ms, connect: ms, secureConnect: ms } as const;
}

/** What may be told of a got error: codes and numbers, never its texts. */
function describe(thrown: unknown, proxy: string | undefined): NetworkTrouble {
  if (thrown instanceof DeliveryError) throw thrown;
  const error = thrown as Partial<RequestError> & { event?: string };
  return {
    name: error.name ?? '',
    code: typeof error.code === 'string' ? error.code : '',
    phase: error.event,
    statusCode: error.response?.statusCode,
    sent: error.timings?.upload !== undefined,
    reused: error.request?.reusedSocket === true,
    tooLarge: false,
    proxy: proxy && hostOf(proxy),
    proxyStatus: error.cause instanceof ProxyRefusal ? error.cause.status : undefined,
  };
}

/** Host and port, never user and password. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'with an address that is not a URL';
}
