import type { Node, NodeAPI } from './red';
import type { WebhookReport } from './webhook-report';

/** At most four updates a second: every one goes to every open editor. */
const INTERVAL_MS = 250;

/** Why nothing can arrive, as far as it is known without asking anybody. */
export type ReceiveProblem = 'noAccount' | 'notReady';

/** What the receive node shows under itself: whether it can receive, and how many events came. */
export class ReceiveStatus {
  readonly #RED: NodeAPI;
  readonly #node: Node;
  readonly #report: () => WebhookReport | undefined;
  #received = 0;
  #problem: ReceiveProblem | undefined;
  #timer: NodeJS.Timeout | undefined;
  #shown = '';

  /** @param report the endpoint of the node's account */
  constructor(RED: NodeAPI, node: Node, report: () => WebhookReport | undefined) {
    this.#RED = RED;
    this.#node = node;
    this.#report = report;
  }

  /** Shows the problem, or what the endpoint's state is from now on. */
  ready(problem: ReceiveProblem | undefined): void {
    this.#problem = problem;
    this.#show();
  }

  received(): void {
    this.#received++;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#show();
    }, INTERVAL_MS).unref();
  }

  /** The endpoint's state has changed. */
  changed(): void {
    this.#show();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#node.status({});
  }

  #show(): void {
    const look = receiveLook(this.#problem, this.#report(), this.#received);
    const text = this.#RED._(`conversation-receive.status.${look.key}`, { n: this.#received });
    const status = { fill: look.fill, shape: look.shape, text, data: { received: this.#received, state: look.key } };
    const shown = JSON.stringify(status);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#node.status(status as Parameters<Node['status']>[0]);
  }
}

interface ReceiveLook {
  readonly fill: 'green' | 'yellow' | 'red' | 'blue';
  readonly shape: 'dot' | 'ring';
  /** Key below `conversation-receive.status` of the catalogue. */
  readonly key: string;
}

/** How it stands with receiving. */
export function receiveLook(
  problem: ReceiveProblem | undefined,
  report: WebhookReport | undefined,
  received: number,
): ReceiveLook {
  if (problem) return { fill: 'yellow', shape: 'ring', key: problem };
  if (report?.problems.includes('path-taken')) return { fill: 'red', shape: 'ring', key: 'pathTaken' };
  if (report?.problems.includes('http-node-off')) return { fill: 'red', shape: 'ring', key: 'httpOff' };
  if (report?.problems.includes('no-public-url')) return { fill: 'yellow', shape: 'ring', key: 'noPublicUrl' };
  if (report?.mode === 'off') return { fill: 'yellow', shape: 'ring', key: 'noWebhook' };
  if (report?.state === 'failed') return { fill: 'red', shape: 'ring', key: 'notRegistered' };
  if (report?.problems.includes('no-secret')) return { fill: 'yellow', shape: 'ring', key: 'noSecret' };
  if (report?.state === 'suspended') return { fill: 'yellow', shape: 'ring', key: 'suspended' };
  if (report?.state === 'working' || report?.state === 'unverified')
    return { fill: 'blue', shape: 'ring', key: 'registering' };
  return received > 0
    ? { fill: 'green', shape: 'dot', key: 'received' }
    : { fill: 'green', shape: 'ring', key: 'listening' };
}
