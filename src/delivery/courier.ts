import { setMaxListeners } from 'node:events';
import { type DeliveryError, toDeliveryError } from '../model/failure';
import type { Acceptance } from '../model/receipt';
import { Alarm } from './alarm';
import type { Clock } from './clock';
import { Closing } from './closing';
import type { Entry, Outcome } from './entry';
import { accountRemoved, closed } from './failures';
import { finalFailure } from './final-failure';
import { type Lane, Lanes } from './lanes';
import { type Member, Members } from './members';
import { Outage } from './outage';
import { RateLimiter, type StartedRequest } from './rate-limiter';
import { type CourierReport, reportOf } from './report';
import { Retries } from './retries';
import { retryDelay } from './retry-policy';

export interface CourierOptions {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Called once for every entry that was submitted and not taken out. */
  readonly onOutcome: (entry: Entry, outcome: Outcome) => void;
}

/**
 * Takes messages to a provider, for all accounts that share a token: each conversation in order, no faster than the
 * limit allows and no slower, again where it failed for the time being, and each to exactly one outcome.
 */
export class Courier {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #onOutcome: (entry: Entry, outcome: Outcome) => void;
  readonly #members = new Members();
  /** The same for all members, and still so for requests of those that have left. */
  #deduplicates = false;
  readonly #lanes = new Lanes();
  readonly #outage = new Outage();
  #abort = newAbort();
  readonly #retries: Retries;
  readonly #alarm: Alarm;
  #limiter: RateLimiter | undefined;
  #lastError: { readonly code: string; readonly at: number } | undefined;
  #closing: Closing | undefined;

  constructor({ clock, random, onOutcome }: CourierOptions) {
    this.#clock = clock;
    this.#random = random;
    this.#onOutcome = onOutcome;
    this.#retries = new Retries(clock);
    this.#alarm = new Alarm(clock, () => this.#pump());
  }

  /** Lets an account send, or send on with changed settings. Opens a courier that was closed. */
  join(accountId: string, member: Member): void {
    if (this.#abort.signal.aborted) this.#abort = newAbort();
    this.#closing?.end();
    this.#closing = undefined;
    this.#members.add(accountId, member);
    this.#deduplicates = member.provider.deduplicates;
    this.#configure();
    this.#pump();
  }

  /** An account restarts: requests under way go on, no other starts until it joins again or leaves. */
  hold(accountId: string): void {
    this.#members.hold(accountId);
  }

  /**
   * An account goes: answers with its entries that have not ended, in order, once none of them is under way any more.
   * They get no outcome here. Nothing starts meanwhile.
   */
  async leave(accountId: string): Promise<Entry[]> {
    this.#members.hold(accountId);
    await this.#members.allBack(accountId);
    const taken = this.#lanes.takeOut((entry) => entry.accountId === accountId);
    for (const lane of this.#retries.forgetHeadless()) if (lane.state === 'waiting') this.#lanes.resume(lane);
    this.#members.remove(accountId);
    this.#configure();
    this.#pump();
    return taken;
  }

  /** Entries that have not ended. */
  get size(): number {
    return this.#lanes.size;
  }

  /** Takes an entry into the queue, or says why not. How many may wait is for the caller to watch. */
  submit(entry: Entry): DeliveryError | undefined {
    if (this.#closing) return closed();
    this.#lanes.add(entry);
    this.#pump();
    return undefined;
  }

  /** Takes in entries that were already in a queue: they keep their place, whatever the queue's limit. */
  adopt(entries: readonly Entry[]): void {
    for (const entry of entries) this.#lanes.add(entry);
    this.#pump();
  }

  /**
   * Sends on for up to `graceMs` milliseconds and takes nothing new; what is then left ends as `ERR_CLOSED`.
   * @returns how many messages ended so
   */
  close(graceMs: number): Promise<number> {
    this.#closing ??= new Closing(this.#clock, graceMs, () => this.#giveUp());
    const { ended } = this.#closing;
    this.#members.releaseAll();
    this.#pump();
    this.#closeWhenEmpty();
    return ended;
  }

  /** What goes on, without contents or secrets. */
  report(): CourierReport {
    return reportOf(this.#clock.now(), {
      queued: this.#lanes.queued,
      underWay: this.#members.underWay,
      limiter: this.#limiter,
      outageUntil: this.#outage.probeAt,
      held: this.#members.anyHeld,
      lastError: this.#lastError,
    });
  }

  /** Starts what may start, and sees to it that someone looks again when more may. */
  #pump(): void {
    if (this.#members.anyHeld || !this.#limiter) return;
    for (;;) {
      if (!this.#lanes.anyReady) {
        this.#alarm.cancel();
        return;
      }
      const now = this.#clock.now();
      const wait = this.#waitMs(now, this.#limiter);
      if (wait !== 0) {
        this.#blocked(now, wait);
        return;
      }
      const lane = this.#lanes.next();
      if (lane?.head) this.#start(lane, lane.head, now, this.#limiter);
    }
  }

  /** Milliseconds until a request may start; `undefined` when one under way must end first. */
  #waitMs(now: number, limiter: RateLimiter): number | undefined {
    const { probeAt } = this.#outage;
    if (probeAt !== undefined && this.#members.underWay > 0) return undefined;
    const limit = limiter.waitMs(now);
    return limit === undefined ? undefined : Math.max(limit, (probeAt ?? now) - now);
  }

  #blocked(now: number, wait = Number.POSITIVE_INFINITY): void {
    if (this.#closing && this.#members.underWay === 0 && now + wait >= this.#closing.until) {
      this.#giveUp();
      return;
    }
    const next = Math.min(now + wait, this.#expire(now));
    if (next < Number.POSITIVE_INFINITY) this.#alarm.at(next);
  }

  /** Ends heads that have been tried for long enough while nothing could start; answers when the next one will be. */
  #expire(now: number): number {
    let next = Number.POSITIVE_INFINITY;
    for (const [lane, entry] of this.#retries.ready()) {
      const keep = this.#members.get(entry.accountId)?.policy.keepTryingForMs ?? 0;
      const expiresAt = (entry.firstAttemptAt ?? now) + keep;
      if (expiresAt > now) next = Math.min(next, expiresAt);
      else this.#finish(lane, entry, { ok: false, failure: this.#final(entry, entry.lastFailure ?? closed()) });
    }
    return next;
  }

  #start(lane: Lane, entry: Entry, now: number, limiter: RateLimiter): void {
    const member = this.#members.get(entry.accountId);
    if (!member) {
      this.#finish(lane, entry, { ok: false, failure: accountRemoved() });
      return;
    }
    this.#retries.forget(lane);
    entry.attempts++;
    entry.firstAttemptAt ??= now;
    this.#members.sentOut(entry.accountId);
    const started = limiter.start(now);
    member.provider.send(entry.message, this.#abort.signal).then(
      (acceptance) => this.#accepted(lane, entry, started, acceptance),
      (thrown) => this.#failed(lane, entry, started, toDeliveryError(thrown)),
    );
  }

  #accepted(lane: Lane, entry: Entry, started: StartedRequest, acceptance: Acceptance): void {
    this.#limiter?.end(this.#clock.now(), started, { limited: false, ...acceptance.budget });
    this.#outage.works();
    const delivery = {
      acceptance,
      acceptedAt: this.#clock.timeOfDay(),
      attempts: entry.attempts,
      queuedMs: Math.round((entry.firstAttemptAt ?? started.at) - entry.submittedAt),
    };
    this.#finish(lane, entry, { ok: true, delivery });
    this.#back(entry);
  }

  #failed(lane: Lane, entry: Entry, started: StartedRequest, failure: DeliveryError): void {
    const now = this.#clock.now();
    this.#limiter?.end(now, started, {
      limited: failure.kind === 'limited',
      retryAfterMs: failure.cause.retryAfterMs,
    });
    if (failure.kind === 'unavailable' || failure.kind === 'uncertain')
      this.#outage.fails(now, lane.key, failure, this.#random());
    else this.#outage.works();
    this.#lastError = { code: failure.code, at: this.#clock.timeOfDay() };
    // A request that we cut off may have got through as well.
    if (failure.kind === 'uncertain' || failure.kind === 'cancelled') entry.uncertain = failure;
    entry.lastFailure = failure;
    const delay = this.#delay(entry, failure, now);
    if (delay === undefined) this.#finish(lane, entry, { ok: false, failure: this.#final(entry, failure) });
    else this.#retry(lane, entry, delay);
    this.#back(entry);
  }

  #back({ accountId }: Entry): void {
    this.#members.cameBack(accountId);
    this.#pump();
  }

  #delay(entry: Entry, failure: DeliveryError, now: number): number | undefined {
    const policy = this.#members.get(entry.accountId)?.policy;
    if (!policy || this.#abort.signal.aborted) return undefined;
    const { attempts, firstAttemptAt = now } = entry;
    return retryDelay({ failure, attempts, now, firstAttemptAt }, policy, this.#random());
  }

  #retry(lane: Lane, entry: Entry, delay: number): void {
    if (delay === 0) {
      this.#retries.now(lane, entry);
      this.#lanes.resume(lane);
      return;
    }
    this.#lanes.wait(lane);
    this.#retries.later(lane, entry, delay, () => {
      this.#lanes.resume(lane);
      this.#pump();
    });
  }

  #final(entry: Entry, failure: DeliveryError): DeliveryError {
    return finalFailure(failure, entry, this.#deduplicates);
  }

  #finish(lane: Lane, entry: Entry, outcome: Outcome): void {
    this.#retries.forget(lane);
    this.#lanes.finishHead(lane);
    this.#end(entry, outcome);
    this.#closeWhenEmpty();
  }

  #end(entry: Entry, outcome: Outcome): void {
    if (this.#closing && !outcome.ok && outcome.failure.code === 'ERR_CLOSED') this.#closing.countUnsent();
    this.#onOutcome(entry, outcome);
  }

  #closeWhenEmpty(): void {
    if (this.#lanes.size === 0) this.#closing?.end();
  }

  /** The time to close is over: what is under way is cut off, what waits ends. */
  #giveUp(): void {
    this.#abort.abort();
    this.#alarm.cancel();
    this.#retries.forgetAll();
    for (const entry of this.#lanes.takeOut(() => true)) {
      this.#end(entry, { ok: false, failure: this.#final(entry, closed()) });
    }
    this.#closeWhenEmpty();
  }

  #configure(): void {
    const limit = this.#members.rateLimit();
    if (!limit) return;
    if (this.#limiter) this.#limiter.configure(limit);
    else this.#limiter = new RateLimiter(limit);
  }
}

/** One signal serves all requests under way; Node warns of a leak from the eleventh listener on. */
function newAbort(): AbortController {
  const abort = new AbortController();
  setMaxListeners(0, abort.signal);
  return abort;
}
