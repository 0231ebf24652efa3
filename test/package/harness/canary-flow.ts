import type { FlowNode } from '../../support/real-node-red';

export interface AccountChoice {
  readonly name: string;
  /** One inject node for each; it is also the conversation id. */
  readonly scenarios: readonly string[];
  /** Seconds; 0 means one attempt. */
  readonly keepTryingFor: number;
  readonly credentials: { readonly token: string; readonly baseUrl: string; readonly tenantId?: string };
  /** Id of an `http proxy` node among `extra`. */
  readonly proxy?: string;
}

const TAB = 'canary-tab';
/** Node-RED takes a node without a place on the canvas for a configuration. */
const place = { z: TAB, x: 100, y: 100 };
const debug = (id: string): FlowNode => ({
  id,
  type: 'debug',
  ...place,
  name: id,
  active: true,
  tosidebar: true,
  complete: 'true',
  targetType: 'full',
  wires: [],
});

/** Ids in the flow, for whoever presses and reads. */
export const ids = {
  tab: TAB,
  account: (account: string) => `account-${account}`,
  inject: (account: string, scenario: string) => `press-${account}-${scenario}`,
  response: (account: string) => `response-${account}`,
  error: (account: string) => `error-${account}`,
  caught: 'show-caught',
  status: 'show-status',
} as const;

/**
 * A flow that shows everything the send node can show: for each account one node that reports on its error output and
 * one that reports to Catch, both outputs, Catch and Status in the debug sidebar, whole messages.
 */
export function canaryFlow(accounts: readonly AccountChoice[], extra: readonly FlowNode[]): FlowNode[] {
  return [
    { id: TAB, type: 'tab', label: 'canary' },
    ...extra,
    ...accounts.flatMap(nodesOf),
    { id: 'catcher', type: 'catch', ...place, name: '', scope: null, uncaught: false, wires: [[ids.caught]] },
    { id: 'watcher', type: 'status', ...place, name: '', scope: null, wires: [[ids.status]] },
    debug(ids.caught),
    debug(ids.status),
  ];
}

function nodesOf({ name, scenarios, keepTryingFor, credentials, proxy }: AccountChoice): FlowNode[] {
  const senders = (['output', 'catch'] as const).map((errors) => ({
    id: `send-${name}-${errors}`,
    type: 'conversation-send',
    ...place,
    name: '',
    account: ids.account(name),
    conversationId: 'topic',
    conversationIdType: 'msg',
    text: 'payload',
    textType: 'msg',
    errors,
    wires: [[ids.response(name)], [ids.error(name)]],
  }));
  return [
    {
      id: ids.account(name),
      type: 'conversation-account',
      name,
      provider: 'sendseven',
      environment: 'live',
      requestTimeout: 10,
      keepTryingFor,
      proxy: proxy ?? '',
      tls: '',
      credentials,
    },
    ...scenarios.map((scenario) => ({
      id: ids.inject(name, scenario),
      type: 'inject',
      ...place,
      name: scenario,
      props: [{ p: 'payload' }, { p: 'topic', vt: 'str' }],
      payload: `Hello from ${scenario}`,
      payloadType: 'str',
      topic: scenario,
      wires: [senders.map(({ id }) => id)],
    })),
    ...senders,
    debug(ids.response(name)),
    debug(ids.error(name)),
  ];
}
