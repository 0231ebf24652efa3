import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer } from './answers';
import { Endpoint, type EndpointTerms } from './endpoint';
import type { EndpointStats } from './endpoint-stats';
import { type SetTimer, systemTimer } from './raw-body';
import { Reception, type SeenMemory, type Verdict } from './reception';

export type { EndpointStats, EndpointTerms, SeenMemory };

export interface EndpointsOptions {
  readonly seen: SeenMemory;
  /** How many events of one account may wait until they can go out; default 10,000. */
  readonly holdLimit?: number;
  /** Told of what the receiver or `onEvent` threw. */
  readonly onDefect?: (error: unknown) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly setTimer?: SetTimer;
}

/**
 * The webhook endpoints of all accounts. Requests are verified and answered at once; the events go out afterwards, or
 * wait while there is nobody to take them. It is `starting` until the first `release`: what is not known yet may come,
 * and a 404 makes some providers give an endpoint up.
 */
export class Endpoints {
  readonly #seen: SeenMemory;
  readonly #holdLimit: number;
  readonly #onDefect: (error: unknown) => void;
  readonly #now: () => number;
  readonly #reception: Reception;
  readonly #byAccount = new Map<string, Endpoint>();
  readonly #byPath = new Map<string, Endpoint>();
  /** What accounts asked for whose path another one has, by account, the longest waiting first. */
  readonly #refused = new Map<string, EndpointTerms>();
  #phase: 'starting' | 'running' | 'stopped' = 'starting';
  #held = true;

  constructor({
    seen,
    holdLimit = 10_000,
    onDefect = () => {},
    now = Date.now,
    setTimer = systemTimer,
  }: EndpointsOptions) {
    this.#seen = seen;
    this.#holdLimit = holdLimit;
    this.#onDefect = onDefect;
    this.#now = now;
    this.#reception = new Reception({ seen, setTimer, isStopped: () => this.#phase === 'stopped' });
  }

  /**
   * An account starts, or is back. Its former path is given up, also where the new one is taken: then its events wait
   * until that path is free, or until it is opened with another one.
   * @returns `path-taken` where another account has the path, also one that is just restarting
   */
  open(accountId: string, terms: EndpointTerms): 'open' | 'path-taken' {
    void this.#seen.ready?.();
    const path = plainPath(terms.path);
    const own = this.#byAccount.get(accountId);
    this.#refused.delete(accountId);
    // Who stays at its path does not leave it for a moment: another one may be waiting for it.
    if (own && this.#byPath.get(path) !== own) this.#leavePath(own);
    const holder = this.#byPath.get(path);
    if (holder && holder !== own) {
      own?.suspend();
      this.#refused.set(accountId, terms);
      return 'path-taken';
    }
    const endpoint = own ?? this.#create(accountId, terms);
    this.#byPath.set(path, endpoint);
    endpoint.resume(terms);
    return 'open';
  }

  /** The account restarts: requests are verified and answered by its last terms, events wait. */
  suspend(accountId: string): void {
    this.#byAccount.get(accountId)?.suspend();
    // It comes back with terms of its own, or cannot be used.
    this.#refused.delete(accountId);
  }

  /** The account was deleted or disabled: there is nothing at its path from now on. */
  remove(accountId: string): void {
    this.#refused.delete(accountId);
    const endpoint = this.#byAccount.get(accountId);
    if (!endpoint) return;
    endpoint.remove();
    this.#byAccount.delete(accountId);
    this.#leavePath(endpoint);
  }

  /** Flows are being replaced: events wait. */
  hold(): void {
    this.#held = true;
  }

  /** The flows run: what waits goes out, each account's in order. Also begins anew after `stop`. */
  release(): void {
    this.#held = false;
    this.#phase = 'running';
    for (const endpoint of this.#byAccount.values()) endpoint.schedule();
  }

  /** Takes nothing more. What waits is kept, in case that flows are started again. */
  stop(): void {
    this.#held = true;
    this.#phase = 'stopped';
  }

  /** Whether an account has this path. */
  has(path: string): boolean {
    return this.#byPath.has(plainPath(path));
  }

  /** Whether an account waits for a path that another account has. */
  isRefused(accountId: string): boolean {
    return this.#refused.has(accountId);
  }

  /** `undefined` for an account that was never opened, or is removed. */
  stats(accountId: string): EndpointStats | undefined {
    return this.#byAccount.get(accountId)?.stats;
  }

  /**
   * Answers a request. Never rejects.
   * @param path without the query
   */
  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const endpoint = this.#byPath.get(plainPath(path));
    if (request.method !== 'POST') return answer(request, response, 404);
    if (this.#phase === 'stopped') return answer(request, response, 503);
    if (!endpoint) return answer(request, response, this.#phase === 'starting' ? 503 : 404);
    const at = this.#now();
    const { status, json, happening } = await this.#judge(request, endpoint, at);
    if (happening) endpoint.count(happening, at);
    answer(request, response, status, json);
  }

  async #judge(request: IncomingMessage, endpoint: Endpoint, at: number): Promise<Verdict> {
    try {
      return await this.#reception.judge(request, endpoint, at);
    } catch (error) {
      this.#onDefect(error);
      return { status: 503, happening: { kind: 'refused', why: 'defect' } };
    }
  }

  #create(accountId: string, terms: EndpointTerms): Endpoint {
    const endpoint = new Endpoint(accountId, terms, {
      holdLimit: this.#holdLimit,
      isHeld: () => this.#held,
      onDefect: this.#onDefect,
    });
    this.#byAccount.set(accountId, endpoint);
    return endpoint;
  }

  #leavePath(endpoint: Endpoint): void {
    const path = plainPath(endpoint.terms.path);
    if (this.#byPath.get(path) !== endpoint) return;
    this.#byPath.delete(path);
    const next = [...this.#refused].find(([, terms]) => plainPath(terms.path) === path);
    if (next) this.open(...next);
  }
}

/** A slash at the end is often typed and never meant. */
function plainPath(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
