import { join } from 'node:path';
import type { NodeAPI } from './red';

/** Where the package keeps what must outlast a restart; `undefined` where Node-RED has no directory of its own. */
export function dataFolder(RED: NodeAPI): string | undefined {
  const { userDir } = RED.settings as { userDir?: unknown };
  return typeof userDir === 'string' && userDir ? join(userDir, 'node-red-contrib-conversations') : undefined;
}
