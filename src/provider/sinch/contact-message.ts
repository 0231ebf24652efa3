import type { IncomingEvent } from '../../model/event';
import { fieldsOf, idIn, type JsonObject, objectIn } from '../json-fields';

/** What a person's message says in common words. */
type Said = Pick<IncomingEvent, 'text' | 'attachments' | 'reply' | 'inReplyTo'>;

/** What can be read of each form of a message. Those that are not here are in the event's `message` only. */
const FORMS: Readonly<Record<string, (fields: JsonObject) => Said>> = {
  text_message: ({ text }) => ({ text: idIn(text) }),
  media_message: (media) => ({ attachments: [media] }),
  media_card_message: (media) => ({ text: idIn(media.caption), attachments: [media] }),
  location_message: ({ title, label }) => ({ text: idIn(title) ?? idIn(label) }),
  choice_response_message: ({ message_id, postback_data }) => ({
    reply: { id: idIn(postback_data) },
    inReplyTo: idIn(message_id),
  }),
  // One source calls its words `text`, the others `title`.
  product_response_message: ({ title, text }) => ({ text: idIn(title) ?? idIn(text) }),
  channel_specific_message: ({ message }) => ({ text: idIn(fieldsOf(fieldsOf(message).nfm_reply).body) }),
};

/** Reads a message of any form (Sinch: OpenAPI document "Conversation API", `ContactMessage`). */
export function readContactMessage(value: unknown): Said {
  const message = fieldsOf(value);
  const quoted = idIn(fieldsOf(message.reply_to).message_id);
  const [form, read] = Object.entries(FORMS).find(([key]) => objectIn(message[key])) ?? [];
  const said = form && read ? read(fieldsOf(message[form])) : {};
  return { ...said, inReplyTo: said.inReplyTo ?? quoted };
}
