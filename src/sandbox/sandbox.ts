import type { IncomingMessage, ServerResponse } from 'node:http';
import { type SandboxClock, systemClock, Timers } from './clock';
import type { LifeDelays } from './core/message-life';
import { World } from './core/world';
import { Faults } from './faults/faults';
import { seededRandom } from './faults/random';
import { serveApi } from './http/api';
import { serveControl } from './http/control';
import { type RecordedRequest, send } from './http/exchange';
import type { Face } from './http/face';
import { Recorder } from './http/recorder';
import { type Incoming, listen } from './http/server';
import { Phone } from './phone/handler';
import { RateLimiter } from './rate-limit/rate-limiter';
import type { RateLimitSettings } from './rate-limit/settings';
import { homeTenantId, type SendSevenAccess, simulateSendSeven } from './sendseven/simulator';
import type { SinchAccess } from './sinch/access';
import { simulateSinch } from './sinch/simulator';
import { Deliverer } from './webhooks/deliverer';

export interface SandboxOptions {
  /** Port on 127.0.0.1. Default 0: any free one. */
  readonly port?: number;
  /** Default: the system's. */
  readonly clock?: SandboxClock;
  /** How fast messages become sent, delivered and read. */
  readonly life?: Partial<LifeDelays>;
  /** Default: no limit. */
  readonly rateLimit?: RateLimitSettings;
  /** How many of the latest API requests are kept in `requests`, and of the latest webhooks. Default 1,000. */
  readonly record?: number;
  /** Seed of the random numbers behind faults with a probability and behind mischief with webhooks. Default 1. */
  readonly seed?: number;
  /** Status for a message that names no recipient: the sources on the API differ. Default 422. */
  readonly missingAddressStatus?: 400 | 422;
  /** Whether `/_sandbox/…` is served, by which another process can arm faults. Default false. */
  readonly control?: boolean;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly sendseven: SendSevenAccess;
  readonly sinch: SinchAccess;
  readonly world: World;
  readonly faults: Faults;
  /** Carries the webhooks of every provider: set `mischief` to make it do so badly; `attempts` are the latest. */
  readonly webhooks: Pick<Deliverer, 'mischief' | 'attempts'>;
  /** The latest requests to the API, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Changes the rate limit of every provider; every budget starts anew. */
  setRateLimit(settings: RateLimitSettings): void;
  /** Serves the phone page; `path` is relative to the page's root, without a leading slash. */
  phone(request: IncomingMessage & { body?: unknown }, response: ServerResponse, path: string): Promise<void>;
  /** Ends every connection, stream and timer. */
  close(): Promise<void>;
}

/** Starts a simulated messaging provider on this machine. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const timers = new Timers(options.clock ?? systemClock);
  const world = new World(timers, homeTenantId, options.life);
  const faults = new Faults(seededRandom(options.seed ?? 1));
  const limiter = new RateLimiter(options.rateLimit);
  const record = options.record ?? 1_000;
  const recorder = new Recorder(record);
  const random = seededRandom(options.seed ?? 1);
  const webhooks = new Deliverer(timers, random, record);
  const missingAddressStatus = options.missingAddressStatus ?? 422;
  const parts = { world, timers, limiter, deliverer: webhooks, random, missingAddressStatus };
  const sendseven = await simulateSendSeven(parts);
  const sinch = await simulateSinch({ world, timers, deliverer: webhooks, rateLimit: options.rateLimit });
  const faces: readonly Face[] = [sendseven.face, sinch.face];
  const phone = new Phone(world, timers);

  const serve = async (incoming: Incoming): Promise<void> => {
    const { request, response, path } = incoming;
    const face = faces.find(({ prefix }) => path.startsWith(`${prefix}/`));
    if (face) return serveApi(face, incoming, { faults, recorder, timers });
    if (path.startsWith('/phone/')) return phone.handle(request, response, path.slice('/phone/'.length));
    const isControl = options.control && path.startsWith('/_sandbox/');
    if (isControl) return serveControl(incoming, { faults, recorder, setRateLimit, webhooks });
    send({ response, record: { status: undefined } }, { status: 404, body: { detail: 'Not Found' } });
  };
  const server = await listen(options.port ?? 0, serve);
  const sinchAccess = sinch.access(server.origin);

  function setRateLimit(settings: RateLimitSettings): void {
    limiter.configure(settings);
    sinchAccess.setRateLimit(settings);
  }

  return {
    origin: server.origin,
    sendseven: sendseven.access(server.origin),
    sinch: sinchAccess,
    world,
    faults,
    webhooks,
    requests: recorder.requests,
    setRateLimit,
    phone: (request, response, path) => phone.handle(request, response, path),
    async close() {
      timers.stop();
      phone.close();
      webhooks.close();
      await server.close();
    },
  };
}
