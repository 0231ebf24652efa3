import { BelievedLimit } from './believed-limit';
import { BucketPace } from './bucket-pace';
import { InFlightLimit } from './in-flight-limit';
import { RefusalBackoff } from './refusal-backoff';
import { SentWindow } from './sent-window';

/** What a server says about its limit beside an answer. Everything may be missing. */
export interface LimitNews {
  /** The answer was a 429. */
  readonly limited: boolean;
  /** From `Retry-After`. */
  readonly retryAfterMs?: number | undefined;
  /** From `X-RateLimit-Remaining`. */
  readonly remaining?: number | undefined;
  /**
   * From `X-RateLimit-Reset`, as a duration. Counts with a 429 only: a server that refills a bucket means the moment
   * at which it is full again, and to wait for that would waste most of the refill.
   */
  readonly resetMs?: number | undefined;
}

/** A request under way, as the limiter remembers it. */
export interface StartedRequest {
  readonly at: number;
  /** Requests that the believed limit still allowed beside it. */
  readonly free: number;
  /** How many requests had started by then, this one among them. */
  readonly place: number;
}

export interface RateLimit {
  /** Requests in a period. */
  readonly limit: number;
  readonly periodMs: number;
  /** Requests under way at once, at most. */
  readonly concurrency: number;
}

/**
 * Server clocks and ours cut time into milliseconds at different places, and a timer may fire a little early: a slot
 * comes back this much later than the period says.
 */
const MARGIN_MS = 2;

/**
 * A bucket makes one wait for the next token: for the time of a few tokens at most, or for the second to which
 * `Retry-After` is rounded up. A server that counts by windows makes one wait for some part of the window.
 */
const FEW_TOKENS = 3;
const ROUNDING_MS = 1_000;

/** A wait of this part of a period is no wait for a token. */
const LONG_WAIT = 0.5;

/**
 * Says when the next request may start, so that a limit is never exceeded and always used to the full. Knows nothing of
 * messages; time comes in as numbers. Shared by everything that uses the same token.
 */
export class RateLimiter {
  #settings: RateLimit;
  readonly #window: SentWindow;
  #believed: BelievedLimit;
  readonly #inFlight: InFlightLimit;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  /** When a 429 last taught something; requests that started before it say the same again. */
  #learnedAt = Number.NEGATIVE_INFINITY;
  readonly #pace = new BucketPace();
  readonly #backoff = new RefusalBackoff();
  #started = 0;

  constructor(settings: RateLimit) {
    this.#settings = settings;
    this.#window = new SentWindow(settings.periodMs + MARGIN_MS);
    this.#believed = new BelievedLimit(settings.limit, settings.periodMs);
    this.#inFlight = new InFlightLimit(settings);
  }

  get settings(): RateLimit {
    return this.#settings;
  }

  /** Takes another limit from now on. What was sent still counts; what was learned of the old limit does not. */
  configure(settings: RateLimit): void {
    const { limit, periodMs, concurrency } = this.#settings;
    if (settings.limit === limit && settings.periodMs === periodMs && settings.concurrency === concurrency) return;
    this.#settings = settings;
    this.#window.periodMs = settings.periodMs + MARGIN_MS;
    this.#believed = new BelievedLimit(settings.limit, settings.periodMs);
    this.#inFlight.settings = settings;
    this.#pace.stop();
    this.#backoff.reset();
  }

  /** Until when a 429 pauses everyone; in the past when none does. */
  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  /** Requests that count against the limit now. */
  used(now: number): number {
    return this.#window.used(now);
  }

  /** Requests that a period is believed to allow, at least 1. */
  believed(now: number): number {
    return Math.floor(this.#believed.value(now));
  }

  /** Milliseconds until a request may start; 0 for now; `undefined` when an answer must come first. */
  waitMs(now: number): number | undefined {
    if (now < this.#pausedUntil) return this.#pausedUntil - now;
    if (this.#paced(now)) return this.#inFlight.allowsAnother(0) ? this.#pace.waitMs(now) : undefined;
    const used = this.#window.used(now);
    const free = this.believed(now) - used;
    if (free > 0) return this.#inFlight.allowsAnother(free) ? 0 : undefined;
    if (this.#believed.mayGoBeyond(now) && used < this.#settings.limit)
      return this.#inFlight.allowsBeyond() ? 0 : undefined;
    const release = this.#window.nextRelease;
    return release === undefined ? undefined : release - now;
  }

  /** Notes that a request starts; `end` wants to have back what it answers. */
  start(now: number): StartedRequest {
    const paced = this.#paced(now);
    this.#window.start();
    this.#inFlight.start();
    if (paced) this.#pace.start(now, this.#settings.periodMs / this.#believed.value(now));
    return { at: now, free: paced ? 0 : this.believed(now) - this.#window.used(now), place: ++this.#started };
  }

  /** Notes that a request is over, answered or not, and what the server said. */
  end(now: number, started: StartedRequest, news: LimitNews): void {
    // A server that says as much as we count, or more, tells nothing new: slots return to us later than to it, and
    // requests that started later may have arrived earlier.
    const startedLater = this.#started - started.place;
    const saysLess = news.remaining !== undefined && news.remaining < started.free - startedLater;
    this.#window.answer(now, news.limited);
    this.#inFlight.end(now - started.at, saysLess ? news : { limited: news.limited });
    if (news.limited) this.#refused(now, started.at, news.retryAfterMs ?? news.resetMs ?? this.#settings.periodMs);
    else this.#granted(now, started.at);
  }

  #granted(now: number, startedAt: number): void {
    this.#pace.grant();
    if (startedAt >= this.#learnedAt) this.#backoff.reset();
    if (this.#paced(now)) return;
    const granted = this.#window.granted(now);
    if (startedAt < this.#learnedAt) this.#believed.proven(granted);
    if (granted >= this.#settings.limit && !this.#believed.lowered(now)) this.#inFlight.confirm();
  }

  #refused(now: number, startedAt: number, waitMs: number): void {
    // Requests that started before the last 429 arrived say the same again.
    if (startedAt >= this.#learnedAt) {
      if (this.#isWaitForToken(waitMs)) this.#sawEmptyBucket(now, waitMs);
      else this.#sawFullWindow(now);
      this.#learnedAt = now;
      this.#backoff.refused();
    }
    const pauseMs = Math.max(waitMs, this.#backoff.leastMs(this.#settings));
    this.#pausedUntil = Math.max(this.#pausedUntil, now + pauseMs);
    this.#pace.resumeAt(this.#pausedUntil);
  }

  #isWaitForToken(waitMs: number): boolean {
    const { limit, periodMs } = this.#settings;
    return waitMs <= Math.max(ROUNDING_MS, (FEW_TOKENS * periodMs) / limit) && waitMs < periodMs * LONG_WAIT;
  }

  #sawFullWindow(now: number): void {
    this.#believed.filled(now, this.#window.granted(now));
    this.#pace.stop();
  }

  #sawEmptyBucket(now: number, waitMs: number): void {
    const refill = this.#pace.sawEmpty(now, waitMs, this.#settings.periodMs, this.#paced(now));
    if (refill !== undefined) this.#believed.paced(now, refill);
  }

  #paced(now: number): boolean {
    return this.#pace.inForce(now, this.#believed.lowered(now));
  }
}
