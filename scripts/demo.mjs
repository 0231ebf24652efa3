// npm run demo [-- --port 1880]: a Node-RED of its own with this package and all its examples, in a temporary user folder
// that is gone afterwards. It listens on this machine only.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { choosePort } from './demo/port.mjs';
import { makeUserFolder } from './demo/user-folder.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { name } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const HOST = '127.0.0.1';
const START_LIMIT_MS = 60_000;

/** Whether Node-RED came to answer. Not, when it ended before or takes too long. */
async function isUp(url, child) {
  for (const deadline = Date.now() + START_LIMIT_MS; Date.now() < deadline; await pause(200)) {
    if (child.exitCode !== null || child.signalCode !== null) {
      return false;
    }
    const answer = await fetch(`${url}/settings`).catch(() => undefined);
    if (answer?.ok) {
      return true;
    }
  }
  return false;
}

/** Fails when Node-RED could not load one of our nodes: the editor would show it as unknown. */
async function checkNodes(url) {
  const sets = await (await fetch(`${url}/nodes`, { headers: { accept: 'application/json' } })).json();
  const broken = sets.find((set) => set.module === name && set.err);
  if (broken) {
    throw new Error(`Node-RED could not load ${broken.id}: ${JSON.stringify(broken.err)}`);
  }
}

function welcome(url) {
  console.log(`
  Node-RED with the conversation nodes is up. Nothing leaves this machine.

    Editor   ${url}/
    Phone    ${url}/conversations/sandbox/

  Open both side by side and press the button on the left of an inject node:
  the message appears on the phone, and what the provider answers in the debug sidebar.
  Each tab is one example. They are also under Import > Examples > ${name}.

  Ctrl-C ends it and leaves nothing behind.
`);
}

/** Starts Node-RED, in a group of its own: Ctrl-C then reaches only this process, which ends Node-RED once. */
function startNodeRed(folder, port) {
  const script = createRequire(import.meta.url).resolve('node-red/red.js');
  return spawn(process.execPath, [script, '--userDir', folder, '--port', String(port)], {
    // Examples write files beside the flows, and call their own HTTP endpoints.
    cwd: folder,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
}

async function demo() {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  const port = await choosePort(HOST, values.port ?? process.env.PORT);
  const folder = makeUserFolder(ROOT, name, HOST);
  const child = startNodeRed(folder, port);
  const ended = once(child, 'exit');
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      asked = true;
      child.kill();
    });
  }
  try {
    const url = `http://${HOST}:${port}`;
    if (await isUp(url, child)) {
      await checkNodes(url);
      welcome(url);
      await ended;
    }
    if (!asked) {
      throw new Error('Node-RED ended by itself, or did not come up: see the lines above.');
    }
  } finally {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

demo().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
