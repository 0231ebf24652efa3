import type { DeliveryError } from '../../src/model/failure';
import type { Node, NodeAPI } from './red';

/** Node-RED's editor has room for this many characters under a node. */
const MAX_TEXT = 19;

/** What the send node shows under itself. Numbers go beside the text as data, for Status nodes. */
export class SendStatus {
  readonly #RED: NodeAPI;
  readonly #node: Node;
  #underWay = 0;

  constructor(RED: NodeAPI, node: Node) {
    this.#RED = RED;
    this.#node = node;
  }

  /** Shows what keeps the node from sending, or nothing. */
  ready(problem: DeliveryError | undefined): void {
    if (!problem) this.clear();
    else this.#show('yellow', 'ring', this.#problemText(problem));
  }

  sending(): void {
    this.#underWay++;
    this.#show('blue', 'dot', this.#text('sending'));
  }

  sent(): void {
    this.#underWay--;
    if (this.#underWay > 0) this.#show('blue', 'dot', this.#text('sending'));
    else this.#show('green', 'dot', this.#text('sent'));
  }

  /** @param wasSending whether `sending` had been called for the message */
  failed(failure: DeliveryError, wasSending: boolean): void {
    if (wasSending) this.#underWay--;
    this.#show('red', 'ring', this.#problemText(failure));
  }

  clear(): void {
    this.#node.status({});
  }

  #problemText({ code, cause }: DeliveryError): string {
    if (code === 'ERR_NO_ACCOUNT') return this.#text('noAccount');
    if (code === 'ERR_ENV_NOT_SET') return this.#text('unset', { name: String(cause.detail) });
    if (cause.kind === 'config') return this.#text('notReady');
    return this.#text('failed', { reason: cause.statusCode ?? SHORT[code] ?? code.slice(4).toLowerCase() });
  }

  #text(key: string, values: Record<string, string | number> = {}): string {
    return this.#RED._(`conversation-send.status.${key}`, values);
  }

  #show(fill: 'blue' | 'green' | 'red' | 'yellow', shape: 'dot' | 'ring', text: string): void {
    const short = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
    this.#node.status({ fill, shape, text: short });
  }
}

/** Words for codes that come without an HTTP status, short enough to stand under a node. */
const SHORT: Partial<Record<DeliveryError['code'], string>> = {
  ERR_TEXT_MISSING: 'no text',
  ERR_TEXT_EMPTY: 'no text',
  ERR_TEXT_TYPE: 'text type',
  ERR_CONVERSATION_MISSING: 'no id',
  ERR_CONVERSATION_TYPE: 'id type',
  ERR_CONNECTION_REFUSED: 'refused',
  ERR_CONNECTION_RESET: 'reset',
  ERR_CONNECT_TIMEOUT: 'timeout',
  ERR_RESPONSE_NOT_JSON: 'no JSON',
  ERR_RESPONSE_CUT: 'cut short',
  ERR_RESPONSE_TOO_LARGE: 'too large',
  ERR_IDEMPOTENCY_KEY: 'key',
  ERR_PROXY_AUTH: 'proxy',
};
