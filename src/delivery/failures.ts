import { DeliveryError } from '../model/failure';

/** The message came when no more could wait. */
export function queueFull(limit: number): DeliveryError {
  return new DeliveryError('ERR_QUEUE_FULL', {
    message: `The queue of the account is full: ${limit} messages are waiting already.`,
    hint: 'Nothing was sent. Send it again later, send less, or raise the Queue limit of the account.',
  });
}

/** Node-RED stopped before the message was sent. */
export function closed(): DeliveryError {
  return new DeliveryError('ERR_CLOSED', {
    message: 'Node-RED stopped before the message was sent.',
    hint: 'Send it again with the same msg.idempotencyKey once Node-RED runs.',
  });
}

/** The account went away while the message waited. */
export function accountRemoved(): DeliveryError {
  return new DeliveryError('ERR_ACCOUNT_REMOVED', {
    message: 'The account was removed or disabled while the message waited.',
    hint: 'Choose another account in the node and send it again.',
  });
}
