import type { ProviderId } from '../../src/model/account';
import type { Recipient } from '../../src/model/message';

/** A way to name a fixed recipient. */
export type RecipientForm = Recipient['kind'];

/** What the dialog of a send node offers for a provider. More can be typed in: the provider says what it does not know. */
export interface SendChoices {
  readonly recipients: readonly RecipientForm[];
  readonly channels: readonly string[];
  /** Options of a message by their names in the provider's API. */
  readonly options: readonly string[];
}

/** A new provider is described by one entry here. */
const CHOICES: Readonly<Record<ProviderId, SendChoices>> = {
  sendseven: {
    recipients: ['conversation', 'contact', 'contactMethod', 'address'],
    // Channels are named by ids that only the account knows.
    channels: [],
    options: [
      'subject',
      'reply_to_message_id',
      'include_signature',
      'sender_id',
      'message_traffic_type',
      'content_format',
      'meta',
    ],
  },
  sinch: {
    recipients: ['contact', 'address', 'addresses'],
    channels: [
      'SMS',
      'WHATSAPP',
      'RCS',
      'MMS',
      'TELEGRAM',
      'VIBERBM',
      'MESSENGER',
      'INSTAGRAM',
      'LINE',
      'WECHAT',
      'KAKAOTALK',
      'KAKAOTALKCHAT',
      'APPLEBC',
    ],
    options: [
      'channel_priority_order',
      'channel_properties',
      'ttl',
      'queue',
      'message_metadata',
      'conversation_metadata',
      'conversation_metadata_update_strategy',
      'correlation_id',
      'callback_url',
      'processing_strategy',
      'message_content_type',
    ],
  },
};

/** Every form that a recipient can have, whichever provider can reach it. */
export const RECIPIENT_FORMS: readonly RecipientForm[] = [
  'conversation',
  'contact',
  'contactMethod',
  'address',
  'addresses',
];

/** What is offered for a provider by its stored name, or everything while it is not known. */
export function sendChoices(provider: string): SendChoices {
  const known = Object.entries(CHOICES).find(([id]) => id === provider)?.[1];
  return known ?? { recipients: RECIPIENT_FORMS, channels: [], options: [] };
}
