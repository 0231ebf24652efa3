import type { Outcome } from '../src/delivery/entry';
import type { ProviderId } from '../src/model/account';
import { DeliveryError, toDeliveryError } from '../src/model/failure';
import type { AccountNode } from './runtime/account-node';
import { InOrder } from './runtime/in-order';
import { office, stoppingForGood } from './runtime/office';
import { applyDelivery } from './runtime/outcome';
import { emit, type Passage, report } from './runtime/passage';
import { findNode, lastingId, type Message, type NodeAPI, type Send, type WiredNode } from './runtime/red';
import { type ComposedMessage, compose, fieldReader, type SendDef } from './runtime/send-fields';
import { SendStatus } from './runtime/send-status';

export = function register(RED: NodeAPI): void {
  function ConversationSend(this: WiredNode, def: SendDef): void {
    RED.nodes.createNode(this, def);
    const node = this;
    const account = findNode<AccountNode>(RED, def.account);
    const problem = account ? account.problem : noAccount();
    const status = new SendStatus(RED, node, () => account && office.report(lastingId(account)));
    const readFields = fieldReader(RED, node, def);
    const inOrder = new InOrder();
    status.ready(problem);

    node.on('input', (message, send, done) => {
      const passage: Passage = { node, msg: message as Message, send: send as Send, done };
      inOrder.run(
        () => readFields(passage.msg),
        (values) => take(passage, values),
        (thrown) => refuse(passage, thrown),
      );
    });

    function take(passage: Passage, values: unknown[]): void {
      try {
        if (!account || problem) throw problem ?? noAccount();
        handOver(account, passage, compose(values));
      } catch (thrown) {
        refuse(passage, thrown);
      }
    }

    function handOver(to: AccountNode, passage: Passage, { message, priority, key }: ComposedMessage): void {
      const { conversationId } = message.recipient;
      const asked = { provider: to.provider as ProviderId, conversationId, key };
      status.handedOver();
      const { msg, send, done } = passage;
      const luggage: Required<Passage> = { node, msg, send, done, asked };
      office.submit(lastingId(to), { message, priority, senderId: lastingId(node), luggage });
    }

    function refuse(passage: Passage, thrown: unknown): void {
      const failure = toDeliveryError(thrown);
      status.refused(failure);
      report(RED, node, def.errors, passage, failure);
    }

    /** Never throws: nobody is there to catch it but the process. */
    function receive(luggage: unknown, outcome: Outcome): void {
      try {
        conclude(luggage as Required<Passage>, outcome);
      } catch (thrown) {
        node.error(toDeliveryError(thrown));
      }
    }

    function conclude(passage: Required<Passage>, outcome: Outcome): void {
      status.ended(outcome.ok ? undefined : outcome.failure);
      if (!outcome.ok) {
        report(RED, node, def.errors, passage, outcome.failure, passage.asked.key);
        return;
      }
      applyDelivery(passage.msg, outcome.delivery, passage.asked);
      emit(node, passage, [passage.msg, null]);
      passage.done();
    }

    office.mailbox.register(lastingId(node), receive);
    node.on('close', (done: () => void) => {
      const leave = () => {
        office.mailbox.unregister(lastingId(node), receive);
        status.stop();
        done();
      };
      Promise.resolve(stoppingForGood()).then(leave, leave);
    });
  }

  RED.nodes.registerType('conversation-send', ConversationSend);
};

function noAccount(): DeliveryError {
  return new DeliveryError('ERR_NO_ACCOUNT', {
    message: 'The node has no account to send with.',
    hint: 'Open the node, choose or add an account and deploy. An account that is disabled does not count.',
  });
}
