import { execFile } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';

/** npm could not reach its registry. */
export class RegistryUnreachable extends Error {}

const UNREACHABLE =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENOTCACHED)\b/;
const LIMIT_MS = 5 * 60_000;

/**
 * Runs npm, quietly, and gives its standard output.
 * @param cwd the folder it works in
 * @param node the Node.js that runs it; engines are checked against this one
 */
export function npm(args: readonly string[], cwd: string, node = process.execPath): Promise<string> {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  return new Promise((resolve, reject) => {
    execFile(
      node,
      [npmScript(), ...args, ...quiet],
      { cwd, env: environment(node), timeout: LIMIT_MS, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (!error) {
          resolve(stdout);
        } else if (UNREACHABLE.test(stderr)) {
          reject(new RegistryUnreachable(stderr));
        } else {
          reject(new Error(`npm ${args.join(' ')} failed:\n${stderr}${stdout}`));
        }
      },
    );
  });
}

/** npm's own script, so that any Node.js can run it and not only the one npm was installed with. */
function npmScript(): string {
  const started = process.env.npm_execpath ?? '';
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'npm'));
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = [started, ...onPath, beside]
    .filter((path) => path !== '' && existsSync(path))
    .map((path) => realpathSync(path))
    .find((path) => basename(path) === 'npm-cli.js');
  if (script === undefined) {
    throw new Error('npm was not found on the PATH.');
  }
  return script;
}

/** The environment without what an outer `npm test` put into it: an inner npm would take it for its own settings. */
function environment(node: string): NodeJS.ProcessEnv {
  const foreign = /^(npm_(package|lifecycle|command|config_local_prefix|config_prefix)|NODE_V8_COVERAGE|INIT_CWD)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), PATH: [dirname(node), process.env.PATH].join(delimiter) };
}
