import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Node, NodeAPI } from 'node-red';
import helper from 'node-red-node-test-helper';
import registerAccount from '../../nodes/conversation-account';
import registerReceive from '../../nodes/conversation-receive';
import registerSend from '../../nodes/conversation-send';
import { type Receiving, receiving } from '../../nodes/runtime/receiving';
import { lastingId, type WiredNode } from '../../nodes/runtime/red';
import { closeSandbox, sandbox } from '../../nodes/runtime/sandbox-host';

import { eventually } from './eventually';

helper.init(require.resolve('node-red'));

/** A message in a flow, as a test looks at it. */
// biome-ignore lint/suspicious/noExplicitAny: a flow puts anything on a message
export type TestMessage = Record<string, any>;

type FlowNode = { id: string; type: string } & Record<string, unknown>;

/** All nodes of the package, for `helper.load`. */
const NODES = [keepRuntime, registerAccount, registerReceive, registerSend] as unknown as Parameters<
  typeof helper.load
>[0];

let reception: Receiving | undefined;
let httpNode: RequestListener | undefined;
let httpNodeServer: Server | undefined;

/** The helper makes an application for HTTP nodes and serves it nowhere. */
function keepRuntime(RED: NodeAPI): void {
  httpNode = RED.httpNode;
  reception = receiving(RED);
}

/** Where HTTP nodes and endpoints are, e.g. `http://127.0.0.1:40123`. */
export async function httpNodeUrl(): Promise<string> {
  if (!httpNodeServer) {
    httpNodeServer = createServer((request, response) => httpNode?.(request, response));
    httpNodeServer.listen(0, '127.0.0.1');
    await once(httpNodeServer, 'listening');
  }
  return `http://127.0.0.1:${(httpNodeServer.address() as AddressInfo).port}`;
}

/** What arrives at a node: kept, and handed to whoever waits for it. */
export class Tap {
  readonly messages: TestMessage[] = [];
  #waiting: { count: number; resolve: () => void }[] = [];

  add(msg: TestMessage): void {
    this.messages.push(msg);
    for (const { count, resolve } of this.#waiting) if (this.messages.length >= count) resolve();
  }

  /** Resolves with the messages once there are so many. */
  async received(count: number): Promise<TestMessage[]> {
    if (this.messages.length < count) {
      await new Promise<void>((resolve) => {
        this.#waiting.push({ count, resolve });
      });
    }
    return this.messages;
  }

  /** The first message. */
  async first(): Promise<TestMessage> {
    return (await this.received(1))[0] as TestMessage;
  }
}

/** Taps by the id of their node. Nodes of type `helper` get one; they live as long as the test, over all deploys. */
export type Taps = Record<string, Tap>;

/** Node-RED takes a node without a place for a configuration node. */
const ON_FLOW = { z: 'flow', x: 0, y: 0 };

/** The usual flow: an account of the sandbox, a send node, and a tap at each output, at Catch and at Complete. */
export function usualFlow(send: object = {}, account: object = {}): FlowNode[] {
  return [
    { id: 'account', type: 'conversation-account', provider: 'sendseven', environment: 'sandbox', ...account },
    {
      id: 'send',
      type: 'conversation-send',
      ...ON_FLOW,
      name: 'my sender',
      account: 'account',
      wires: [['ok'], ['bad']],
      ...send,
    },
    { id: 'ok', type: 'helper', ...ON_FLOW },
    { id: 'bad', type: 'helper', ...ON_FLOW },
    { id: 'catch', type: 'catch', ...ON_FLOW, scope: null, uncaught: false, wires: [['caught']] },
    { id: 'caught', type: 'helper', ...ON_FLOW },
    { id: 'complete', type: 'complete', ...ON_FLOW, scope: ['send'], wires: [['completed']] },
    { id: 'completed', type: 'helper', ...ON_FLOW },
    { id: 'flow', type: 'tab', label: 'test' },
  ];
}

let taps: Taps = {};

/**
 * Starts a flow; `stopFlow` belongs into `afterEach`.
 * @param core nodes of Node-RED itself that the flow needs
 */
export async function startFlow(flow: FlowNode[], credentials: object = {}, core: unknown[] = []): Promise<Taps> {
  taps = {};
  await helper.startServer();
  await helper.load([...(NODES as unknown[]), ...core] as never, flow as never, credentials as never);
  tapAll(flow);
  return taps;
}

/** Deploys another flow over the running one; the taps stay. */
export async function deploy(flow: FlowNode[], type: 'full' | 'flows' | 'nodes' = 'full', credentials: object = {}) {
  await helper.setFlows(flow as never, type, credentials as never);
  tapAll(flow);
}

function tapAll(flow: FlowNode[]): void {
  for (const { id } of flow.filter(({ type }) => type === 'helper')) {
    taps[id] ??= new Tap();
    const tap = taps[id];
    const node = helper.getNode(id) as Node & { tapped?: true };
    if (!node || node.tapped) continue;
    node.tapped = true;
    node.on('input', (msg) => tap.add(msg as TestMessage));
  }
}

/** Resolves when the provider delivers the events of an account. */
export async function registered(accountId = 'account'): Promise<void> {
  const account = lastingId(helper.getNode(accountId) as WiredNode);
  await eventually(() => reception?.report(account)?.state === 'verified');
}

/** Hands a message to a node. */
export function inject(msg: object, id = 'send'): void {
  helper.getNode(id).receive(msg as never);
}

/** What a conversation of the sandbox holds, oldest first. */
export async function textsIn(conversationId: string): Promise<string[]> {
  const { sendseven } = await sandbox();
  const url = `${sendseven.baseUrl}/messages?conversation_id=${conversationId}&page_size=100`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${sendseven.token}` } });
  const { items } = (await answer.json()) as { items: { text: string }[] };
  return items.map(({ text }) => text).reverse();
}

export async function stopFlow(): Promise<void> {
  await helper.unload();
  await helper.stopServer();
  await closeSandbox();
  httpNodeServer?.close();
  httpNodeServer?.closeAllConnections();
  httpNodeServer = undefined;
}

export { helper };
