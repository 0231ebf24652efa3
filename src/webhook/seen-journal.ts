import { appendJournal, type JournalEntry, readJournal, replaceJournal } from './journal-file';
import { SeenEvents, type SeenLimits } from './seen-events';

/** So many lines more than twice those that are needed are kept: a short journal is not worth replacing. */
const SLACK_LINES = 1_000;

/** How long a file that could not be written is left alone, in milliseconds. */
const PAUSE_MS = 60_000;

/** So long lines are gathered, in milliseconds: to open the file costs far more than to add one line to others. */
const GATHER_MS = 10;

/** What is wrong with the journal's file. Events are remembered all the same, until the process ends. */
export interface JournalProblem {
  readonly what: 'unreadable' | 'unwritable';
  /** Of the file system, e.g. `EACCES`. */
  readonly code: string | undefined;
}

export interface SeenJournalOptions extends SeenLimits {
  /** Its folder is made where it is missing. */
  readonly file: string;
  /** Called once at most. */
  readonly onProblem?: (problem: JournalProblem) => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Remembers events over restarts, in a file of one line for each. Lines are written in batches, and nobody waits for
 * one. A process that is killed forgets the last few milliseconds at most.
 */
export class SeenJournal {
  readonly #file: string;
  readonly #memory: SeenEvents;
  readonly #now: () => number;
  #onProblem: ((problem: JournalProblem) => void) | undefined;
  #loading: Promise<void> | undefined;
  #writing: Promise<void> | undefined;
  #unwritten: JournalEntry[] = [];
  /** Somebody waits for the file. */
  #hurried = false;
  #hurry: () => void = () => {};
  /** In the file; without end while the file must be replaced before a line can be added. */
  #lines = Number.POSITIVE_INFINITY;
  #pausedUntil = Number.NEGATIVE_INFINITY;

  constructor({ file, onProblem, now = Date.now, ...limits }: SeenJournalOptions) {
    this.#file = file;
    this.#memory = new SeenEvents(limits);
    this.#now = now;
    this.#onProblem = onProblem;
  }

  /** Resolves when what was written in an earlier life is known. Never rejects; reads the file once. */
  ready(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /** @param now milliseconds since 1970 */
  has(key: string, now: number): boolean {
    return this.#memory.has(key, now);
  }

  /** @param now milliseconds since 1970 */
  add(key: string, now: number): void {
    this.#memory.add(key, now);
    if (now < this.#pausedUntil) return;
    this.#unwritten.push([key, now]);
    this.#writing ??= this.#write();
  }

  /** Resolves when everything is in the file, or cannot be. */
  async flush(): Promise<void> {
    this.#hurried = true;
    this.#hurry();
    while (this.#writing) await this.#writing;
    this.#hurried = false;
  }

  async #load(): Promise<void> {
    try {
      const { entries, appendable } = await readJournal(this.#file);
      const now = this.#now();
      // A clock that was ahead must not make an entry outlast the others.
      for (const [key, time] of entries) this.#memory.add(key, Math.min(time, now));
      if (appendable) this.#lines = entries.length;
    } catch (error) {
      // What cannot be read is not replaced either: it may be somebody's file.
      this.#pausedUntil = Number.POSITIVE_INFINITY;
      this.#unwritten = [];
      this.#report('unreadable', error);
    }
  }

  async #write(): Promise<void> {
    await this.ready();
    while (this.#unwritten.length > 0) {
      await this.#gather();
      const batch = this.#unwritten.splice(0);
      try {
        await this.#writeBatch(batch);
      } catch (error) {
        this.#unwritten = [];
        this.#lines = Number.POSITIVE_INFINITY;
        this.#pausedUntil = this.#now() + PAUSE_MS;
        this.#report('unwritable', error);
      }
    }
    this.#writing = undefined;
  }

  /** Resolves a little later, or at once when somebody waits. */
  #gather(): Promise<void> {
    if (this.#hurried) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, GATHER_MS).unref();
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #writeBatch(batch: readonly JournalEntry[]): Promise<void> {
    if (this.#lines + batch.length <= 2 * this.#memory.size + SLACK_LINES) {
      await appendJournal(this.#file, batch);
      this.#lines += batch.length;
    } else {
      const entries = [...this.#memory.entries()];
      await replaceJournal(this.#file, entries);
      this.#lines = entries.length;
    }
  }

  #report(what: JournalProblem['what'], error: unknown): void {
    this.#onProblem?.({ what, code: (error as NodeJS.ErrnoException).code });
    this.#onProblem = undefined;
  }
}
