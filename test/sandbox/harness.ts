import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox';
import { ManualClock } from '../support/manual-clock';

export interface CallOptions {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

/** Gives every test of the suite a fresh sandbox, whose time stands still until `clock.advance`. */
export function useSandbox(options: Omit<SandboxOptions, 'clock'> = {}) {
  let sandbox: Sandbox;
  let clock: ManualClock;

  beforeEach(async () => {
    clock = new ManualClock();
    sandbox = await startSandbox({ ...options, clock });
  });
  afterEach(() => sandbox.close());

  return {
    get sandbox(): Sandbox {
      return sandbox;
    },
    get clock(): ManualClock {
      return clock;
    },
    /** Calls the API with the sandbox's own token, unless another is given. A string is sent as it is. */
    async call(method: string, path: string, { body, token, headers }: CallOptions = {}): Promise<Answered> {
      const response = await fetch(`${sandbox.sendseven.baseUrl}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          authorization: `Bearer ${token ?? sandbox.sendseven.token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: parse(text) };
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
