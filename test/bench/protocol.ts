import type { WindowSettings } from '../../src/sandbox/rate-limit/settings';

/** How the mock server behaves in a measurement. Sent to it just before the run. */
export interface ServerBehaviour {
  readonly limit?: WindowSettings;
  /** The bucket starts without a token, as after a restart of the client. */
  readonly startsEmpty?: boolean;
  /** Share of requests answered with 500 and share of connections reset, half of each after the message took effect. */
  readonly faults?: { readonly status500: number; readonly reset: number };
  /** Milliseconds between a request and its effect, drawn evenly from this range. Default: at once. */
  readonly latencyMs?: readonly [from: number, to: number];
}

/** What the mock server has seen since it was told how to behave. */
export interface ServerCount {
  readonly requests: number;
  readonly refused: number;
  /** Connections on which a request came. */
  readonly sockets: number;
  /** Different messages that took effect. */
  readonly effects: number;
  /** Times a message took effect again. */
  readonly doubles: number;
  /** Messages that took effect after a later one of the same conversation. */
  readonly inversions: number;
}

/** Node under test, and what stands around it in the flow. */
export const VARIANTS = [
  'conversation-send',
  'http request',
  'http request, keep-alive',
  'delay + http request',
  'http request + retry loop',
  'no request',
] as const;
export type FlowVariant = (typeof VARIANTS)[number];

/** Whose API the messages of a flow go to. */
export type BenchProvider = 'sendseven' | 'sinch';

/**
 * How messages come. `burst`: all in one turn of the event loop, as a split node or a function node hands them on.
 * `groups`: a hundred in each turn, so that Node-RED's own work for a burst does not hide who else stops the loop.
 * `sequential`: the next one when the last one came out.
 */
export type Arrival = 'burst' | 'groups' | 'sequential';

/** What the process with Node-RED in it is to do. */
export interface FlowJob {
  readonly kind: 'flow';
  readonly variant: FlowVariant;
  readonly provider: BenchProvider;
  readonly arrival: Arrival;
  readonly messages: number;
  readonly conversations: number;
  /** Messages sent one by one before the run; they do not use up the limit. */
  readonly warmUp: number;
  /** Delivery settings of the account. The `delay` node takes its pace from the limit. */
  readonly policy: Readonly<Record<'rateLimit' | 'ratePeriod' | 'concurrency' | 'queueLimit', number>>;
  readonly baseUrl: string;
  /** Folder of the `node-red` package. */
  readonly nodeRed: string;
  /** User folder in which the package under test is installed. */
  readonly userDir: string;
}

/** What a process with nothing but got in it is to do. */
export interface BareJob {
  readonly kind: 'bare got';
  readonly messages: number;
  readonly conversations: number;
  readonly warmUp: number;
  readonly concurrency: number;
  readonly baseUrl: string;
  /** Folder in whose `node_modules` got is. */
  readonly userDir: string;
}

/** What takes events in, and what stands around it in the flow. */
export const RECEIVE_VARIANTS = ['conversation-receive', 'http in + function'] as const;
export type ReceiveVariant = (typeof RECEIVE_VARIANTS)[number];

/** What the process with Node-RED in it is to do when events come to it. They come in two halves. */
export interface ReceiveJob {
  readonly kind: 'receive';
  readonly variant: ReceiveVariant;
  readonly events: number;
  /** Events sent before the run. */
  readonly warmUp: number;
  /** Connections on which they come. */
  readonly connections: number;
  /** Folder of the `node-red` package. */
  readonly nodeRed: string;
  /** User folder in which the package under test is installed. */
  readonly userDir: string;
}

export type Job = FlowJob | BareJob | ReceiveJob;

/** What the process that delivers events is to send. */
export interface Load {
  readonly port: number;
  /** Number of the first event; the others follow. */
  readonly first: number;
  readonly count: number;
  readonly connections: number;
}

/** How the events of a load were answered. */
export interface LoadCount {
  readonly taken: number;
  /** With another status than 200, or not at all. */
  readonly refused: number;
}

/** What a process has measured. Times in milliseconds, sizes in bytes. */
export interface Readings {
  readonly delivered: number;
  readonly failed: number;
  readonly ms: number;
  /** Longest time for which the event loop did not turn. */
  readonly stallMs: number;
  /** Highest sampled use of the heap, less the use before the run, garbage included. */
  readonly heapGrowth: number;
  readonly cpuMs: number;
  /** Only where events arrive. */
  readonly arrivals?: Arrivals;
}

/** What is known of events beyond their number. */
export interface Arrivals {
  /** Different events that came out of the node under test. */
  readonly distinct: number;
  /** Events that came out again. */
  readonly doubles: number;
  /** Bytes on the heap after a collection of garbage, less those before the run: after half of the events, and after all. */
  readonly kept: readonly [half: number, all: number];
}

/** From the measuring process to the bench and back. `port` is where events are to be sent. */
export type JobReport =
  | { readonly kind: 'ready'; readonly port?: number }
  | { readonly kind: 'readings'; readonly readings: Readings };
