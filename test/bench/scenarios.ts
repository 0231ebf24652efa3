import type { WindowSettings } from '../../src/sandbox/rate-limit/settings';
import type { Measurement } from './measurement';
import type { Arrival, BenchProvider, FlowVariant, ReceiveVariant, ServerBehaviour } from './protocol';

/** Who sends: a flow, or got with nothing around it; or the flow that receives. */
export type Contender = FlowVariant | 'bare got' | ReceiveVariant;

/** Something that is measured with several contenders. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly contenders: readonly Contender[];
  /** Whom the others are compared with. */
  readonly core: Contender;
  /** Rounds in a full run; a quick run has one. */
  readonly rounds: number;
  readonly messages: number;
  /** Spends its time waiting for the limit, so that it may run beside others. */
  readonly waits: boolean;
  /** Events come in instead of messages going out. */
  readonly receives: boolean;
  readonly server: ServerBehaviour;
  measurement(contender: Contender): Measurement;
}

export const OURS = 'conversation-send';
export const CORE = 'http request';
export const OUR_RECEIVER = 'conversation-receive';
export const CORE_RECEIVER = 'http in + function';
const KEEP_ALIVE = 'http request, keep-alive';
const DELAYED = 'delay + http request';
const LOOPED = 'http request + retry loop';

export const CONCURRENCY = 16;
/** What the account, or the delay node, is told of the provider's limit. */
const BELIEVED = { rateLimit: 100, ratePeriod: 10 };
const UNLIMITED = { rateLimit: 1_000_000, ratePeriod: 1 };
const PERIOD_MS = BELIEVED.ratePeriod * 1000;
/** A third less than believed. */
const SLOWER = 67;
const WARM_UP = 500;
const SHORT_WARM_UP = 50;
const MODELS = ['fixed', 'sliding', 'bucket'] as const;
const FAULTS = { status500: 0.1, reset: 0.05 };
/** Unequal answers bring messages out of order where nothing keeps them in it. */
const JITTER = [5, 35] as const;

type Sender = Exclude<Contender, ReceiveVariant>;

interface Shape {
  readonly id: string;
  readonly title: string;
  readonly contenders: readonly Sender[];
  /** Default `sendseven`. */
  readonly provider?: BenchProvider;
  readonly rounds: number;
  readonly messages: number;
  readonly conversations?: number;
  readonly arrival?: Arrival;
  readonly limited?: boolean;
  readonly server?: ServerBehaviour;
  readonly heapLimitMb?: number;
}

function scenario(shape: Shape): Scenario {
  const { id, title, contenders, rounds, messages, server = {}, limited = false } = shape;
  return {
    id,
    title,
    contenders,
    core: CORE,
    rounds,
    messages,
    server,
    waits: limited,
    receives: false,
    measurement: (who) => measurementOf(shape, who as Sender),
  };
}

function measurementOf(shape: Shape, contender: Sender): Measurement {
  const { messages, conversations = messages, arrival = 'burst', limited = false, server = {}, heapLimitMb } = shape;
  const { provider = 'sendseven' } = shape;
  const warmUp = limited ? SHORT_WARM_UP : WARM_UP;
  const policy = { ...(limited ? BELIEVED : UNLIMITED), concurrency: CONCURRENCY, queueLimit: 1_000_000 };
  return {
    job:
      contender === 'bare got'
        ? { kind: contender, messages, conversations, warmUp, concurrency: CONCURRENCY }
        : { kind: 'flow', variant: contender, provider, arrival, messages, conversations, warmUp, policy },
    server,
    limitMs: 180_000,
    ...(heapLimitMb !== undefined && { heapLimitMb }),
  };
}

/** Signed events, delivered to the same flow in two halves. */
const webhooks: Scenario = {
  id: 'webhooks',
  title: '10,000 webhook events on 16 connections',
  contenders: [CORE_RECEIVER, OUR_RECEIVER],
  core: CORE_RECEIVER,
  rounds: 3,
  messages: 10_000,
  server: {},
  waits: false,
  receives: true,
  measurement: (who) => ({
    job: {
      kind: 'receive',
      variant: who as ReceiveVariant,
      events: 10_000,
      warmUp: WARM_UP,
      connections: CONCURRENCY,
    },
    server: {},
    limitMs: 180_000,
  }),
};

const limit = (model: WindowSettings['model'], allowed: number): WindowSettings => ({
  model,
  limit: allowed,
  periodMs: PERIOD_MS,
});

/** Everything that is measured, in its order. */
export const SCENARIOS: readonly Scenario[] = [
  scenario({
    id: 'burst-2000',
    title: 'Burst of 2,000',
    contenders: [CORE, KEEP_ALIVE, OURS, 'bare got', 'no request'],
    rounds: 5,
    messages: 2_000,
  }),
  scenario({
    id: 'burst-20000',
    title: 'Burst of 20,000',
    contenders: [CORE, OURS, 'bare got', 'no request'],
    rounds: 3,
    messages: 20_000,
  }),
  scenario({
    id: 'groups-20000',
    title: '20,000 in groups of 100, one in each turn of the event loop',
    contenders: [CORE, OURS, 'no request'],
    rounds: 1,
    messages: 20_000,
    arrival: 'groups',
  }),
  scenario({
    id: 'small-heap',
    title: 'Burst of 20,000 in a process with a heap of 256 MB',
    contenders: [CORE, OURS],
    rounds: 1,
    messages: 20_000,
    heapLimitMb: 256,
  }),
  scenario({
    id: 'sequential',
    title: '2,000 one after the other',
    contenders: [CORE, KEEP_ALIVE, OURS],
    rounds: 3,
    messages: 2_000,
    arrival: 'sequential',
  }),
  scenario({
    id: 'sinch-2000',
    title: 'Burst of 2,000 to Sinch: messages:send with the access key (Basic)',
    contenders: [CORE, OURS],
    provider: 'sinch',
    rounds: 3,
    messages: 2_000,
  }),
  webhooks,
  scenario({
    id: 'faulty',
    title: 'Faults: 2,000 to 10 conversations, 10 % answered 500, 5 % reset, half of them after the effect',
    contenders: [CORE, LOOPED, OURS],
    rounds: 1,
    messages: 2_000,
    conversations: 10,
    server: { faults: FAULTS, latencyMs: JITTER },
  }),
  ...MODELS.map((model) =>
    scenario({
      id: `limited-${model}`,
      title: `Rate limit, server counts by ${nameOf(model)}: 300 messages at 100 in 10 s`,
      contenders: [CORE, DELAYED, LOOPED, OURS],
      rounds: 1,
      messages: 300,
      limited: true,
      server: { limit: limit(model, BELIEVED.rateLimit) },
    }),
  ),
  ...MODELS.map((model) =>
    scenario({
      id: `slower-${model}`,
      title: `Limit believed wrongly, ${nameOf(model)}: the server allows ${SLOWER} in 10 s, not 100`,
      contenders: [DELAYED, OURS],
      rounds: 1,
      messages: 300,
      limited: true,
      server: { limit: limit(model, SLOWER) },
    }),
  ),
  scenario({
    id: 'empty-bucket',
    title: 'Limit believed wrongly: the bucket is empty at the start',
    contenders: [DELAYED, OURS],
    rounds: 1,
    messages: 300,
    limited: true,
    server: { limit: limit('bucket', BELIEVED.rateLimit), startsEmpty: true },
  }),
  scenario({
    id: 'limited-faulty',
    title: 'Rate limit and faults at once: 300 messages to 10 conversations',
    contenders: [DELAYED, LOOPED, OURS],
    rounds: 1,
    messages: 300,
    conversations: 10,
    limited: true,
    server: { limit: limit('bucket', BELIEVED.rateLimit), faults: FAULTS, latencyMs: JITTER },
  }),
];

function nameOf(model: (typeof MODELS)[number]): string {
  return { fixed: 'fixed window', sliding: 'sliding window', bucket: 'token bucket' }[model];
}
