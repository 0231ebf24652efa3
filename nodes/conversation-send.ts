import { randomUUID } from 'node:crypto';
import { DeliveryError, toDeliveryError } from '../src/model/failure';
import type { OutgoingMessage } from '../src/model/message';
import { parseConversationId, parseIdempotencyKey, parseText } from '../src/model/parse-message';
import type { AccountNode } from './runtime/account-node';
import { propertyReader } from './runtime/evaluate-property';
import { applyDelivery, applyFailure, type FailureRoute, failureRoute, SEND_TYPE } from './runtime/outcome';
import {
  type Done,
  findNode,
  type Message,
  type NodeAPI,
  type NodeDef,
  type Send,
  type WiredNode,
} from './runtime/red';
import { SendStatus } from './runtime/send-status';

/** The properties of a send node in a flow. Their names are a contract: flows live for ever. */
interface SendDef extends NodeDef {
  readonly account?: string;
  readonly conversationId?: string;
  readonly conversationIdType?: string;
  readonly text?: string;
  readonly textType?: string;
  readonly errors?: FailureRoute;
}

/** Node-RED gives a node 15 s to close; the account ends what is under way a little earlier. */
const CLOSE_GRACE_MS = 12_000;

export = function register(RED: NodeAPI): void {
  function ConversationSend(this: WiredNode, def: SendDef): void {
    RED.nodes.createNode(this, def);
    const node = this;
    const source = { id: node.id, type: SEND_TYPE, name: node.name };
    const account = findNode<AccountNode>(RED, def.account);
    const status = new SendStatus(RED, node);
    const underWay = new Set<Promise<void>>();
    const readConversationId = propertyReader(RED, node, {
      label: 'conversation id',
      value: def.conversationId ?? 'conversationId',
      type: def.conversationIdType ?? 'msg',
    });
    const readText = propertyReader(RED, node, {
      label: 'text',
      value: def.text ?? 'payload',
      type: def.textType ?? 'msg',
    });

    status.ready(account ? account.problem : noAccount());

    node.on('input', (msg, send, done) => {
      const handling = handle(msg as Message, send as Send, done).finally(() => underWay.delete(handling));
      underWay.add(handling);
    });

    node.on('close', (done: () => void) => {
      const patience = setTimeout(done, CLOSE_GRACE_MS);
      Promise.all(underWay).then(() => {
        clearTimeout(patience);
        status.clear();
        done();
      });
    });

    /** Never rejects: a rejection in an input listener would end Node-RED. */
    async function handle(msg: Message, send: Send, done: Done): Promise<void> {
      let key: string | undefined;
      try {
        if (!account) throw noAccount();
        const message = await compose(msg);
        key = message.idempotencyKey;
        status.sending();
        const courier = await account.courier();
        const delivery = await courier.deliver(message);
        applyDelivery(msg, delivery, key, courier.provider.id, message.recipient.conversationId);
        status.sent();
      } catch (thrown) {
        const failure = toDeliveryError(thrown);
        status.failed(failure, key !== undefined);
        report(failure, msg, key, send, done);
        return;
      }
      send([msg, null]);
      done();
    }

    async function compose(msg: Message): Promise<OutgoingMessage> {
      const text = parseText(await readText(msg));
      const conversationId = parseConversationId(await readConversationId(msg));
      const idempotencyKey = parseIdempotencyKey(msg.idempotencyKey) ?? randomUUID();
      return { recipient: { kind: 'conversation', conversationId }, content: { kind: 'text', text }, idempotencyKey };
    }

    function report(failure: DeliveryError, msg: Message, key: string | undefined, send: Send, done: Done): void {
      const route = failureRoute(def.errors, (node.wires[1]?.length ?? 0) > 0);
      if (route !== 'catch') {
        const failed = route === 'both' ? (RED.util.cloneMessage(msg) as Message) : msg;
        applyFailure(failed, failure, source, key);
        send([null, failed]);
      }
      if (route === 'output') {
        done();
        return;
      }
      if (key !== undefined) msg.idempotencyKey = key;
      done(failure);
    }
  }

  RED.nodes.registerType('conversation-send', ConversationSend);
};

function noAccount(): DeliveryError {
  return new DeliveryError('ERR_NO_ACCOUNT', {
    message: 'The node has no account to send with.',
    hint: 'Open the node, choose or add an account and deploy. An account that is disabled does not count.',
  });
}
