import type { Sandbox } from '../../src/sandbox';
import type { DeployType, FlowNode } from './real-node-red';

/** One after the other, so that every kind of restart is among them. */
export const DEPLOYS: readonly DeployType[] = ['full', 'nodes', 'flows', 'reload', 'full'];

/** Resolves when a sandbox has taken so many messages. */
export function taken({ world }: Sandbox, count: number): Promise<void> {
  return new Promise((resolve) => {
    const stop = world.subscribe(() => {
      if (world.messages.size < count) return;
      stop();
      resolve();
    });
  });
}

/** Places nodes on a tab. */
export function onTab(tab: string): (id: string, type: string, more: object) => FlowNode {
  return (id, type, more) => ({ id, type, z: tab, x: 0, y: 0, ...more });
}

export interface BurstFlow {
  /** Told apart by their names, the nodes of each round are new ones to a deploy. */
  readonly round: number;
  /** Properties of the account and of the send node. */
  readonly account: object;
  readonly send?: object;
  /** Code that sends all messages at once, and code that notes outcomes and returns a message with the last of them. */
  readonly burst: string;
  readonly note: string;
}

/** An inject node `chaos-inject` sets off a burst through a send node; `chaos-debug` shows what the notes come to. */
export function burstFlow({ round, account, send = {}, burst, note }: BurstFlow): FlowNode[] {
  const on = onTab('chaos-tab');
  const name = `round ${round}`;
  return [
    { id: 'chaos-tab', type: 'tab', label: `chaos ${round}` },
    { id: 'chaos-account', type: 'conversation-account', name, environment: 'live', ...account },
    on('chaos-inject', 'inject', { props: [], repeat: '', once: false, wires: [['chaos-burst']] }),
    on('chaos-burst', 'function', { func: burst, outputs: 1, wires: [['chaos-send']] }),
    on('chaos-send', 'conversation-send', {
      name,
      account: 'chaos-account',
      ...send,
      wires: [['chaos-note'], ['chaos-note']],
    }),
    on('chaos-note', 'function', { func: note, outputs: 1, wires: [['chaos-debug']] }),
    on('chaos-debug', 'debug', { name: 'all', active: true, tosidebar: true, complete: 'payload', targetType: 'msg' }),
  ];
}
