import { logTo, warn } from './log';
import { accounts, office } from './office';
import { holdReceiving, receivingYet, releaseReceiving } from './receiving';
import { lastingId, type NodeAPI } from './red';

/** Node-RED gives a node 15 s to close; what cannot be sent in this time is reported as not sent. */
const STOP_GRACE_MS = 10_000;

/** Tests load the package again and again into one runtime. */
const followed = new WeakSet<object>();
/** The configuration that came last, with a start or with a stop. */
let active: unknown;
/** Whether nodes have been closed since the last start began. */
let closing = false;
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
    active = config;
    closing = false;
    stopping = undefined;
  });
  RED.events.on('flows:started', () => {
    // A start that was overtaken by a stop or a deploy comes to its end all the same, without its nodes.
    if (closing) return;
    removeAccountsThatAreGone();
    office.mailbox.release();
    releaseReceiving();
  });
  RED.events.on('flows:stopping', ({ config }: { config?: unknown } = {}) => {
    closing = true;
    // A deploy brings a configuration of its own, also one that cannot be started because a node is not installed.
    // Stopping what was there already, with nothing new, is the end.
    if (config === active) stopping = stop();
    else {
      active = config;
      office.mailbox.hold();
      holdReceiving();
    }
  });
}

/** Resolves when the queues are empty or given up; `undefined` while nothing stops but for a deploy. */
export function stoppingForGood(): Promise<void> | undefined {
  return stopping;
}

/**
 * Not every account that goes for good is closed with `removed`, as one in a subflow whose instance goes. After a start
 * that failed this is not called: what is missing then comes with the next one.
 */
function removeAccountsThatAreGone(): void {
  const running = new Set([...accounts.values()].map(lastingId));
  office.removeAllBut(running);
  receivingYet()?.removeAllBut(running);
}

async function stop(): Promise<void> {
  // Node-RED waits for nodes alone. After a start that failed there may be none, and then no time to send anything.
  if (accounts.size === 0 && !office.mailbox.hasSenders) {
    sayWhatIsLost();
    await receivingYet()?.stop();
    return;
  }
  const sent = office.stop(STOP_GRACE_MS);
  // After a start that failed outcomes wait for nodes that do not come any more.
  office.mailbox.release();
  receivingYet()?.mailbox.release();
  const [unsent] = await Promise.all([sent, receivingYet()?.stop()]);
  if (unsent > 0) warn(`Node-RED stops: ${unsent} messages were not sent.`);
}

function sayWhatIsLost(): void {
  const { expected, waiting } = office.mailbox.pending;
  if (expected > 0) warn(`Node-RED stops, and no node is left to wait: ${expected} messages may not have been sent.`);
  if (waiting > 0) warn(`Node-RED stops, and no node is left to wait: ${waiting} outcomes had no one to go to.`);
}
