import type { Delivery, Outcome } from '../src/delivery/entry';
import type { ProviderId } from '../src/model/account';
import type { WaitGoal } from '../src/model/event';
import { DeliveryError, toDeliveryError } from '../src/model/failure';
import { PROVIDER_KINDS } from '../src/provider/kinds';
import type { Ticket, WaitOutcome } from '../src/waiting/waiting-room';
import type { AccountNode } from './runtime/account-node';
import { InOrder } from './runtime/in-order';
import { stoppingForGood } from './runtime/life-cycle';
import { office } from './runtime/office';
import { afterAttempts, applyDelivery, applyEvent, receiptOf } from './runtime/outcome';
import { emit, type Passage, report } from './runtime/passage';
import { receiving } from './runtime/receiving';
import { findNode, lastingId, type Message, type NodeAPI, type Send, type WiredNode } from './runtime/red';
import { type SendDef, sendFields } from './runtime/send-fields';
import { SendStatus } from './runtime/send-status';
import { waitOf } from './runtime/send-wait';

/** A message that was handed over. */
type Sent = Required<Passage> & { readonly ticket?: Ticket };

/** A message that was accepted and whose next event is waited for. */
type Accepted = Sent & { readonly delivery: Delivery; readonly goal: WaitGoal };

export = function register(RED: NodeAPI): void {
  function ConversationSend(this: WiredNode, def: SendDef): void {
    RED.nodes.createNode(this, def);
    const node = this;
    const reception = receiving(RED);
    const account = findNode<AccountNode>(RED, def.account);
    const wait = waitOf(def);
    const problem = account ? (account.problem ?? wait.problem) : noAccount();
    const status = new SendStatus(RED, node, () => account && office.report(lastingId(account)));
    const fields = sendFields(RED, node, def);
    const inOrder = new InOrder();
    status.ready(problem);

    node.on('input', (message, send, done) => {
      const passage: Passage = { node, msg: message as Message, send: send as Send, done };
      inOrder.run(
        () => fields.read(passage.msg),
        (values) => take(passage, values),
        (thrown) => refuse(passage, thrown),
      );
    });

    function take(passage: Passage, values: unknown[]): void {
      try {
        if (!account || problem) throw problem ?? noAccount();
        handOver(account, passage, values);
      } catch (thrown) {
        refuse(passage, thrown);
      }
    }

    function handOver(to: AccountNode, { msg, send, done }: Passage, values: unknown[]): void {
      const provider = to.provider as ProviderId;
      const { message, priority, key } = fields.compose(values, PROVIDER_KINDS[provider]);
      const { recipient } = message;
      const senderId = lastingId(node);
      const sent = { node, msg, send, done, asked: { provider, recipient, key } };
      const ticket = wait.enter(reception, { accountId: lastingId(to), senderId, recipient });
      status.handedOver();
      office.submit(lastingId(to), { message, priority, senderId, luggage: ticket ? { ...sent, ticket } : sent });
    }

    function refuse(passage: Passage, thrown: unknown): void {
      const failure = toDeliveryError(thrown);
      status.refused(failure);
      try {
        report(RED, node, def.errors, passage, failure);
      } catch {
        // A message that cannot be copied or changed. Nobody is there to catch this but the process.
        passage.done(failure);
      }
    }

    /** Never throws: nobody is there to catch it but the process. */
    function receive(luggage: unknown, outcome: Outcome): void {
      try {
        conclude(luggage as Sent, outcome);
      } catch (thrown) {
        node.error(toDeliveryError(thrown));
      }
    }

    function conclude(sent: Sent, outcome: Outcome): void {
      status.ended(outcome.ok ? undefined : outcome.failure);
      const { ticket } = sent;
      if (!outcome.ok) {
        if (ticket) reception.waiting.leave(ticket);
        report(RED, node, def.errors, sent, outcome.failure, sent.asked.key);
        return;
      }
      const { delivery } = outcome;
      if (ticket) {
        status.waits(true);
        reception.accepted(ticket, { ...sent, delivery, goal: ticket.wish.goal } satisfies Accepted);
        return;
      }
      applyDelivery(sent.msg, delivery, sent.asked);
      finish(sent);
    }

    /** Never throws, as above. */
    function receiveEvent(luggage: unknown, outcome: WaitOutcome): void {
      try {
        concludeWait(luggage as Accepted, outcome);
      } catch (thrown) {
        node.error(toDeliveryError(thrown));
      }
    }

    function concludeWait({ delivery, goal, ...sent }: Accepted, outcome: WaitOutcome): void {
      status.waits(false);
      if (outcome.ok) {
        applyDelivery(sent.msg, delivery, sent.asked);
        applyEvent(sent.msg, sent.asked.provider, goal, outcome.event);
        finish(sent);
        return;
      }
      status.failedLater(outcome.failure);
      // What came in goes out again, with the proof that it was accepted.
      sent.msg.receipt = receiptOf(delivery, sent.asked);
      report(RED, node, def.errors, sent, afterAttempts(outcome.failure, delivery.attempts), sent.asked.key);
    }

    function finish(passage: Passage): void {
      emit(node, passage, [passage.msg, null]);
      passage.done();
    }

    const id = lastingId(node);
    office.mailbox.register(id, receive);
    reception.mailbox.register(id, receiveEvent);
    const unsubscribe = account && wait.events.length > 0 && reception.subscribe(lastingId(account), wait);
    node.on('close', (done: () => void) => {
      const leave = () => {
        if (unsubscribe) unsubscribe();
        office.mailbox.unregister(id, receive);
        reception.mailbox.unregister(id, receiveEvent);
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
