import { Deque } from '../delivery/deque';
import type { IncomingEvent } from '../model/event';

/** An event that somebody may have waited for whose message is not known to be accepted yet. */
export interface HeardEvent {
  readonly event: IncomingEvent;
  /** By `Clock.now`. */
  readonly at: number;
  /** An answer serves one. */
  taken: boolean;
}

/** Events of an account that are kept: a receipt may come before the answer to the request that it is about. */
const MOST_EVENTS = 2000;
const KEPT_MS = 120_000;

/** The last events of an account, oldest first, bounded in number and age. */
export class RecentEvents {
  readonly #events = new Deque<HeardEvent>();

  add(heard: HeardEvent): void {
    this.#events.push(heard);
    if (this.#events.size > MOST_EVENTS) this.#events.shift();
    this.#dropOlderThan(heard.at - KEPT_MS);
  }

  /** @param now by `Clock.now` */
  since(moment: number, now: number): HeardEvent[] {
    this.#dropOlderThan(now - KEPT_MS);
    return [...this.#events].filter(({ at }) => at >= moment);
  }

  #dropOlderThan(moment: number): void {
    for (let first = this.#events.first; first && first.at < moment; first = this.#events.first) this.#events.shift();
  }
}
