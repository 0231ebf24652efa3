import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const COMMAND = join(__dirname, '..', '..', '..', 'src', 'sandbox', 'command.ts');

/** An endpoint as the provider's API shows it. */
export interface ListedEndpoint {
  readonly id: string;
  readonly url: string;
  readonly subscribed_events: readonly string[];
  readonly is_active: boolean;
  readonly is_verified: boolean;
}

/** The sandbox in a process of its own, as `npm run sandbox` starts it: for Node-RED, a provider like any other. */
export class SandboxProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly origin: string,
    readonly baseUrl: string,
    readonly token: string,
  ) {}

  static async start(): Promise<SandboxProcess> {
    const { NODE_V8_COVERAGE: _coverage, ...env } = process.env;
    const child = spawn(process.execPath, ['--import', 'tsx', COMMAND, '--port', '0'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const told = await firstLines(child, /API token +\S+\n/);
    const find = (label: string) => new RegExp(`${label} +(\\S+)`).exec(told)?.[1] ?? '';
    return new SandboxProcess(child, new URL(find('Base URL')).origin, find('Base URL'), find('API token'));
  }

  /** Every endpoint that is registered. */
  async endpoints(): Promise<ListedEndpoint[]> {
    return (await this.call('GET', '/webhook-endpoints')) as ListedEndpoint[];
  }

  /** Somebody removes an endpoint in the provider's console. */
  async remove(id: string): Promise<void> {
    await this.call('DELETE', `/webhook-endpoints/${id}`);
  }

  /** A person writes, on the phone page. */
  async write(conversationId: string, text: string): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ conversationId, text });
    const { status } = await fetch(`${this.origin}/phone/reply`, { method: 'POST', headers, body });
    if (status !== 201) throw new Error(`The phone page answered ${status}.`);
  }

  /** The paths of all requests to the API with this method. */
  async requests(method: string): Promise<string[]> {
    const all = (await (await fetch(`${this.origin}/_sandbox/requests`)).json()) as { method: string; path: string }[];
    return all.filter((request) => request.method === method).map(({ path }) => path);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
  }

  private async call(method: string, path: string): Promise<unknown> {
    const headers = { authorization: `Bearer ${this.token}` };
    const answer = await fetch(`${this.baseUrl}${path}`, { method, headers });
    const text = await answer.text();
    return text === '' ? undefined : JSON.parse(text);
  }
}

/** What it prints, up to something. */
async function firstLines(child: ChildProcess, end: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout as NodeJS.ReadableStream) {
    text += chunk;
    if (end.test(text)) return text;
  }
  throw new Error(`The sandbox ended:\n${text}`);
}
