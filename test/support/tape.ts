/** One log line; `level` as in Node-RED: 10 fatal, 20 error, 30 warn, 40 info, 50 debug, 60 trace, 98 audit. */
export interface LogRecord {
  readonly kind: 'log';
  readonly level: number;
  readonly type?: string;
  readonly id?: string;
  readonly text: string;
}

/** One message to the editor: topic `debug`, `status/<node id>`, `notification/…`. */
export interface CommsRecord {
  readonly kind: 'comms';
  readonly topic: string;
  readonly data: unknown;
}

/** What a leak would make grow. */
export interface MeasureRecord {
  readonly kind: 'measured';
  /** Sockets, timers, servers and the like. */
  readonly handles: number;
  /** Listeners on Node-RED's events. */
  readonly listeners: number;
  /** Bytes in use after a collection of garbage. */
  readonly heap: number;
  /** Nodes of flows, those that were replaced and are still held among them. */
  readonly nodes: number;
  /** Instances of the package's classes, by name. */
  readonly instances: Readonly<Record<string, number>>;
}

export type TapRecord = LogRecord | CommsRecord | MeasureRecord | { readonly kind: 'started' };

const LIMIT_MS = 15_000;

/** Everything that a watched process told, with a way to wait for what is still to come. */
export class Tape {
  readonly records: TapRecord[] = [];
  private readonly waiting = new Set<{ look: () => void; giveUp: (reason: string) => void }>();
  private ended: string | undefined;

  add(record: TapRecord): void {
    this.records.push(record);
    for (const { look } of this.waiting) {
      look();
    }
  }

  /** Drops what was recorded so far, for runs so long that it would fill the memory. */
  forget(): void {
    this.records.length = 0;
  }

  /** Says that nothing more will come. Whoever waits is told why. */
  close(reason: string): void {
    this.ended = reason;
    for (const { giveUp } of this.waiting) {
      giveUp(reason);
    }
  }

  /**
   * Waits until `find` gives something.
   * @param what said in the error when it never does
   * @param options.limitMs how long to wait at most, in milliseconds (default 15 s)
   */
  until<T>(
    what: string,
    find: (records: readonly TapRecord[]) => T | undefined,
    { limitMs = LIMIT_MS }: { limitMs?: number } = {},
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const waiter = {
        look: () => {
          const found = find(this.records);
          if (found !== undefined) {
            settle(() => resolve(found));
          }
        },
        giveUp: (reason: string) => settle(() => reject(new Error(`Waited until ${what}. ${reason}`))),
      };
      const timer = setTimeout(() => waiter.giveUp(`Not within ${limitMs} ms. Last heard:\n${this.tail()}`), limitMs);
      const settle = (report: () => void) => {
        clearTimeout(timer);
        this.waiting.delete(waiter);
        report();
      };
      this.waiting.add(waiter);
      waiter.look();
      if (this.ended !== undefined) {
        waiter.giveUp(this.ended);
      }
    });
  }

  private tail(): string {
    return this.records
      .slice(-20)
      .map((record) => (record.kind === 'log' ? record.text : JSON.stringify(record)).slice(0, 300))
      .join('\n');
  }
}
