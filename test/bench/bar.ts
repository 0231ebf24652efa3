import type { Result } from './measurement';
import type { Readings } from './protocol';
import { formatSpread, type Spread } from './statistics';

/** A promise in numbers, and what was measured. */
export interface Bar {
  readonly promise: string;
  readonly measured: string;
  readonly met: boolean;
}

/** A bar for a median. */
export function atLeast(measured: Spread | undefined, least: number, promise: string): Bar {
  if (!measured) return missing(promise);
  return { promise, measured: formatSpread(measured, 2), met: measured.median >= least };
}

/** The worst of all rounds. */
export function worst<T extends Result>(all: readonly T[], value: (result: T) => number): number {
  return Math.max(...all.map(value));
}

export type Finished = Result & { readonly readings: Readings };

/** Whether a run came to its end. */
export function isFinished(result: Result): result is Finished {
  return result.readings !== undefined;
}

/** What is said where a run did not come to its end: then nothing is kept. */
export function unfinished(promise: string, all: readonly Result[]): Bar {
  const end = all.find((result) => !isFinished(result))?.end;
  return { promise, measured: `the process ${end}`, met: false };
}

/** What is said of what was not measured. */
export function missing(promise: string): Bar {
  return { promise, measured: 'not measured', met: false };
}
