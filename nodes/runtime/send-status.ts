import type { CourierReport } from '../../src/delivery/report';
import type { DeliveryError } from '../../src/model/failure';
import type { Node, NodeAPI } from './red';
import { MAX_STATUS_TEXT, problemStatus, type Run, runStatus, type StatusLook, waitingStatus } from './status-look';

/** At most four updates a second: every one goes to every open editor. */
const INTERVAL_MS = 250;

/** What the send node shows under itself while its messages are on their way. Numbers go along as data, for Status nodes. */
export class SendStatus {
  readonly #RED: NodeAPI;
  readonly #node: Node;
  readonly #report: () => CourierReport | undefined;
  #run: Run = newRun(0);
  #lastFailure: DeliveryError | undefined;
  /** Accepted messages whose next event is waited for. */
  #waiting = 0;
  #shownAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  /** @param report what goes on in the courier of the node's account */
  constructor(RED: NodeAPI, node: Node, report: () => CourierReport | undefined) {
    this.#RED = RED;
    this.#node = node;
    this.#report = report;
  }

  /** Shows what keeps the node from sending, or nothing. */
  ready(problem: DeliveryError | undefined): void {
    if (problem) this.#show(problemStatus(problem));
    else this.#node.status({});
  }

  /** A message was handed over. A run lasts from the first one until none is left. */
  handedOver(): void {
    if (this.#run.pending === 0) this.#run = newRun(performance.now());
    this.#run.pending++;
    this.#run.total++;
    this.#update();
  }

  /** A message that was handed over has its outcome. */
  ended(failure: DeliveryError | undefined): void {
    // After a restart of the node there come outcomes of messages that its predecessor handed over.
    if (this.#run.pending > 0) this.#run.pending--;
    else this.#run.total++;
    if (failure) this.#run.failed++;
    this.#lastFailure = failure;
    this.#update();
  }

  /** A message could not even be handed over. */
  refused(failure: DeliveryError): void {
    if (this.#run.pending === 0) this.#run = newRun(performance.now());
    this.#run.failed++;
    this.#run.total++;
    this.#lastFailure = failure;
    this.#update();
  }

  /** An accepted message begins or ends to wait for an event. */
  waits(begins: boolean): void {
    this.#waiting = Math.max(0, this.#waiting + (begins ? 1 : -1));
    this.#update();
  }

  /** A message that was accepted did not get where it was to get. */
  failedLater(failure: DeliveryError): void {
    this.#run.failed++;
    this.#lastFailure = failure;
    this.#update();
  }

  /** The node closes: its successor shows what becomes of messages that are still being read here. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#node.status({});
  }

  #update(): void {
    if (this.#timer || this.#stopped) return;
    const since = performance.now() - this.#shownAt;
    if (since >= INTERVAL_MS) this.#refresh();
    else this.#later(INTERVAL_MS - since);
  }

  #later(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#refresh();
    }, ms);
    this.#timer.unref();
  }

  #refresh(): void {
    this.#shownAt = performance.now();
    const ended = this.#run.pending === 0;
    const onlyFailure = ended && this.#run.total <= 1 ? this.#lastFailure : undefined;
    if (ended && this.#waiting > 0 && !onlyFailure) this.#show(waitingStatus(this.#waiting));
    else this.#show(onlyFailure ? problemStatus(onlyFailure) : runStatus(this.#run, this.#shownAt, this.#report()));
    if (!ended) this.#later(INTERVAL_MS);
  }

  #show({ fill, shape, key, values, reasonKey, data }: StatusLook): void {
    const say = (path: string, words = {}): string => this.#RED._(`conversation-send.status.${path}`, words);
    const text = say(key, { ...values, ...(reasonKey && { reason: say(`reason.${reasonKey}`) }) });
    const short = text.length > MAX_STATUS_TEXT ? `${text.slice(0, MAX_STATUS_TEXT - 1)}…` : text;
    this.#node.status({ fill, shape, text: short, ...(data && { data }) } as Parameters<Node['status']>[0]);
  }
}

function newRun(startedAt: number): Run {
  return { startedAt, pending: 0, total: 0, failed: 0 };
}
