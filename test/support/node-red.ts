import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const PROJECT = join(__dirname, '../..');
const PACKAGE = 'node-red-contrib-conversations';

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
  const userDir = await createUserDir(port, options);
  const red = join(dirname(require.resolve('node-red/package.json')), 'red.js');
  const child = spawn(process.execPath, [red, '--userDir', userDir], {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const log = () => lines.join('');
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => lines.push(String(chunk)));
  const stop = async () => {
    await end(child);
    await rm(userDir, { recursive: true, force: true });
  };
  try {
    await started(child, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `http://127.0.0.1:${port}/`, log, stop };
}

async function createUserDir(port: number, { settings, flows = [] }: NodeRedOptions): Promise<string> {
  const userDir = await mkdtemp(join(tmpdir(), 'conversations-node-red-'));
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
  await writeFile(join(userDir, 'settings.js'), `module.exports = ${JSON.stringify(all, null, 2)};\n`);
  await writeFile(join(userDir, 'flows.json'), JSON.stringify(flows));
  // Node-RED loads from its user folder only what the package file there names as a dependency.
  await writeFile(join(userDir, 'package.json'), JSON.stringify({ name: 'test', dependencies: { [PACKAGE]: '*' } }));
  await mkdir(join(userDir, 'node_modules'));
  await symlink(PROJECT, join(userDir, 'node_modules', PACKAGE), 'junction');
  return userDir;
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
