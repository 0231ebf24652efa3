import type { DeliveryError } from '../../src/model/failure';
import { stoppingForGood } from './life-cycle';
import {
  type Asked,
  applyFailure,
  type FailureRoute,
  failureRoute,
  type MessageKey,
  SEND_TYPE,
  withKey,
} from './outcome';
import type { Done, Message, NodeAPI, Send, WiredNode } from './red';

/** A message in a flow and how to go on with it, while its text is on its way. */
export interface Passage {
  /** The node that took it. It may have been replaced by the time of the outcome: its successor then speaks for it. */
  readonly node: WiredNode;
  readonly msg: Message;
  readonly send: Send;
  readonly done: Done;
  /** Set once the message was handed over. */
  readonly asked?: Asked;
}

/** Sends a message on from the node that bears the id now. */
export function emit(speaker: WiredNode, passage: Passage, messages: (Message | null)[]): void {
  if (passage.node === speaker) passage.send(messages);
  else speaker.send(messages);
}

/**
 * Brings a failure to where the node wants it, and ends the message's passage.
 * @param chosen what the dialog says
 * @param key the key that the message went out with, if it got that far
 */
export function report(
  RED: NodeAPI,
  speaker: WiredNode,
  chosen: FailureRoute | undefined,
  passage: Passage,
  failure: DeliveryError,
  key?: MessageKey,
): void {
  const route = failureRoute(chosen, (speaker.wires[1]?.length ?? 0) > 0);
  if (route !== 'catch') {
    const failed = route === 'both' ? (RED.util.cloneMessage(passage.msg) as Message) : passage.msg;
    applyFailure(failed, failure, { id: speaker.id, type: SEND_TYPE, name: speaker.name }, key);
    emit(speaker, passage, [null, failed]);
  }
  // A queue that is given up because Node-RED stops is reported in one line, not in thousands.
  const counted = failure.code === 'ERR_CLOSED' && stoppingForGood() !== undefined;
  if (route === 'output' || counted) passage.done();
  else raise(speaker, passage, failure, key);
}

/** For Catch nodes and the log. The key goes along, so that sending again cannot double the message. */
function raise(speaker: WiredNode, { node, msg, done }: Passage, failure: DeliveryError, key?: MessageKey): void {
  const told = key ? withKey(failure, msg, key) : failure;
  if (key) msg.idempotencyKey = key.value;
  if (node === speaker) done(told);
  else speaker.error(told, msg);
}
