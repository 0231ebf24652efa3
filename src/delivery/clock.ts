/** Time, as far as delivery needs it. Injected, so that tests own it. */
export interface Clock {
  /** Milliseconds from some point in the past; never goes back, whatever happens to the time of day. */
  now(): number;
  /** Milliseconds since 1970, to be told to people. */
  timeOfDay(): number;
  setTimeout(run: () => void, ms: number): Timer;
}

/** Something that will run later. */
export interface Timer {
  cancel(): void;
}

/** The machine's own time. Waits of more than 24 days, which Node cannot keep, are cut; whoever waits looks again. */
export const systemClock: Clock = {
  now: () => performance.now(),
  timeOfDay: () => Date.now(),
  setTimeout(run, ms) {
    const handle = setTimeout(run, Math.min(Math.ceil(ms), 2 ** 31 - 1));
    return { cancel: () => clearTimeout(handle) };
  },
};
