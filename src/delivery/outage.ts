import type { DeliveryError } from '../model/failure';

/** Failures in a row after which the provider counts as out of order. */
const FAILURES = 5;

/** The first probe comes after this long, each further one after twice as long. */
const FIRST_PROBE_MS = 1_000;
const MAX_PROBE_MS = 30_000;

/**
 * Notices that a provider is out of order, so that messages do not use up their tries one after the other: while it
 * lasts only one message at a time is tried, at growing intervals. One good answer ends it.
 */
export class Outage {
  #inARow = 0;
  /** Lanes that failed in a row: one message that the server cannot digest is no outage. */
  readonly #lanes = new Set<string>();
  #probes = 0;
  #probeAt: number | undefined;

  /** When the next probe may start, or `undefined` when the provider is in order. */
  get probeAt(): number | undefined {
    return this.#probeAt;
  }

  /** An answer that shows that the provider works; a 429 or a refusal does too. */
  works(): void {
    this.#inARow = 0;
    this.#probes = 0;
    this.#lanes.clear();
    this.#probeAt = undefined;
  }

  /**
   * No answer, or the answer of a server in trouble.
   * @param random from 0 up to 1, to spread the probes of many clients
   */
  fails(now: number, lane: string, failure: DeliveryError, random: number): void {
    this.#inARow++;
    if (this.#lanes.size < 2) this.#lanes.add(lane);
    const widespread = this.#lanes.size > 1 || failure.kind === 'unavailable';
    if (this.#inARow < FAILURES || !widespread) return;
    // Those that were under way when it was noticed are no probes.
    if (this.#probeAt !== undefined && now < this.#probeAt) return;
    const interval = Math.min(MAX_PROBE_MS, FIRST_PROBE_MS * 2 ** this.#probes++);
    this.#probeAt = now + interval * (0.75 + random / 4);
  }
}
