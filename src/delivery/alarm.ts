import type { Clock, Timer } from './clock';

/** One timer that is set to the earliest of the moments it is asked for. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #set: { readonly at: number; readonly timer: Timer } | undefined;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** @param at by `Clock.now` */
  at(at: number): void {
    if (this.#set && this.#set.at <= at) return;
    this.cancel();
    const ring = () => {
      this.#set = undefined;
      this.#ring();
    };
    this.#set = { at, timer: this.#clock.setTimeout(ring, at - this.#clock.now()) };
  }

  cancel(): void {
    this.#set?.timer.cancel();
    this.#set = undefined;
  }
}
