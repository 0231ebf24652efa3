import { setTimeout as pause } from 'node:timers/promises';

/** Looks again and again until something is so, for what tells nobody when it happens. The test's own time limit ends it. */
export async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(5);
}
