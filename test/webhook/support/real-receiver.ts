import type { FlowNode, RealNodeRed } from '../../support/real-node-red';
import { deliverEvent, eventBody, WEBHOOK_SECRET } from '../../support/signed-event';

const TAB = 'receiver-tab';
const on = (id: string, type: string, more: object): FlowNode => ({ id, type, z: TAB, x: 100, y: 100, ...more });

/** Ids in the flow. */
export const ids = { tab: TAB, account: 'receiver-account', receive: 'receiver', seen: 'receiver-seen' } as const;

/** The path of the account below `httpNodeRoot`. */
export const HOOK = `/conversations/${ids.account}`;

/**
 * A live account whose endpoint was registered by hand, a receive node, and a debug node that shows the id of each event.
 * @param round makes every deploy a change
 */
export function receiverFlow(round = 0, account: object = {}): FlowNode[] {
  return [
    { id: TAB, type: 'tab', label: `round ${round}` },
    {
      id: ids.account,
      type: 'conversation-account',
      name: `round ${round}`,
      provider: 'sendseven',
      environment: 'live',
      credentials: { token: 's7_test', baseUrl: 'http://127.0.0.1:9/api/v1', webhookSecret: WEBHOOK_SECRET },
      ...account,
    },
    on(ids.receive, 'conversation-receive', { name: `round ${round}`, account: ids.account, wires: [[ids.seen]] }),
    on(ids.seen, 'debug', {
      active: true,
      tosidebar: true,
      complete: 'eventId',
      targetType: 'msg',
      wires: [],
    }),
  ];
}

/** The ids of all events that came out of the receive node, over all deploys. */
export function seenIn(nodeRed: RealNodeRed): unknown[] {
  return nodeRed.debugged.filter(({ id }) => id === ids.seen).map(({ msg }) => msg);
}

/** Resolves when this event has come out of the receive node. */
export async function untilSeen(nodeRed: RealNodeRed, eventId: string): Promise<void> {
  await nodeRed.tape.until(`the event ${eventId} comes out`, () => seenIn(nodeRed).includes(eventId) || undefined);
}

/** Delivers an event of this id, signed; the status. */
export function tell(nodeRed: RealNodeRed, eventId: string, path: string): Promise<number> {
  return deliverEvent(`${nodeRed.url}${path}`, eventBody({ id: eventId }));
}

/**
 * Does something with one event id after the other, on some connections at once, for as long as `during` takes.
 * @param prefix of the ids: what came before a restart is remembered
 */
export async function onConnections(
  prefix: string,
  work: (id: string) => Promise<void>,
  during: () => Promise<void>,
): Promise<void> {
  let over = false;
  const untilOver = async (connection: number) => {
    for (let number = 0; !over; number++) await work(`${prefix}_${connection}_${number}`);
  };
  const connections = Promise.all([1, 2, 3, 4].map(untilOver));
  try {
    // A connection only ends early when its work has failed.
    await Promise.race([during(), connections]);
  } finally {
    over = true;
  }
  await connections;
}

/**
 * Delivers events for as long as `during` takes, every fifth of them twice. Answers their ids.
 * @throws Error where one was not answered with 200
 */
export async function storm(
  nodeRed: RealNodeRed,
  prefix: string,
  during: () => Promise<void>,
  path = HOOK,
): Promise<string[]> {
  const sent: string[] = [];
  const deliver = async (id: string) => {
    sent.push(id);
    for (let times = sent.length % 5 === 0 ? 2 : 1; times > 0; times--) {
      const status = await tell(nodeRed, id, path);
      if (status !== 200) throw new Error(`The event ${id} was answered with ${status}.`);
    }
  };
  await onConnections(prefix, deliver, during);
  return sent;
}
