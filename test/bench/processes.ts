import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { JobReport, Load, ServerBehaviour } from './protocol';

/** Starts a script with Node.js. */
export function start(node: string, script: string, execArgv: string[]): ChildProcess {
  const { NODE_V8_COVERAGE: _coverage, NODE_OPTIONS: _options, ...env } = process.env;
  // What a dying process prints is a page of addresses that helps nobody; its end is noted.
  return fork(script, [], { execPath: node, execArgv, env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
}

/** Sends a message to a process, and gives its answer. */
export async function ask<T>(child: ChildProcess, message: ServerBehaviour | Load | 'count'): Promise<T> {
  const answer = once(child, 'message');
  child.send(message);
  return (await answer)[0] as T;
}

/** The next report, or nothing when the process ends first. */
export function nextReport(child: ChildProcess): Promise<JobReport | undefined> {
  return new Promise((resolve) => {
    child.once('message', (report: JobReport) => resolve(report));
    child.once('exit', () => resolve(undefined));
  });
}

/** Ends a process, and waits for its end. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** Why a process gave no readings: it is killed when it takes too long. @param startedAt by `performance.now()` */
export function endOf(startedAt: number, limitMs: number): 'died' | 'too slow' {
  return performance.now() - startedAt >= limitMs ? 'too slow' : 'died';
}
