import { flag, type OptionReaders, object, oneOf, readOptions, text } from '../options';

/** Ids are short; the API names no limit. */
const id = text(255);

/** The options of a text message with their limits (SendSeven: OpenAPI document, `MessageCreate`). */
const READERS: OptionReaders = {
  subject: text(998),
  reply_to_message_id: id,
  include_signature: flag,
  sender_id: id,
  // SendSeven ignores other words, and with them what was meant.
  message_traffic_type: oneOf(['AUTHENTICATION', 'TRANSACTION', 'PROMOTION', 'SERVICEREQUEST', 'ACKNOWLEDGEMENT']),
  content_format: oneOf(['plain', 'markdown']),
  meta: object(),
};

/**
 * The options of a message in SendSeven's words.
 * @throws DeliveryError `ERR_OPTION` for what SendSeven does not know, or would refuse
 */
export function readSendSevenOptions(options: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return readOptions(options, READERS, 'SendSeven');
}
