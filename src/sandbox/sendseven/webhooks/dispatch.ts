import type { Timers } from '../../clock';
import type { AttemptReport, Deliverer } from '../../webhooks/deliverer';
import { retryDelays } from './backoff';
import { suspensionMs } from './breaker';
import { type DeliveryRecord, giveUp, newRecord, type OutgoingEvent } from './delivery-record';
import type { Endpoint } from './endpoint';
import { signedRequest } from './signing';
import { WaitingEvents } from './waiting-events';

/** Deliveries remembered for each endpoint; beyond that the oldest are forgotten. */
const keptRecords = 500;

export const isSuccess = (status: number | undefined): boolean => status !== undefined && status >= 200 && status < 300;

/** Brings events to one endpoint: tries again, stops when nothing gets through, and catches up in order later. */
export class Dispatch {
  readonly endpoint: Endpoint;
  /** The latest, oldest first. */
  readonly records: DeliveryRecord[] = [];
  readonly waiting = new WaitingEvents();
  readonly #timers: Timers;
  readonly #deliverer: Deliverer;
  #count = 0;
  #isCatchingUp = false;
  #closed = false;

  constructor(endpoint: Endpoint, timers: Timers, deliverer: Deliverer) {
    this.endpoint = endpoint;
    this.#timers = timers;
    this.#deliverer = deliverer;
  }

  /** Delivers an event, or lets it wait while the endpoint is suspended. */
  deliver(event: OutgoingEvent): DeliveryRecord {
    const record = this.#record(event);
    if (this.endpoint.breaker.state === 'closed') this.#send(record);
    else {
      this.waiting.add(record, this.#timers.now());
      this.#catchUp();
    }
    return record;
  }

  /** Delivers an event once, whatever the state of the endpoint, and answers when it is known what came of it. */
  try(event: OutgoingEvent): Promise<DeliveryRecord> {
    const record = this.#record(event);
    return new Promise((resolve) => this.#post(record, [], () => resolve(record)));
  }

  /** Ends a suspension: what waits is delivered one by one, and the next failure suspends again. */
  reactivate(): void {
    if (this.#closed) return;
    this.endpoint.breaker.reactivate(this.#timers.now());
    this.#catchUp();
  }

  /** The endpoint is gone: nothing more is delivered. */
  close(): void {
    this.#closed = true;
  }

  #record(event: OutgoingEvent): DeliveryRecord {
    this.#count += 1;
    const record = newRecord(event, this.#count, this.#timers.now());
    this.records.push(record);
    if (this.records.length > keptRecords) this.records.shift();
    return record;
  }

  #send(record: DeliveryRecord): void {
    const { retryStrategy, maxRetries } = this.endpoint;
    this.#post(record, retryDelays(retryStrategy, maxRetries), ({ final }) => {
      if (!final || record.status === 'success') return;
      giveUp(
        record,
        maxRetries > 0 && retryStrategy !== 'none' ? 'dead_letter' : 'failed',
        record.error ?? '',
        this.#timers.now(),
      );
    });
  }

  #post(record: DeliveryRecord, delays: readonly number[], then: (report: AttemptReport) => void): void {
    const { endpoint } = this;
    const { url } = endpoint;
    const isTrial = delays.length === 0;
    record.status = 'pending';
    this.#deliverer.send({
      url,
      timeoutMs: endpoint.timeoutMs,
      retryDelaysMs: delays,
      retriesOn: (status) => !isSuccess(status),
      isWanted: () => isTrial || this.#isWanted(record, url),
      request: (_attempt, flaws) => signedRequest(endpoint, record.event, record.id, this.#timers.now(), flaws),
      onAttempt: (report) => {
        this.#note(record, report, delays[report.attempt - 1]);
        then(report);
      },
    });
  }

  /** Asked before every attempt. What comes due during a suspension joins those that wait. */
  #isWanted(record: DeliveryRecord, url: string): boolean {
    const now = this.#timers.now();
    if (this.#closed || !this.endpoint.isActive) giveUp(record, 'failed', 'The endpoint is no longer active', now);
    else if (this.endpoint.breaker.state === 'closed') {
      if (this.endpoint.url === url) return true;
      // The endpoint has moved in the meantime.
      this.#send(record);
    } else {
      this.waiting.add(record, now);
      this.#catchUp();
    }
    return false;
  }

  #note(record: DeliveryRecord, { status, error, tookMs, responseBody, final }: AttemptReport, delay = 0): void {
    const { endpoint } = this;
    const now = this.#timers.now();
    record.attempt += 1;
    record.responseStatus = status;
    record.responseBody = status === undefined ? undefined : responseBody;
    record.tookMs = tookMs;
    if (isSuccess(status)) {
      record.status = 'success';
      record.error = undefined;
      record.nextRetryAt = undefined;
      record.completedAt = now;
      endpoint.lastSuccessAt = now;
      endpoint.breaker.succeeded();
      return;
    }
    record.error = error ?? `Status ${status}`;
    record.status = 'retrying';
    record.nextRetryAt = final ? undefined : now + delay;
    endpoint.lastFailureAt = now;
    endpoint.lastError = record.error;
    if (endpoint.breaker.failed(now)) this.#timers.after(suspensionMs, () => this.reactivate());
  }

  /** One event at a time while the endpoint is on probation: so they arrive in order, and a failure costs none. */
  #catchUp(): void {
    const { breaker } = this.endpoint;
    if (this.#isCatchingUp || this.#closed || breaker.state !== 'probation') return;
    const record = this.waiting.take(this.#timers.now());
    if (!record) return;
    this.#isCatchingUp = true;
    this.#post(record, [], () => {
      this.#isCatchingUp = false;
      if (record.status !== 'success') this.waiting.putBack(record);
      else if (this.waiting.size === 0) breaker.close();
      this.#catchUp();
    });
  }
}
