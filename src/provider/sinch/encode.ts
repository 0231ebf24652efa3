import type { SinchAccount } from '../../model/account';
import { DeliveryError } from '../../model/failure';
import type { Address, OutgoingMessage, Recipient } from '../../model/message';
import { readChannel } from './channels';
import { isDispatched, readSinchOptions } from './options';

type Wire = Readonly<Record<string, unknown>>;

/**
 * A message in Sinch's words. Sinch has no idempotency key; ours goes along as `message_metadata`, so that receipts
 * carry it and a doubled message can be told, unless the flow has put something there itself.
 * @throws DeliveryError of kind `input` for a recipient or an option that Sinch would refuse
 */
export function encodeMessage({ recipient, content, options, idempotencyKey }: OutgoingMessage, appId: string): Wire {
  const given = readSinchOptions(options);
  return {
    app_id: appId,
    recipient: encodeRecipient(recipient, isDispatched(given)),
    message: { text_message: { text: content.text } },
    message_metadata: idempotencyKey,
    ...given,
  };
}

/**
 * Refuses what Sinch cannot send, before it waits for its turn.
 * @throws DeliveryError of kind `input`
 */
export function checkMessage(message: OutgoingMessage): void {
  encodeMessage(message, '');
}

/** User and password as HTTP wants them. */
export function basicAuthorization({ keyId, keySecret }: Pick<SinchAccount, 'keyId' | 'keySecret'>): string {
  return `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}`;
}

/** Sinch can be told a contact or addresses; a conversation is what it finds or makes for them. */
function encodeRecipient(recipient: Recipient, dispatched: boolean): Wire {
  switch (recipient.kind) {
    case 'address':
      return identifiedBy([recipient]);
    case 'addresses':
      return identifiedBy(recipient.addresses);
    case 'contact':
      return encodeContact(recipient.contactId, recipient.channelId, dispatched);
    case 'conversation':
      throw unsupported(
        'Sinch cannot send to the id of a conversation.',
        'Use the address of the person, {channel, identity}, or the contact: msg.recipient of a receive node has it.',
      );
    case 'contactMethod':
      throw unsupported(
        'Sinch has no contact methods.',
        'Use the address of the person instead, for example {"channel": "SMS", "identity": "+46701234567"}.',
      );
  }
}

function encodeContact(contactId: string, channelId: string | undefined, dispatched: boolean): Wire {
  if (channelId) {
    throw unsupported(
      'Sinch cannot send to a contact by the id of a channel.',
      'Leave channelId out, and name the channels that are wanted by the option channel_priority_order.',
    );
  }
  if (dispatched) {
    throw unsupported(
      'With processing_strategy DISPATCH_ONLY, Sinch reaches addresses only, no contacts.',
      'Use the address of the person, {channel, identity}, or leave the option out.',
    );
  }
  return { contact_id: contactId };
}

function identifiedBy(addresses: readonly Address[]): Wire {
  return { identified_by: { channel_identities: addresses.map(encodeAddress) } };
}

function encodeAddress({ channel, identity }: Address): Wire {
  const reading = readChannel(channel);
  if ('value' in reading) return { channel: reading.value, identity };
  throw new DeliveryError('ERR_RECIPIENT', {
    message: `The channel of the recipient is not ${reading.wanted}.`,
    hint: 'Write the address as {"channel": "SMS", "identity": "+46701234567"}, with the channel as Sinch calls it.',
  });
}

function unsupported(message: string, hint: string): DeliveryError {
  return new DeliveryError('ERR_RECIPIENT_UNSUPPORTED', { message, hint });
}
