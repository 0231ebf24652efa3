import type { Clock, Timer } from './clock';

/** A courier that takes nothing new: how long it may still send, and what it has to give up. */
export class Closing {
  /** By `Clock.now`. */
  readonly until: number;
  /** Resolves with how many messages ended unsent, once there are none left. */
  readonly ended: Promise<number>;
  readonly #timer: Timer;
  #resolve: (unsent: number) => void = () => {};
  #unsent = 0;

  /** @param giveUp called when the time is over */
  constructor(clock: Clock, graceMs: number, giveUp: () => void) {
    this.until = clock.now() + graceMs;
    this.#timer = clock.setTimeout(giveUp, graceMs);
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** A message ended because of it. */
  countUnsent(): void {
    this.#unsent++;
  }

  end(): void {
    this.#timer.cancel();
    this.#resolve(this.#unsent);
  }
}
