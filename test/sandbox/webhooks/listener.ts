import { type RawRequest, type RawServer, reply, startRawServer } from '../../support/raw-server';

/** An endpoint of a test: keeps what it gets, answers a challenge, and otherwise answers as `status` says. */
export class Listener {
  /** The answer to the n-th delivery, counted from 0. Default 200; `hang` answers nothing. */
  status: (index: number) => number | 'hang' = () => 200;
  /** Whether a challenge is answered. */
  answersChallenge = true;
  readonly challenges: RawRequest[] = [];
  readonly deliveries: RawRequest[] = [];
  #server: RawServer | undefined;

  get url(): string {
    return `${this.server.origin}/hook`;
  }

  get server(): RawServer {
    if (!this.#server) throw new Error('Not open');
    return this.#server;
  }

  /** What came, parsed. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  get bodies(): any[] {
    return this.deliveries.map(({ body }) => JSON.parse(body.toString()));
  }

  async open(): Promise<void> {
    this.#server = await startRawServer((socket, request) => {
      if (request.headers['x-sendseven-event'] === 'verification') {
        this.challenges.push(request);
        const { challenge } = JSON.parse(request.body.toString());
        reply(this.answersChallenge ? 200 : 201, JSON.stringify({ challenge }))(socket, request);
        return;
      }
      this.deliveries.push(request);
      const status = this.status(this.deliveries.length - 1);
      if (status !== 'hang') reply(status, 'noted')(socket, request);
    });
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }
}

/** Gives every test of the suite an endpoint of its own. */
export function useListener(): { readonly current: Listener } {
  let listener: Listener;
  beforeEach(async () => {
    listener = new Listener();
    await listener.open();
  });
  afterEach(() => listener.close());
  return {
    get current() {
      return listener;
    },
  };
}
