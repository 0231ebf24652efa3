import { laneKey } from '../model/lane-key';
import { PRIORITIES, type Priority } from '../model/priority';
import { Deque } from './deque';
import type { Entry } from './entry';
import { PriorityTurns } from './priority-turns';

/** The queue of one conversation. Its head is the only entry that may be under way. */
export class Lane {
  readonly key: string;
  readonly entries = new Deque<Entry>();
  /** Entries of each priority; the lane is as urgent as its most urgent entry, or that one would wait behind bulk. */
  readonly counts: Record<Priority, number> = { high: 0, normal: 0, bulk: 0 };
  /** Where the lane stands in a line of ready lanes; changing the number takes it out of an earlier place. */
  ticket = 0;
  state: 'ready' | 'busy' | 'waiting' = 'waiting';

  constructor(key: string) {
    this.key = key;
  }

  get head(): Entry | undefined {
    return this.entries.first;
  }

  get priority(): Priority {
    return PRIORITIES.find((priority) => this.counts[priority] > 0) ?? 'normal';
  }
}

interface Place {
  readonly lane: Lane;
  readonly ticket: number;
}

/**
 * All conversations that have something to send: each in order, all taking turns, the more urgent first.
 * A conversation with nothing to send leaves no trace.
 */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #ready: Record<Priority, Deque<Place>> = { high: new Deque(), normal: new Deque(), bulk: new Deque() };
  readonly #turns = new PriorityTurns();
  readonly #queued: Record<Priority, number> = { high: 0, normal: 0, bulk: 0 };

  /** Entries that have not ended, those under way among them. */
  get size(): number {
    return this.#queued.high + this.#queued.normal + this.#queued.bulk;
  }

  /** Entries that have not ended, by priority. */
  get queued(): Readonly<Record<Priority, number>> {
    return this.#queued;
  }

  /** Whether a lane waits for its turn. */
  get anyReady(): boolean {
    return PRIORITIES.some((priority) => this.#purge(priority));
  }

  /** Puts an entry at the end of its lane. */
  add(entry: Entry): void {
    const key = laneKey(entry.message.recipient);
    let lane = this.#lanes.get(key);
    if (!lane) {
      lane = new Lane(key);
      this.#lanes.set(key, lane);
      lane.state = 'ready';
    }
    const before = lane.entries.size > 0 ? lane.priority : undefined;
    lane.entries.push(entry);
    lane.counts[entry.priority]++;
    this.#queued[entry.priority]++;
    if (lane.state === 'ready' && lane.priority !== before) this.#line(lane);
  }

  /** Takes the lane whose turn it is; it is busy until it is given back. */
  next(): Lane | undefined {
    for (;;) {
      const priority = this.#turns.choose((candidate) => this.#purge(candidate));
      if (!priority) return undefined;
      const lane = this.#ready[priority].shift()?.lane;
      if (!lane) continue;
      this.#turns.took(priority, (candidate) => this.#purge(candidate));
      lane.state = 'busy';
      return lane;
    }
  }

  /** Ends the head of a busy lane: the lane goes to the back of the line, or away when it is empty. */
  finishHead(lane: Lane): void {
    const entry = lane.entries.shift();
    if (!entry) return;
    lane.counts[entry.priority]--;
    this.#queued[entry.priority]--;
    if (lane.entries.size > 0) this.#line(lane);
    else this.#drop(lane);
  }

  /** Keeps a busy lane out of the line until `resume`. */
  wait(lane: Lane): void {
    lane.state = 'waiting';
  }

  /** Puts a waiting or busy lane back into the line, at its front: a retry does not lose its turn. */
  resume(lane: Lane): void {
    this.#line(lane, 'front');
  }

  /** Takes entries out, those under way excepted, and returns them in order. */
  takeOut(which: (entry: Entry) => boolean): Entry[] {
    const taken: Entry[] = [];
    for (const lane of [...this.#lanes.values()]) this.#takeOutOf(lane, which, taken);
    return taken;
  }

  #takeOutOf(lane: Lane, which: (entry: Entry) => boolean, taken: Entry[]): void {
    const entries = [...lane.entries];
    const before = lane.priority;
    while (lane.entries.shift());
    for (const [index, entry] of entries.entries()) {
      const underWay = index === 0 && lane.state === 'busy';
      if (underWay || !which(entry)) {
        lane.entries.push(entry);
        continue;
      }
      taken.push(entry);
      lane.counts[entry.priority]--;
      this.#queued[entry.priority]--;
    }
    if (lane.entries.size === 0) this.#drop(lane);
    else if (lane.state === 'ready' && lane.priority !== before) this.#line(lane);
  }

  #drop(lane: Lane): void {
    lane.ticket++;
    this.#lanes.delete(lane.key);
  }

  #line(lane: Lane, end: 'front' | 'back' = 'back'): void {
    lane.state = 'ready';
    lane.ticket++;
    const line = this.#ready[lane.priority];
    if (end === 'front') line.unshift({ lane, ticket: lane.ticket });
    else line.push({ lane, ticket: lane.ticket });
  }

  /** Drops places that were left; answers whether anyone is in the line. */
  #purge(priority: Priority): boolean {
    const line = this.#ready[priority];
    while (line.first && (line.first.ticket !== line.first.lane.ticket || line.first.lane.state !== 'ready'))
      line.shift();
    return line.size > 0;
  }
}
