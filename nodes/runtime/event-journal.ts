import { join } from 'node:path';
import type { SeenMemory } from '../../src/webhook/endpoints';
import { SeenEvents } from '../../src/webhook/seen-events';
import { SeenJournal } from '../../src/webhook/seen-journal';
import { dataFolder } from './data-folder';
import { warn } from './log';
import type { NodeAPI } from './red';

/** Remembers events; `flush` resolves when they are safe. */
export type Journal = SeenMemory & { flush?(): Promise<void> };

/** The memory of the events that came: over restarts, where there is a place to keep it. */
export function newJournal(RED: NodeAPI): Journal {
  const folder = dataFolder(RED);
  if (folder === undefined) return new SeenEvents();
  return new SeenJournal({
    file: join(folder, 'seen-events'),
    onProblem: ({ what, code }) =>
      warn(
        `The file of the events that were received is ${what} (${code}): after a restart a repeated event may be taken for a new one.`,
      ),
  });
}
