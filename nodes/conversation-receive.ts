import type { ProviderId } from '../src/model/account';
import { toDeliveryError } from '../src/model/failure';
import type { AccountNode } from './runtime/account-node';
import {
  DEFAULT_EVENTS,
  type FilterDef,
  type FilterValues,
  filterReader,
  isWanted,
  passes,
} from './runtime/event-filter';
import { InOrder } from './runtime/in-order';
import { ReceiveStatus } from './runtime/receive-status';
import { receivedMessage } from './runtime/received-message';
import { receiving } from './runtime/receiving';
import { findNode, lastingId, type Message, type NodeAPI, type NodeDef, type WiredNode } from './runtime/red';
import type { Arrival } from './runtime/subscribers';

/** The properties of a receive node in a flow. Their names are a contract: flows live for ever. */
interface ReceiveDef extends NodeDef, FilterDef {
  readonly account?: string;
  /** Whether the bytes of the webhook request go along, as `msg.rawBody`. */
  readonly rawBody?: boolean;
}

export = function register(RED: NodeAPI): void {
  function ConversationReceive(this: WiredNode, def: ReceiveDef): void {
    RED.nodes.createNode(this, def);
    const node = this;
    const account = findNode<AccountNode>(RED, def.account);
    const events = def.events ?? DEFAULT_EVENTS;
    const readFilter = filterReader(RED, node, def);
    const inOrder = new InOrder();
    const reception = receiving(RED);
    const status = new ReceiveStatus(RED, node, () => account && reception.report(lastingId(account)));

    /** Never throws: nobody is there to catch it but the process. */
    function take(provider: ProviderId, arrival: Arrival): void {
      if (!isWanted(arrival.event, events)) return;
      const own = receivedMessage(provider, arrival, def.rawBody) as Message;
      // A copy costs more than all the rest in here, and mostly nobody else has the event.
      const msg = arrival.shared ? (RED.util.cloneMessage(own) as Message) : own;
      inOrder.run(
        () => readFilter(msg),
        (values) => letThrough(arrival, msg, values as unknown as FilterValues),
        (thrown) => node.error(toDeliveryError(thrown), msg),
      );
    }

    function letThrough({ event }: Arrival, msg: Message, values: FilterValues): void {
      try {
        if (!passes(event, values)) return;
        status.received();
        node.send(msg);
      } catch (thrown) {
        node.error(toDeliveryError(thrown), msg);
      }
    }

    if (!account) {
      status.ready('noAccount');
      return;
    }
    status.ready(account.problem ? 'notReady' : undefined);
    const leave = reception.subscribe(lastingId(account), {
      events,
      take: (arrival) => take(account.provider as ProviderId, arrival),
      changed: () => status.changed(),
    });
    node.on('close', () => {
      leave();
      status.stop();
    });
  }

  RED.nodes.registerType('conversation-receive', ConversationReceive);
};
