import type { IncomingEvent } from '../model/event';
import { DeliveryError } from '../model/failure';
import type { EventGoal, Wish } from './wish';

/** What did not happen to the message, by what was waited for. */
const NOT_YET: Record<EventGoal, string> = {
  sent: 'was not known to be sent',
  delivered: 'was not known to be delivered',
  read: 'was not known to be read',
  reply: 'was not answered',
};

const ACCEPTED = 'The message itself was accepted: do not simply send it again, or it arrives twice.';

/** As many messages wait for an event as may. */
export function waitingRoomFull(limit: number): DeliveryError {
  return new DeliveryError('ERR_WAIT_FULL', {
    message: `${limit} messages are waiting for an event already; no more can.`,
    hint: 'Nothing was sent. Send it again later, wait for a shorter time, or do not wait.',
  });
}

/** What was waited for did not come in time. */
export function waitedInVain({ goal, timeoutMs }: Wish): DeliveryError {
  const seconds = timeoutMs / 1000;
  const later = goal === 'reply' ? 'An answer that comes later' : 'What becomes of it later';
  return new DeliveryError('ERR_WAIT_TIMEOUT', {
    message: `The message was accepted, and ${NOT_YET[goal]} within ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`,
    hint: `${ACCEPTED} ${later} can still be seen with a receive node.`,
  });
}

/** The message was accepted and then failed on its way to the person. */
export function failedOnItsWay({ failure }: IncomingEvent): DeliveryError {
  const { code, reason } = failure ?? {};
  const words = [reason, code && `(${code})`].filter(Boolean).join(' ');
  return new DeliveryError('ERR_MESSAGE_FAILED', {
    message: `The message was accepted, and then could not be delivered: ${words || 'no reason given'}.`,
    hint: `${code ? `The channel's code is ${code}: its documentation says what it means. ` : ''}The message did not arrive; the same again will most likely fail again.`,
    detail: words || undefined,
  });
}

/** The account went away, and with it the endpoint that the event would have come by. */
export function accountGone(): DeliveryError {
  return new DeliveryError('ERR_WAIT_ENDED', {
    message: 'The account was removed or disabled while the message waited for an event.',
    hint: ACCEPTED,
  });
}

/** Node-RED stops; whom events would go to then, nobody knows. */
export function waitingStopped(): DeliveryError {
  return new DeliveryError('ERR_WAIT_ENDED', {
    message: 'Node-RED stopped while the message waited for an event.',
    hint: ACCEPTED,
  });
}

/** No event could be known to be about the message. */
export function cannotBeFollowed(): DeliveryError {
  return new DeliveryError('ERR_WAIT_ENDED', {
    message: 'The provider accepted the message without telling its id, so no event can be known to be about it.',
    hint: `${ACCEPTED} Send without waiting to this recipient.`,
  });
}
