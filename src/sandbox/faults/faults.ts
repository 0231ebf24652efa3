import { type Fault, type FaultAction, type FaultTarget, matches } from './fault';

interface Armed {
  readonly fault: Fault;
  left: number;
}

/** The faults that are armed, in the order in which they were added. */
export class Faults {
  readonly #armed = new Set<Armed>();
  readonly #random: () => number;

  /** @param random numbers from 0 to below 1, for faults with a probability */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** Arms a fault. Returns the way to take it back. */
  add(fault: Fault): () => void {
    const armed: Armed = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    if (armed.left > 0) this.#armed.add(armed);
    return () => this.#armed.delete(armed);
  }

  clear(): void {
    this.#armed.clear();
  }

  /** What a request meets at this point: any delays, then at most one fault that takes the answer's place. */
  draw(when: 'before' | 'after', target: FaultTarget): readonly FaultAction[] {
    if (this.#armed.size === 0) return [];
    const drawn: FaultAction[] = [];
    for (const armed of this.#armed) {
      const { match = {}, probability = 1, action } = armed.fault;
      if ((armed.fault.when ?? 'before') !== when || !matches(match, target)) continue;
      if (probability < 1 && this.#random() >= probability) continue;
      armed.left -= 1;
      if (armed.left <= 0) this.#armed.delete(armed);
      drawn.push(action);
      if (action.kind !== 'delay') break;
    }
    return drawn;
  }
}
