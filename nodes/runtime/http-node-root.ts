import type { NodeAPI } from './red';

/** Where HTTP nodes live; `false` where Node-RED serves none. */
export function httpNodeRoot(RED: NodeAPI): string | false {
  const { httpNodeRoot: root } = RED.settings as { httpNodeRoot?: unknown };
  if (root === false) return false;
  return typeof root === 'string' ? root : '/';
}
