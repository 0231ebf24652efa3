/** Lets so many run at once; the others wait in line, first come first served. */
export interface Turns {
  /** A turn that is free now, as what ends it; `undefined` when one must be waited for. */
  takeNow(): (() => void) | undefined;
  /**
   * Waits for a turn, and gives what ends it. Call that once.
   * @throws the reason of the signal, when that comes first
   */
  take(signal: AbortSignal): Promise<() => void>;
}

/** @param limit how many run at once, 1 or more */
export function createTurns(limit: number): Turns {
  let free = limit;
  const line = new Set<() => void>();

  const end = () => {
    free += 1;
    const [next] = line;
    next?.();
  };

  return {
    takeNow() {
      if (free === 0) return undefined;
      free -= 1;
      return end;
    },
    take(signal) {
      return new Promise((resolve, reject) => {
        const leave = () => {
          line.delete(start);
          reject(signal.reason);
        };
        const start = () => {
          line.delete(start);
          signal.removeEventListener('abort', leave);
          free -= 1;
          resolve(end);
        };
        if (signal.aborted) return leave();
        if (free > 0) return start();
        line.add(start);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
  };
}
