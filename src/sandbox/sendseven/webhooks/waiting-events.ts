import type { DeliveryRecord } from './delivery-record';
import { giveUp } from './delivery-record';

/** How long events wait for a suspended endpoint. */
const longestWaitMs = 12 * 60 * 60 * 1000;
/** How many wait at most: the sandbox must not fill the memory. */
const mostWaiting = 1_000;

/** The events that a suspended endpoint has yet to get, in the order in which they happened. */
export class WaitingEvents {
  readonly #records: DeliveryRecord[] = [];
  /** How many were lost because they waited too long, or too many did. */
  dropped = 0;

  get size(): number {
    return this.#records.length;
  }

  /** Lets a delivery wait. One that was under way takes its old place: before everything that happened later. */
  add(record: DeliveryRecord, now: number): void {
    record.status = 'queued';
    record.nextRetryAt = undefined;
    const later = this.#records.findIndex(({ order }) => order > record.order);
    this.#records.splice(later < 0 ? this.#records.length : later, 0, record);
    if (this.#records.length > mostWaiting) this.#drop(now);
  }

  /** Puts back what was taken last. */
  putBack(record: DeliveryRecord): void {
    record.status = 'queued';
    this.#records.unshift(record);
  }

  /** The oldest that is not too old. */
  take(now: number): DeliveryRecord | undefined {
    while (this.#records[0] && now - this.#records[0].createdAt > longestWaitMs) this.#drop(now);
    return this.#records.shift();
  }

  #drop(now: number): void {
    const dropped = this.#records.shift();
    if (!dropped) return;
    this.dropped += 1;
    giveUp(dropped, 'failed', 'Dropped while the endpoint was suspended', now);
  }
}
