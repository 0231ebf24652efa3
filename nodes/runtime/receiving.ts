import type { Receiving } from './receiving-office';
import type { NodeAPI } from './red';

export type { Receiving };

let reception: Receiving | undefined;
let held = false;
let ran = false;

/**
 * The one of this process. It is loaded by the first node of a flow: who has none would otherwise pay for it at the
 * start of Node-RED. What must outlast a restart is kept in a folder of Node-RED's user directory.
 */
export function receiving(RED: NodeAPI): Receiving {
  if (!reception) {
    const { newReceiving } = require('./receiving-office') as typeof import('./receiving-office');
    reception = newReceiving(RED);
    if (held) reception.hold();
  }
  return reception;
}

/** The same, if a node has asked for it. */
export function receivingYet(): Receiving | undefined {
  return reception;
}

/** Whether flows have ever run. */
export function flowsRan(): boolean {
  return ran;
}

/** Nodes are about to be replaced. */
export function holdReceiving(): void {
  held = true;
  reception?.hold();
}

/** All nodes are there. */
export function releaseReceiving(): void {
  held = false;
  ran = true;
  reception?.release();
}
