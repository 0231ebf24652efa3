import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { HttpsProxyAgent } from 'https-proxy-agent';
import { isLoopback } from '../model/base-url';
import type { HttpOptions } from './http';

/** Connections that are kept open between requests, direct ones and those by a proxy. */
export interface AgentPool {
  /** The agent for a URL; for `https:` one that speaks TLS. */
  agentFor(url: string): Promise<HttpAgent>;
  /** The proxy in use for a URL. A proxy is never used for this machine itself. */
  proxyFor(url: string): string | undefined;
  /** Ends idle connections; the next requests make new ones. */
  dropIdle(): void;
  /** Ends idle connections now and each busy one when its request is over. */
  close(): void;
}

type PoolOptions = Pick<HttpOptions, 'tls' | 'proxyFor'> & { readonly connectTimeoutMs: number };

/** A proxy answered something else than 200 to CONNECT. Left alone, its answer would pass for the far end's. */
export class ProxyRefusal extends Error {
  /** @param status HTTP status of the proxy's answer */
  constructor(readonly status: number) {
    super(`The proxy answered ${status}`);
  }
}

/** What matters of a URL for the way to it. */
interface Target {
  readonly url: string;
  readonly secure: boolean;
  readonly loopback: boolean;
}

function readTarget(url: string): Target {
  const { protocol, hostname } = new URL(url);
  return { url, secure: protocol === 'https:', loopback: isLoopback(hostname) };
}

/**
 * Agents are made when first used, one per way out. They set no limit on connections: where an agent keeps a line of
 * its own, a proxy that refuses is asked again and again for the first of the line (Node retries when a connection ends).
 */
export function createAgentPool({ tls = {}, proxyFor, connectTimeoutMs }: PoolOptions): AgentPool {
  const agents = new Map<string, Promise<HttpAgent>>();
  const options = { keepAlive: true, scheduling: 'lifo' } as const;
  // Nearly all requests of an account go to the same URL; taking it apart anew would be seen in a burst.
  let latest: Target = { url: '', secure: false, loopback: false };
  const targetOf = (url: string) => {
    if (latest.url !== url) latest = readTarget(url);
    return latest;
  };

  const pool: AgentPool = {
    agentFor(url) {
      const { secure } = targetOf(url);
      const proxy = pool.proxyFor(url);
      const key = proxy ?? (secure ? 'https' : 'http');
      const make = () =>
        proxy ? proxyAgent(proxy) : secure ? new HttpsAgent({ ...options, ...tls }) : new HttpAgent(options);
      const agent = agents.get(key) ?? Promise.resolve(make());
      agents.set(key, agent);
      return agent;
    },
    proxyFor(url) {
      return targetOf(url).loopback ? undefined : proxyFor?.(url);
    },
    dropIdle() {
      for (const agent of agents.values()) agent.then(endIdle).catch(() => {});
    },
    close() {
      for (const agent of agents.values()) agent.then(retire).catch(() => {});
      agents.clear();
    },
  };
  return pool;

  async function proxyAgent(proxy: string): Promise<HttpAgent> {
    const { HttpsProxyAgent } = await import('https-proxy-agent');
    const agent = new HttpsProxyAgent(proxy, options);
    // The agent keeps no TLS options of its own for the far end of the tunnel; Node merges these into every connection.
    Object.assign(agent.options, tls);
    limitConnecting(agent, connectTimeoutMs);
    agent.on('proxyConnect', ({ statusCode }, request) => {
      if (statusCode !== 200) request.destroy(new ProxyRefusal(statusCode));
    });
    return agent as unknown as HttpAgent;
  }
}

/** `agent.destroy()` would cut the busy ones off. */
function retire(agent: HttpAgent): void {
  agent.maxFreeSockets = 0;
  endIdle(agent);
}

function endIdle(agent: HttpAgent): void {
  for (const idle of Object.values(agent.freeSockets)) for (const socket of idle ?? []) socket.destroy();
}

/** A proxy that takes a connection and never answers would hold it for ever. */
function limitConnecting(agent: HttpsProxyAgent<string>, ms: number): void {
  const { connectOpts } = agent;
  const connect = agent.connect.bind(agent);
  agent.connect = async (request, farEnd) => {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), ms);
    // Read before the agent first waits, so that every connection has a signal of its own.
    agent.connectOpts = { ...connectOpts, signal: giveUp.signal };
    try {
      return await connect(request, farEnd);
    } finally {
      clearTimeout(timer);
    }
  };
}
