import type { WaitGoal } from '../../src/model/event';
import { type DeliveryError, toDeliveryError } from '../../src/model/failure';
import { parseWait } from '../../src/model/parse-wait';
import type { Ticket, Wish } from '../../src/waiting/waiting-room';
import type { Receiving } from './receiving';
import type { SendDef } from './send-fields';

/** What a send node waits for after a message was accepted. */
export interface SendWait {
  readonly goal: WaitGoal;
  /** Types of events that it needs to hear of. */
  readonly events: readonly string[];
  /** What is wrong with the node's fields. */
  readonly problem?: DeliveryError;
  /**
   * Called before a message is handed over; `undefined` where nothing is waited for.
   * @throws DeliveryError `ERR_NO_WEBHOOK` or `ERR_WAIT_FULL`: nothing was sent
   */
  enter(reception: Receiving, who: Pick<Wish, 'accountId' | 'senderId' | 'recipient'>): Ticket | undefined;
}

/** What tells that a goal is reached: a later step implies the earlier ones, and a failure ends the waiting. */
const TELLING: Record<WaitGoal, readonly string[]> = {
  accepted: [],
  sent: ['message.sent', 'message.delivered', 'message.read', 'message.failed'],
  delivered: ['message.delivered', 'message.read', 'message.failed'],
  read: ['message.read', 'message.failed'],
  reply: ['message.received', 'message.failed'],
};

/** Reads what a send node is set to wait for. */
export function waitOf({ waitFor, waitTimeout }: SendDef): SendWait {
  try {
    const { goal, timeoutMs } = parseWait(waitFor, waitTimeout);
    return {
      goal,
      events: TELLING[goal],
      enter(reception, who) {
        return goal === 'accepted' ? undefined : reception.enter({ ...who, goal, timeoutMs });
      },
    };
  } catch (thrown) {
    return { goal: 'accepted', events: [], problem: toDeliveryError(thrown), enter: () => undefined };
  }
}
