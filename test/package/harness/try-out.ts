import { setTimeout as pause } from 'node:timers/promises';
import should from 'should';
import type { FlowNode, RealNodeRed } from '../../support/real-node-red';
import type { Expectation, Step } from '../expectations';
import { receivedBy, writeOnPhone } from './phone';

const ERROR_LEVEL = 20;
const LIMIT_MS = 60_000;
const LOOK_MS = 50;

/** Deploys a flow, does what a person would do with it, and compares what comes of it. */
export async function tryOut(
  nodeRed: RealNodeRed,
  example: readonly FlowNode[],
  expectation: Expectation,
): Promise<void> {
  const flow = example.map((node) => withVariables(node, expectation.variables));
  await nodeRed.deploy(flow);
  if (flow.some(listens)) await until('the sandbox delivers events', () => isRegistered(nodeRed, flow));
  const waited = new Map<string, number>();
  for (const step of expectation.steps) await take(nodeRed, flow, step, waited);
  for (const [name, parts] of Object.entries(expectation.shown)) {
    const messages = await nodeRed.debugOf(idOf(flow, 'debug', name), parts.length, LIMIT_MS);
    messages.should.have.length(parts.length);
    for (const [index, { msg }] of messages.entries()) should(msg).containDeep(parts[index]);
  }
  for (const [conversation, texts] of Object.entries(expectation.phone)) {
    (await receivedBy(nodeRed, conversation)).slice(-texts.length).should.eql(texts);
  }
  for (const [path, patterns] of Object.entries(expectation.pages ?? {})) {
    await until(`/${path} shows ${patterns.join(' and ')}`, async () => {
      const page = await (await nodeRed.admin(path)).text();
      return patterns.every((pattern) => pattern.test(page));
    });
  }
  const errors = nodeRed.logs.filter(({ level }) => level <= ERROR_LEVEL).map(({ text }) => text);
  errors.filter((text) => !expectation.errors?.some((pattern) => pattern.test(text))).should.eql([]);
}

/** @param waited by debug node: how many of its messages earlier steps have waited for */
async function take(nodeRed: RealNodeRed, flow: readonly FlowNode[], step: Step, waited: Map<string, number>) {
  if (typeof step === 'string') {
    await nodeRed.press(idOf(flow, 'inject', step));
  } else if ('shows' in step) {
    const count = (waited.get(step.shows) ?? 0) + 1;
    waited.set(step.shows, count);
    await nodeRed.debugOf(idOf(flow, 'debug', step.shows), count, LIMIT_MS);
  } else {
    const { conversation, writes, after } = step;
    if (after !== undefined) {
      await until(
        `${conversation} has received "${after}"`,
        async () => (await receivedBy(nodeRed, conversation)).at(-1) === after,
      );
    }
    await writeOnPhone(nodeRed, conversation, writes);
  }
}

/** A tab with other values for some of its environment variables. */
function withVariables(node: FlowNode, variables: Expectation['variables']): FlowNode {
  if (node.type !== 'tab' || !variables) return node;
  const env = node.env as { name: string; value: string }[];
  env.map(({ name }) => name).should.containDeep(Object.keys(variables));
  return { ...node, env: env.map((entry) => ({ ...entry, value: variables[entry.name] ?? entry.value })) };
}

/** Whether the node needs to be told of events. */
function listens({ type, waitFor = 'accepted' }: FlowNode): boolean {
  return type === 'conversation-receive' || (type === 'conversation-send' && waitFor !== 'accepted');
}

async function isRegistered(nodeRed: RealNodeRed, flow: readonly FlowNode[]): Promise<boolean> {
  const { accounts } = (await (await nodeRed.admin('conversations/webhooks')).json()) as {
    accounts: Record<string, { state: string }>;
  };
  return flow.filter(listens).every(({ account }) => accounts[String(account)]?.state === 'verified');
}

function idOf(flow: readonly FlowNode[], type: string, name: string): string {
  const found = flow.filter((node) => node.type === type && node.name === name);
  found.should.have.length(1, `There must be one ${type} node named "${name}".`);
  return found[0]?.id ?? '';
}

/** Looks again and again, for what tells nobody when it happens. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + LIMIT_MS; !(await isSo()); await pause(LOOK_MS)) {
    if (Date.now() > deadline) throw new Error(`Waited for ${LIMIT_MS} ms until ${what}.`);
  }
}
