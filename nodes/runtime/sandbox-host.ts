import type { Sandbox } from '../../src/sandbox';

let running: Promise<Sandbox> | undefined;

/**
 * The one sandbox of this process, started when first asked for and kept until the process ends: its conversations
 * outlive every deploy, and a phone page that is open stays connected.
 */
export function sandbox(): Promise<Sandbox> {
  running ??= start();
  running.catch(() => {
    running = undefined;
  });
  return running;
}

/** Loaded only here: who never uses the sandbox does not pay for it at the start of Node-RED. */
async function start(): Promise<Sandbox> {
  const { startSandbox } = require('../../src/sandbox') as typeof import('../../src/sandbox');
  return startSandbox();
}

/** Ends the sandbox, for tests: the next use starts a new one with nothing in it. */
export async function closeSandbox(): Promise<void> {
  const closing = running;
  running = undefined;
  await (await closing?.catch(() => undefined))?.close();
}
