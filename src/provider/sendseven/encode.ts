import type { SendSevenAccount } from '../../model/account';
import type { OutgoingMessage } from '../../model/message';
import { USER_AGENT } from '../user-agent';

/** Body of `POST /messages` as SendSeven wants it: a reply in a conversation. */
export interface SendSevenMessage {
  readonly conversation_id: string;
  readonly text: string;
  readonly message_type: 'text';
}

/** A message in SendSeven's words. */
export function encodeMessage({ recipient, content }: OutgoingMessage): SendSevenMessage {
  return { conversation_id: recipient.conversationId, text: content.text, message_type: 'text' };
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
