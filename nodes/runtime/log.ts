import type { NodeAPI } from './red';

let sink: (text: string) => void = () => {};

/** From now on `warn` writes to Node-RED's log. */
export function logTo(RED: NodeAPI): void {
  sink = (text) => RED.log.warn(`[node-red-contrib-conversations] ${text}`);
}

/** One line in Node-RED's log, where no node is there to speak for itself. */
export function warn(text: string): void {
  sink(text);
}
