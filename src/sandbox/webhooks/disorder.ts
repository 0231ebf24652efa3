import type { Timers } from '../clock';
import { shuffled, type WebhookMischief } from './mischief';

/** An incomplete group leaves after this time: the last events of a test are not kept for ever. */
const longestHoldMs = 1_000;

/** Lets deliveries through at once, or late, or in groups in random order. */
export class Disorder<T> {
  readonly #timers: Timers;
  readonly #random: () => number;
  readonly #release: (thing: T) => void;
  readonly #held = new Map<string, T[]>();

  constructor(timers: Timers, random: () => number, release: (thing: T) => void) {
    this.#timers = timers;
    this.#random = random;
    this.#release = release;
  }

  /** @param group things of one group are mixed with each other only */
  pass(group: string, thing: T, { delayMs = 0, shuffle = 0 }: WebhookMischief): void {
    if (delayMs > 0) {
      this.#timers.after(this.#random() * delayMs, () => this.pass(group, thing, { shuffle }));
    } else if (shuffle > 1) this.#hold(group, thing, shuffle);
    else this.#release(thing);
  }

  /** Lets go of everything that is held. */
  release(): void {
    for (const group of [...this.#held.keys()]) this.#releaseGroup(group);
  }

  #hold(group: string, thing: T, size: number): void {
    const held = this.#held.get(group) ?? [];
    if (held.length === 0) {
      this.#held.set(group, held);
      this.#timers.after(longestHoldMs, () => {
        if (this.#held.get(group) === held) this.#releaseGroup(group);
      });
    }
    held.push(thing);
    if (held.length >= size) this.#releaseGroup(group);
  }

  #releaseGroup(group: string): void {
    const held = this.#held.get(group) ?? [];
    this.#held.delete(group);
    for (const thing of shuffled(held, this.#random)) this.#release(thing);
  }
}
