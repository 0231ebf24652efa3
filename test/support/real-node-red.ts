import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type DebugMessage, debugMessages } from './debug-message';
import { freePort } from './free-port';
import { type LogRecord, type MeasureRecord, Tape, type TapRecord } from './tape';

/** Which Node-RED runs, and on which Node.js. */
export interface NodeRedProgram {
  /** The Node.js binary. */
  readonly node: string;
  /** Node-RED's `red.js`. */
  readonly script: string;
}

/** A node, tab or configuration of a flow, as the admin API takes it. */
export interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

/** How much of the flows a deploy restarts. */
export type DeployType = 'full' | 'flows' | 'nodes' | 'reload';

/** How a Node-RED under test differs from the others. */
export interface StartOptions {
  /** Default: a free one. */
  readonly port?: number;
  /** Added to its settings. Plain data. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether to wait until its flows run; default true. Flows with a node that is not installed never do. */
  readonly flowsRun?: boolean;
}

const SETTINGS = join(__dirname, 'tapped-settings.cjs');
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;
/** Each class that is counted costs a walk over the heap. */
const MEASURE_LIMIT_MS = 60_000;

/** A real Node-RED in a process of its own, watched from the inside by tapped-settings.cjs. */
export class RealNodeRed {
  private output = '';
  /** Where on the tape the last deploy began. */
  private deployedAt = 0;

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    readonly tape: Tape,
  ) {
    child.on('message', (record) => tape.add(record as TapRecord));
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
    child.on('exit', (code, signal) => tape.close(`Node-RED ended (${signal ?? code})\n${this.output}`));
  }

  /** Starts Node-RED in `userFolder` on a loopback port, and waits until its flows run. */
  static async start(
    program: NodeRedProgram,
    userFolder: string,
    env: NodeJS.ProcessEnv = {},
    options: StartOptions = {},
  ): Promise<RealNodeRed> {
    const port = options.port ?? (await freePort());
    // A coverage report of the child would cost time and tell nothing: it runs dist, not the sources.
    const { NODE_V8_COVERAGE: _coverage, NODE_OPTIONS: _options, ...inherited } = process.env;
    const child = fork(program.script, ['--userDir', userFolder, '--settings', SETTINGS, '--port', String(port)], {
      execPath: program.node,
      execArgv: [],
      // Examples write files beside the flows, and call their own HTTP endpoints.
      cwd: userFolder,
      env: { ...inherited, PORT: String(port), MORE_SETTINGS: JSON.stringify(options.settings ?? {}), ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const started = new RealNodeRed(child, `http://127.0.0.1:${port}`, new Tape());
    if (options.flowsRun !== false) {
      await started.tape.until('its flows have started', (records) => records.find((it) => it.kind === 'started'), {
        limitMs: START_LIMIT_MS,
      });
    }
    await started.listening();
    return started;
  }

  /** Node-RED starts its flows a moment before its server listens. */
  private async listening(): Promise<void> {
    const until = Date.now() + START_LIMIT_MS;
    for (;;) {
      try {
        await this.admin('settings');
        return;
      } catch (error) {
        if (Date.now() > until || this.child.exitCode !== null) throw error;
      }
    }
  }

  /** Everything it wrote to its two outputs. */
  get printed(): string {
    return this.output;
  }

  /** The log lines since the last deploy. */
  get logs(): LogRecord[] {
    return this.tape.records.slice(this.deployedAt).filter((record) => record.kind === 'log');
  }

  /** What all debug nodes showed so far, in order. */
  get debugged(): DebugMessage[] {
    return debugMessages(this.tape.records);
  }

  /** Calls the admin API. */
  admin(path: string, init: { method?: string; body?: unknown; headers?: Record<string, string> } = {}) {
    const body = init.body === undefined ? {} : { body: JSON.stringify(init.body) };
    return fetch(`${this.url}/${path}`, {
      method: init.method ?? 'GET',
      headers: { 'content-type': 'application/json', ...init.headers },
      ...body,
    });
  }

  /** Replaces all flows and waits until the new ones run. Credentials go in as each node's `credentials`. */
  async deploy(flows: readonly FlowNode[], type: DeployType = 'full'): Promise<void> {
    const from = this.tape.records.length;
    this.deployedAt = from;
    const response = await this.admin('flows', {
      method: 'POST',
      body: flows,
      headers: { 'Node-RED-Deployment-Type': type },
    });
    if (!response.ok) {
      throw new Error(`The deploy was refused: ${response.status} ${await response.text()}`);
    }
    await this.tape.until('the deployed flows have started', (records) =>
      records.slice(from).find((it) => it.kind === 'started'),
    );
  }

  /** Presses the button of an inject node. */
  async press(injectId: string): Promise<void> {
    const response = await this.admin(`inject/${injectId}`, { method: 'POST', body: {} });
    if (!response.ok) {
      throw new Error(`The inject node ${injectId} did not fire: ${response.status}`);
    }
  }

  /**
   * Waits until the debug node `id` has shown `count` messages since the last deploy, and gives them all.
   * @param limitMs how long to wait at most, in milliseconds (default 15 s)
   */
  debugOf(id: string, count = 1, limitMs?: number): Promise<DebugMessage[]> {
    const from = this.deployedAt;
    const enough = (records: readonly TapRecord[]) => {
      const shown = debugMessages(records.slice(from)).filter((message) => message.id === id);
      return shown.length >= count ? shown : undefined;
    };
    return this.tape.until(
      `debug node ${id} shows ${count} message(s)`,
      enough,
      limitMs === undefined ? {} : { limitMs },
    );
  }

  /** What a leak would make grow, measured inside. */
  async measure(): Promise<MeasureRecord> {
    const from = this.tape.records.length;
    this.child.send('measure');
    return this.tape.until(
      'it has measured itself',
      (records) => records.slice(from).find((record) => record.kind === 'measured'),
      { limitMs: MEASURE_LIMIT_MS },
    );
  }

  /** Ends it as Ctrl-C does, and waits for the end. Gives its exit code; `null` where it had to be killed. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) {
      return this.child.exitCode;
    }
    const ended = once(this.child, 'exit');
    const deadline = setTimeout(() => this.child.kill('SIGKILL'), STOP_LIMIT_MS);
    this.child.kill('SIGTERM');
    await ended;
    clearTimeout(deadline);
    return this.child.exitCode;
  }
}
