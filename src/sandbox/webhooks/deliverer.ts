import { Agent, type ClientRequest } from 'node:http';
import type { Timers } from '../clock';
import type { AttemptReport, SigningFlaws, WebhookDelivery, WebhookRequest } from './delivery';
import { Disorder } from './disorder';
import { Lane } from './lane';
import type { Chance, WebhookMischief } from './mischief';
import { isDeliverable, type Posted, post } from './post';

export type { AttemptReport, SigningFlaws, WebhookDelivery, WebhookRequest } from './delivery';
export type { WebhookMischief } from './mischief';

/** One request that was made, for tests and for `GET /_sandbox/webhooks`. */
export interface RecordedAttempt extends AttemptReport, WebhookRequest {
  readonly url: string;
  /** When it started, in milliseconds since 1970, by the sandbox's clock. */
  readonly at: number;
}

/** Carries events to the endpoints of every face: in order, with retries, and wrongly where mischief wants it. */
export class Deliverer {
  /** The latest attempts that are over, oldest first. */
  readonly attempts: RecordedAttempt[] = [];
  readonly #replays = new WeakSet<WebhookDelivery>();
  readonly #timers: Timers;
  readonly #random: () => number;
  readonly #recorded: number;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #underWay = new Set<ClientRequest>();
  readonly #lanes = new Map<string, Lane>();
  readonly #disorder: Disorder<WebhookDelivery>;
  #mischief: WebhookMischief = {};
  #closed = false;

  /**
   * @param random numbers from 0 to below 1, for mischief
   * @param recorded how many attempts are kept; 0 keeps none
   */
  constructor(timers: Timers, random: () => number, recorded = 1_000) {
    this.#timers = timers;
    this.#random = random;
    this.#recorded = recorded;
    this.#disorder = new Disorder(timers, random, (delivery) => this.#start(delivery, 1));
  }

  get mischief(): WebhookMischief {
    return this.#mischief;
  }

  /** What goes wrong from now on. What was held back for a shuffle leaves when there is to be none. */
  set mischief(mischief: WebhookMischief) {
    this.#mischief = mischief;
    if (!mischief.shuffle) this.#disorder.release();
  }

  /** Sends it soon, unless the deliverer is closed. Never throws: what goes wrong is told to `onAttempt`. */
  send(delivery: WebhookDelivery): void {
    if (this.#closed) return;
    if (!isDeliverable(delivery.url)) {
      const error = 'The sandbox delivers to plain HTTP on this machine only';
      delivery.onAttempt?.({ attempt: 1, status: undefined, error, tookMs: 0, responseBody: '', final: true });
      return;
    }
    if (this.#happens('drop')) {
      delivery.onAttempt?.({ attempt: 1, status: 200, error: undefined, tookMs: 0, responseBody: '', final: true });
      return;
    }
    this.#disorder.pass(delivery.url, delivery, this.#mischief);
    if (this.#happens('duplicate')) this.#disorder.pass(delivery.url, unnoticed(delivery), this.#mischief);
  }

  /** Ends every connection. What has not been delivered never will be. */
  close(): void {
    this.#closed = true;
    for (const request of this.#underWay) request.destroy();
    this.#agent.destroy();
  }

  #start(delivery: WebhookDelivery, attempt: number): void {
    const { url } = delivery;
    const lane = this.#lanes.get(url) ?? new Lane(() => this.#lanes.delete(url));
    this.#lanes.set(url, lane);
    lane.add((done) => this.#attempt(delivery, attempt, done));
  }

  #attempt(delivery: WebhookDelivery, attempt: number, done: () => void): void {
    if (this.#closed) return;
    if (delivery.isWanted?.() === false) {
      done();
      return;
    }
    const { url, timeoutMs } = delivery;
    const at = this.#timers.now();
    const flaws: SigningFlaws = { wrongSignature: this.#happens('wrongSignature'), stale: this.#happens('stale') };
    const request = delivery.request(attempt, flaws);
    const sent = post(url, request, this.#agent, (posted) => {
      stopTimer();
      this.#underWay.delete(sent);
      if (this.#closed) return;
      this.#finish(delivery, request, attempt, at, posted);
      done();
    });
    this.#underWay.add(sent);
    const stopTimer = this.#timers.after(timeoutMs, () => sent.destroy(new Error(`No answer within ${timeoutMs} ms`)));
    // Once: a replay is not replayed itself, or there would be no end to it.
    if (!this.#replays.has(delivery) && this.#happens('replay')) this.#replay(delivery, request, attempt);
  }

  #replay(delivery: WebhookDelivery, request: WebhookRequest, attempt: number): void {
    const replay = { ...unnoticed(delivery), request: () => request };
    this.#replays.add(replay);
    this.#start(replay, attempt);
  }

  #finish(
    delivery: WebhookDelivery,
    request: WebhookRequest,
    attempt: number,
    at: number,
    { status, error, body: responseBody }: Posted,
  ): void {
    const delay = delivery.retriesOn(status) ? delivery.retryDelaysMs[attempt - 1] : undefined;
    const tookMs = this.#timers.now() - at;
    const report: AttemptReport = { attempt, status, error, tookMs, responseBody, final: delay === undefined };
    this.attempts.push({ ...report, ...request, url: delivery.url, at });
    if (this.attempts.length > this.#recorded) this.attempts.shift();
    if (delay !== undefined) this.#timers.after(delay, () => this.#start(delivery, attempt + 1));
    delivery.onAttempt?.(report);
  }

  #happens(chance: Chance): boolean {
    const probability = this.#mischief[chance] ?? 0;
    return probability > 0 && this.#random() < probability;
  }
}

/** The same once more, of which the provider knows nothing. */
function unnoticed(delivery: WebhookDelivery): WebhookDelivery {
  return { ...delivery, retryDelaysMs: [], onAttempt: undefined };
}
