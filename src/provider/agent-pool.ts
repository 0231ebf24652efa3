import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isLoopback } from '../model/base-url';
import type { HttpOptions } from './http';

/** Connections that are kept open between requests, direct ones and those by a proxy. */
export interface AgentPool {
  /** The agent for a URL, in the shape in which got takes it. */
  agentFor(url: string): Promise<{ http: HttpAgent } | { https: HttpsAgent }>;
  /** The proxy in use for a URL. A proxy is never used for this machine itself. */
  proxyFor(url: string): string | undefined;
  close(): void;
}

const DEFAULT_MAX_SOCKETS = 16;

/** Agents are made when first used, one per way out, and share the limit on connections by being used for one host each. */
export function createAgentPool({ tls = {}, proxyFor, maxSockets = DEFAULT_MAX_SOCKETS }: HttpOptions): AgentPool {
  const agents = new Map<string, Promise<HttpAgent>>();
  const options = { keepAlive: true, maxSockets, scheduling: 'lifo' } as const;

  const pool: AgentPool = {
    async agentFor(url) {
      const secure = new URL(url).protocol === 'https:';
      const proxy = pool.proxyFor(url);
      const key = proxy ?? (secure ? 'https' : 'http');
      const make = () =>
        proxy ? proxyAgent(proxy) : secure ? new HttpsAgent({ ...options, ...tls }) : new HttpAgent(options);
      const agent = agents.get(key) ?? Promise.resolve(make());
      agents.set(key, agent);
      return secure ? { https: (await agent) as HttpsAgent } : { http: await agent };
    },
    proxyFor(url) {
      return isLoopback(new URL(url).hostname) ? undefined : proxyFor?.(url);
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
    return agent as unknown as HttpAgent;
  }
}

/** Ends the idle connections now and each busy one when its request is over; `agent.destroy()` would cut those off. */
function retire(agent: HttpAgent): void {
  agent.maxFreeSockets = 0;
  for (const idle of Object.values(agent.freeSockets)) for (const socket of idle ?? []) socket.destroy();
}
