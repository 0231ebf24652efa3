import type { IncomingMessage } from 'node:http';
import type { Received } from '../provider/receiver';
import { BODY_STATUS, type TurnedAway } from './answers';
import { BodyRoom } from './body-room';
import type { Endpoint } from './endpoint';
import type { Happening } from './endpoint-stats';
import { readRawBody, type SetTimer } from './raw-body';
import { seenKey } from './seen-events';

/** What remembers the events that were taken: `SeenEvents`, or `SeenJournal`, which does it over restarts. */
export interface SeenMemory {
  /** Resolves when it knows what it knew in an earlier life. */
  ready?(): Promise<void>;
  has(key: string, now: number): boolean;
  add(key: string, now: number): void;
}

export interface ReceptionOptions {
  readonly seen: SeenMemory;
  readonly setTimer: SetTimer;
  /** Whether nothing is taken any more. */
  readonly isStopped: () => boolean;
}

/** How a request is to be answered, and what is to be counted. */
export interface Verdict {
  readonly status: number;
  /** Absent: an empty answer. */
  readonly json?: unknown;
  readonly happening?: Happening;
}

/** What an event is answered with, also one that was taken before. */
const TAKEN = { ok: true };

/** Reads requests, has them judged by the provider's receiver, and lets each event in once. */
export class Reception {
  readonly #seen: SeenMemory;
  readonly #setTimer: SetTimer;
  readonly #isStopped: () => boolean;
  readonly #room = new BodyRoom();

  constructor({ seen, setTimer, isStopped }: ReceptionOptions) {
    this.#seen = seen;
    this.#setTimer = setTimer;
    this.#isStopped = isStopped;
  }

  /**
   * An event that is taken is remembered and with the endpoint when this resolves; it goes out later.
   * @param at when the request arrived, in milliseconds since 1970
   * @throws what the receiver or its policy throws
   */
  async judge(request: IncomingMessage, endpoint: Endpoint, at: number): Promise<Verdict> {
    if (endpoint.full) return turnedAway(503, 'full');
    const body = await readRawBody(request, this.#room, this.#setTimer);
    if (!Buffer.isBuffer(body)) return turnedAway(BODY_STATUS[body], body);
    await this.#seen.ready?.();
    // Without its secret an event that is genuine would be refused, and some providers do not send it again then.
    await endpoint.terms.ready?.();
    // Both may have come about while the body arrived.
    if (endpoint.removed) return { status: 404 };
    if (this.#isStopped()) return { status: 503 };
    const { receive, policy } = endpoint.terms;
    const received = receive({ headers: request.headers, body, at }, policy());
    if (received.kind === 'refused') return turnedAway(received.status, received.why);
    if (received.kind === 'event') return this.#take(received, body, endpoint, at);
    return { status: 200, json: received.answer, happening: { kind: 'challenge' } };
  }

  /** From the look into the memory to the note in it nothing else runs: of two deliveries at once, one is taken. */
  #take(received: Extract<Received, { kind: 'event' }>, raw: Buffer, endpoint: Endpoint, at: number): Verdict {
    const keys = received.replayKeys.map((key) => seenKey(endpoint.accountId, key));
    if (keys.some((key) => this.#seen.has(key, at))) {
      return { status: 200, json: TAKEN, happening: { kind: 'duplicate' } };
    }
    // What is not taken is not remembered: the provider is to send it again.
    if (endpoint.full) return turnedAway(503, 'full');
    for (const key of keys) this.#seen.add(key, at);
    endpoint.push(received.event, raw);
    return { status: 200, json: TAKEN, happening: { kind: 'received' } };
  }
}

function turnedAway(status: number, why: TurnedAway): Verdict {
  return { status, happening: { kind: 'refused', why } };
}
