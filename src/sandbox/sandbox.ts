import type { IncomingMessage, ServerResponse } from 'node:http';
import { type SandboxClock, systemClock, Timers } from './clock';
import type { LifeDelays } from './core/message-life';
import { seed } from './core/seed';
import { World } from './core/world';
import { Faults } from './faults/faults';
import { seededRandom } from './faults/random';
import { serveApi } from './http/api';
import { serveControl } from './http/control';
import { type RecordedRequest, send } from './http/exchange';
import { Recorder } from './http/recorder';
import { type Incoming, listen } from './http/server';
import { Phone } from './phone/handler';
import { RateLimiter } from './rate-limit/rate-limiter';
import type { RateLimitSettings } from './rate-limit/settings';
import { SendSevenFace } from './sendseven/face';
import { Tokens } from './sendseven/tokens';
import { createValidator } from './sendseven/validate';

export interface SandboxOptions {
  /** Port on 127.0.0.1. Default 0: any free one. */
  readonly port?: number;
  /** Default: the system's. */
  readonly clock?: SandboxClock;
  /** How fast messages become sent, delivered and read. */
  readonly life?: Partial<LifeDelays>;
  /** Default: no limit. */
  readonly rateLimit?: RateLimitSettings;
  /** How many of the latest API requests are kept in `requests`. Default 1,000. */
  readonly record?: number;
  /** Seed of the random numbers behind faults with a probability. Default 1. */
  readonly seed?: number;
  /** Status for a message that names no recipient: the sources on the API differ. Default 422. */
  readonly missingAddressStatus?: 400 | 422;
  /** Whether `/_sandbox/…` is served, by which another process can arm faults. Default false. */
  readonly control?: boolean;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly sendseven: {
    /** Origin and `/api/v1`. */
    readonly baseUrl: string;
    /** A token with every scope. */
    readonly token: string;
    /** The tenant of that token, who owns the seeded people. */
    readonly tenantId: string;
    /** Makes another token valid. Default: every scope, and the sandbox's own tenant. */
    addToken(token: string, grant: { scopes?: readonly string[]; tenantId?: string }): void;
  };
  readonly world: World;
  readonly faults: Faults;
  /** The latest requests to the API, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Changes the rate limit; every budget starts anew. */
  setRateLimit(settings: RateLimitSettings): void;
  /** Serves the phone page; `path` is relative to the page's root, without a leading slash. */
  phone(request: IncomingMessage & { body?: unknown }, response: ServerResponse, path: string): Promise<void>;
  /** Ends every connection, stream and timer. */
  close(): Promise<void>;
}

const token = 's7_api_sandbox';
const tenantId = '5a4db0c5-0000-4000-8000-000000000001';

/** Starts a simulated messaging provider on this machine. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const timers = new Timers(options.clock ?? systemClock);
  const world = new World(timers, tenantId, options.life);
  seed(world, tenantId);

  const tokens = new Tokens();
  tokens.add(token, tenantId);
  const faults = new Faults(seededRandom(options.seed ?? 1));
  const limiter = new RateLimiter(options.rateLimit);
  const recorder = new Recorder(options.record ?? 1_000);
  const validator = await createValidator();
  const missingAddressStatus = options.missingAddressStatus ?? 422;
  const face = new SendSevenFace({ world, tokens, limiter, validator, missingAddressStatus });
  const phone = new Phone(world, timers);

  const serve = async (incoming: Incoming): Promise<void> => {
    const { request, response, path } = incoming;
    if (path.startsWith(`${face.prefix}/`)) return serveApi(face, incoming, { faults, recorder, timers });
    if (path.startsWith('/phone/')) return phone.handle(request, response, path.slice('/phone/'.length));
    if (options.control && path.startsWith('/_sandbox/')) return serveControl(incoming, { faults, recorder, limiter });
    send({ response, record: { status: undefined } }, { status: 404, body: { detail: 'Not Found' } });
  };
  const server = await listen(options.port ?? 0, serve);

  return {
    origin: server.origin,
    sendseven: {
      baseUrl: `${server.origin}${face.prefix}`,
      token,
      tenantId,
      addToken: (added, grant) => tokens.add(added, grant.tenantId ?? tenantId, grant.scopes),
    },
    world,
    faults,
    requests: recorder.requests,
    setRateLimit: (settings) => limiter.configure(settings),
    phone: (request, response, path) => phone.handle(request, response, path),
    async close() {
      timers.stop();
      phone.close();
      await server.close();
    },
  };
}
