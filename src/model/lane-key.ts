import type { Address, Recipient } from './message';

/**
 * Whose turn a message waits for: messages with the same key keep their order. The first word keeps the kinds apart,
 * so that the id of a conversation is never taken for the id of a contact.
 */
export function laneKey(recipient: Recipient): string {
  switch (recipient.kind) {
    case 'conversation':
      return `conversation ${recipient.conversationId}`;
    // One person, whichever channel is used.
    case 'contact':
      return `contact ${recipient.contactId}`;
    case 'contactMethod':
      return `method ${recipient.contactMethodId}`;
    case 'address':
      return addressKey(recipient);
    // The other addresses are the same person's: the preferred one stands for them.
    case 'addresses':
      return recipient.addresses[0] ? addressKey(recipient.addresses[0]) : 'address';
  }
}

/** A phone number is written with a `+` or without it, and a channel in capitals or not. */
function addressKey({ channel, identity }: Address): string {
  return `address ${JSON.stringify([channel.toLowerCase(), identity.replace(/^\+/, '')])}`;
}
