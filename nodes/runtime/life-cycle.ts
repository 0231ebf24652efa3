import { logTo, warn } from './log';
import { office } from './office';
import { holdReceiving, receivingYet, releaseReceiving } from './receiving';
import type { NodeAPI } from './red';

/** Node-RED gives a node 15 s to close; what cannot be sent in this time is reported as not sent. */
const STOP_GRACE_MS = 10_000;

/** Tests load the package again and again into one runtime. */
const followed = new WeakSet<object>();
let started: unknown;
let stopping: Promise<void> | undefined;

/**
 * Follows Node-RED's own life: while nodes are being replaced outcomes and events wait, and when flows stop for good
 * the queues are sent on for some seconds. Called once, when the package is loaded.
 */
export function followLifeCycle(RED: NodeAPI): void {
  logTo(RED);
  if (followed.has(RED.events)) return;
  followed.add(RED.events);
  RED.events.on('flows:starting', ({ config }: { config?: unknown } = {}) => {
    started = config;
    stopping = undefined;
  });
  RED.events.on('flows:started', () => {
    office.mailbox.release();
    releaseReceiving();
  });
  RED.events.on('flows:stopping', ({ config }: { config?: unknown } = {}) => {
    // A deploy brings a configuration of its own. Stopping what was started, with nothing new, is the end.
    if (config === started) stopping = stop();
    else {
      office.mailbox.hold();
      holdReceiving();
    }
  });
}

/** Resolves when the queues are empty or given up; `undefined` while nothing stops but for a deploy. */
export function stoppingForGood(): Promise<void> | undefined {
  return stopping;
}

async function stop(): Promise<void> {
  const [unsent] = await Promise.all([office.stop(STOP_GRACE_MS), receivingYet()?.stop()]);
  if (unsent > 0) warn(`Node-RED stops: ${unsent} messages were not sent.`);
}
