import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port';
import { DEVELOPMENT_NODE_RED, linkedUserFolder } from './linked-user-folder';

/** How long Node-RED may take to start its flows, in milliseconds. Generous: a busy machine with two cores needs 10 s. */
const START_TIMEOUT_MS = 60_000;

export interface NodeRedOptions {
  /** Added to settings.js. Plain data, as it is written out as JSON. */
  readonly settings?: Record<string, unknown>;
  /** Nodes to start with, without credentials. */
  readonly flows?: readonly Record<string, unknown>[];
  /** Environment variables of the process, added to ours. */
  readonly env?: Record<string, string>;
}

/** A real Node-RED in a process of its own, with this project's build installed. */
export interface NodeRed {
  /** Root of editor and admin API, with a slash at the end. */
  readonly url: string;
  /** Everything it has printed so far. */
  log(): string;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** Starts the Node-RED of the development dependencies on a free loopback port, in a temporary user folder. */
export async function startNodeRed(options: NodeRedOptions = {}): Promise<NodeRed> {
  const port = await freePort();
  const userFolder = await linkedUserFolder();
  await fill(userFolder.path, port, options);
  const child = spawn(DEVELOPMENT_NODE_RED.node, [DEVELOPMENT_NODE_RED.script, '--userDir', userFolder.path], {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const log = () => lines.join('');
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => lines.push(String(chunk)));
  const stop = async () => {
    await end(child);
    await userFolder.remove();
  };
  try {
    await started(child, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}/`, log, stop };
}

async function fill(userFolder: string, port: number, { settings, flows = [] }: NodeRedOptions): Promise<void> {
  const all = {
    uiPort: port,
    uiHost: '127.0.0.1',
    flowFile: 'flows.json',
    credentialSecret: 'test',
    telemetry: { enabled: false, updateNotification: false },
    editorTheme: { tours: false },
    // Without the palette manager the editor does not ask for the public catalogue.
    externalModules: { palette: { allowInstall: false } },
    ...settings,
  };
  await writeFile(join(userFolder, 'settings.js'), `module.exports = ${JSON.stringify(all, null, 2)};\n`);
  await writeFile(join(userFolder, 'flows.json'), JSON.stringify(flows));
}

function started(child: ChildProcess, log: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => settle(() => reject(new Error(`Node-RED ${why}:\n${log()}`)));
    const timer = setTimeout(() => fail('did not start in time'), START_TIMEOUT_MS);
    const onExit = () => fail('ended while starting');
    const onData = () => {
      if (log().includes('Started flows')) settle(resolve);
      else if (log().includes('Waiting for missing types')) fail('misses nodes (is the project built?)');
    };
    const settle = (report: () => void) => {
      clearTimeout(timer);
      child.off('exit', onExit);
      child.stdout?.off('data', onData);
      report();
    };
    child.on('exit', onExit);
    child.stdout?.on('data', onData);
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
