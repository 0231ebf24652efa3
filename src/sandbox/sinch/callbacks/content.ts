import type { ChannelType, Message, Reaction, SendFailure } from '../../core/types';
import { wireId } from '../ids';
import type { Json } from '../schema/validate';

/** Why a message failed, and on which channel where it goes on by another. */
export interface Failed {
  readonly failure: SendFailure;
  readonly from?: ChannelType;
}

/** `reason` of a receipt. The platform's own code comes from WhatsApp only. */
export function reasonOf({ code, reason }: SendFailure): Json {
  return { code, description: reason, sub_code: 'UNSPECIFIED_SUB_CODE', channel_code: '' };
}

/** That somebody put an emoji on a message, or took it away. */
export function reactionOf(message: Message, { emoji, action }: Reaction): Json {
  const name = action === 'added' ? 'REACTION_ACTION_REACT' : 'REACTION_ACTION_UNREACT';
  const reaction_event = { emoji, action: name, message_id: wireId(message.id), reaction_category: '' };
  return { contact_message_event: { reaction_event } };
}
