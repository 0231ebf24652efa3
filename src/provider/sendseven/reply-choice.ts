import type { Attachment, ReplyChoice } from '../../model/event';
import { fieldsOf, idIn, type JsonObject, objectIn, textIn } from '../json-fields';

/** What SendSeven puts among the attachments and is no file. */
const BUTTON_REPLY = 'button_reply';

/** What a person chose, from any of the three places where SendSeven tells it; `undefined` where nothing was chosen. */
export function readReply(message: JsonObject): ReplyChoice | undefined {
  const button = fieldsOf(fieldsOf(message.meta).button);
  const item = attachmentsOf(message).find(isButtonReply) ?? {};
  const interactive = fieldsOf(message.interactive);
  const chosen = fieldsOf(interactive.list_reply ?? interactive.button_reply);
  return choice(button.id, button.text) ?? choice(item.button_id, item.button_title) ?? choice(chosen.id, chosen.title);
}

/** The files that came with a message; `undefined` where there are none. */
export function readAttachments(message: JsonObject): readonly Attachment[] | undefined {
  const files = attachmentsOf(message).filter((item) => !isButtonReply(item));
  return files.length > 0 ? files : undefined;
}

function attachmentsOf({ attachments }: JsonObject): JsonObject[] {
  return Array.isArray(attachments) ? attachments.map(objectIn).filter((item) => item !== undefined) : [];
}

function isButtonReply({ type }: JsonObject): boolean {
  return type === BUTTON_REPLY;
}

function choice(id: unknown, title: unknown): ReplyChoice | undefined {
  const reply = { id: idIn(id), title: textIn(title) };
  return reply.id === undefined && reply.title === undefined ? undefined : reply;
}
