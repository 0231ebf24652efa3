import type { SendSevenAccount } from '../../model/account';
import { DeliveryError } from '../../model/failure';
import type { OutgoingMessage, Recipient } from '../../model/message';
import { USER_AGENT } from '../user-agent';
import { readSendSevenOptions } from './options';

/** Whom a message goes to: exactly one of the ways that SendSeven's handler of `POST /messages` resolves. */
type SendSevenRecipient =
  | { readonly conversation_id: string }
  | { readonly contact_method_id: string }
  | { readonly contact_id: string; readonly channel_id?: string }
  | { readonly to: string; readonly channel_id: string };

/** Body of `POST /messages` as SendSeven wants it, with the options under their own names. */
export type SendSevenMessage = SendSevenRecipient & {
  readonly text: string;
  readonly message_type: 'text';
  readonly [option: string]: unknown;
};

/**
 * A message in SendSeven's words.
 * @throws DeliveryError of kind `input` for a recipient or an option that SendSeven would refuse
 */
export function encodeMessage({ recipient, content, options }: OutgoingMessage): SendSevenMessage {
  const message = { ...encodeRecipient(recipient), text: content.text, message_type: 'text' } as const;
  return options ? { ...message, ...readSendSevenOptions(options) } : message;
}

/**
 * Refuses what SendSeven cannot send, before it waits for its turn.
 * @throws DeliveryError of kind `input`
 */
export function checkMessage({ recipient, options }: OutgoingMessage): void {
  encodeRecipient(recipient);
  if (options) readSendSevenOptions(options);
}

/** The headers of every request. `X-Tenant-ID` is left out without a tenant: an API token belongs to one anyway. */
export function encodeHeaders(account: SendSevenAccount): Record<string, string> {
  return {
    Authorization: `Bearer ${account.token}`,
    ...(account.tenantId && { 'X-Tenant-ID': account.tenantId }),
    Accept: 'application/json',
    'User-Agent': USER_AGENT,
  };
}

function encodeRecipient(recipient: Recipient): SendSevenRecipient {
  switch (recipient.kind) {
    case 'conversation':
      return { conversation_id: recipient.conversationId };
    case 'contactMethod':
      return { contact_method_id: recipient.contactMethodId };
    case 'contact':
      return { contact_id: recipient.contactId, ...(recipient.channelId && { channel_id: recipient.channelId }) };
    case 'address':
      return { to: recipient.identity, channel_id: recipient.channel };
    case 'addresses':
      throw new DeliveryError('ERR_RECIPIENT_UNSUPPORTED', {
        message: 'SendSeven cannot be given several addresses to try one after the other.',
        hint: 'Use one address, {channel, identity}, and send to the next one from the error output.',
      });
  }
}
