/** Asks for something again and again, until it is stopped. */
export interface Poll {
  /** Asks at once, and from then on. Starting what runs already changes nothing. */
  start(): void;
  /** Asks no more; an answer still to come is not shown. */
  stop(): void;
}

export interface PollOptions<T> {
  /** Gets the next answer. Never rejects: that nothing came is an answer too. */
  readonly ask: () => Promise<T>;
  /** Shows an answer. Returns whether to ask again. */
  readonly show: (answer: T) => boolean;
  /** Runs a function after the pause between an answer and the next question. Returns what calls it off. */
  readonly later: (run: () => void) => () => void;
}

/** Makes a poll that is not running yet. The pause begins with an answer, so a slow server is not asked twice at once. */
export function createPoll<T>({ ask, show, later }: PollOptions<T>): Poll {
  let current: object | undefined;
  let callOff = () => {};

  const round = (run: object) => {
    void ask().then((answer) => {
      if (run !== current) return;
      if (show(answer)) callOff = later(() => round(run));
      else current = undefined;
    });
  };
  return {
    start() {
      if (current) return;
      current = {};
      round(current);
    },
    stop() {
      current = undefined;
      callOff();
    },
  };
}
