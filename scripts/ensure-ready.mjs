// Makes a fresh clone ready for `npm test`, `npm run demo` and `npm run sandbox`: installs what package-lock.json asks
// for and builds dist/, each only when it is needed. Says nothing when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OLDEST_NODE = 20;
const SOURCES = ['nodes', 'src', 'icons', 'scripts/build.mjs', 'tsconfig.json', 'package.json'];

function readJson(file) {
  return JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
}

/**
 * Whether node_modules holds what package-lock.json asks for. Contents are compared, not times: git gives every file of
 * a fresh checkout the time of the checkout.
 */
function isInstalled() {
  const record = 'node_modules/.package-lock.json';
  if (!existsSync(join(ROOT, record))) {
    return false;
  }
  const wanted = readJson('package-lock.json').packages;
  const found = readJson(record).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || (found[path] === undefined ? entry.optional === true : found[path].version === entry.version),
  );
}

/** Times of a file, or of a folder and everything in it. A folder's own time tells of files that were removed. */
function times(path) {
  const stats = statSync(path);
  const inside = stats.isDirectory() ? readdirSync(path).flatMap((name) => times(join(path, name))) : [];
  return [stats.mtimeMs, ...inside];
}

function isBuilt() {
  const scripts = Object.values(readJson('package.json')['node-red'].nodes);
  const outputs = scripts.flatMap((file) => [file, file.replace(/\.js$/, '.html')]).map((file) => join(ROOT, file));
  if (!outputs.every((file) => existsSync(file))) {
    return false;
  }
  const oldestOutput = Math.min(...outputs.flatMap(times));
  const newestSource = Math.max(
    ...SOURCES.map((path) => join(ROOT, path))
      .filter((path) => existsSync(path))
      .flatMap(times),
  );
  return oldestOutput >= newestSource;
}

/** Runs a command, its words going to the terminal, and says whether it succeeded. */
function run(command, args, shell = false) {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell }).status === 0;
}

function npm(...args) {
  const script = process.env.npm_execpath ?? '';
  // On Windows npm is a batch file, which only a shell can start.
  return basename(script) === 'npm-cli.js'
    ? run(process.execPath, [script, ...args])
    : run('npm', args, process.platform === 'win32');
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
  fail(`Node.js ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}.`);
}
if (!isInstalled()) {
  console.log('Installing the packages of package-lock.json (npm ci) …');
  if (!npm('ci')) {
    fail('npm ci did not succeed: see the lines above. Is the registry reachable?');
  }
}
if (!isBuilt()) {
  console.log('Building dist/ …');
  if (!run(process.execPath, ['scripts/build.mjs'])) {
    // The compiler writes its output even when it found mistakes. The next run must not take that for a build.
    rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
    fail('The build did not succeed: see the lines above.');
  }
}
