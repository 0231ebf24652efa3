import type { OptionReading } from '../options';

/** The channels of Sinch's API (OpenAPI document "Conversation API", `ConversationChannel`). */
export const CHANNELS = [
  'SMS',
  'RCS',
  'WHATSAPP',
  'MMS',
  'KAKAOTALK',
  'KAKAOTALKCHAT',
  'VIBERBM',
  'LINE',
  'INSTAGRAM',
  'MESSENGER',
  'WECHAT',
  'TELEGRAM',
  'APPLEBC',
] as const;

/**
 * A channel by the name that Sinch gives it. A name that is not in the list goes through: Sinch adds channels, and says
 * itself what it does not know.
 */
export function readChannel(value: unknown): OptionReading {
  const channel = typeof value === 'string' ? value.trim().toUpperCase() : '';
  if (channel === 'VIBER')
    return { wanted: "a channel that Sinch still has: Viber's is VIBERBM (Viber Business Messages)" };
  if (!/^[A-Z][A-Z0-9_]*$/.test(channel) || channel === 'CHANNEL_UNSPECIFIED') {
    return { wanted: `a channel of Sinch such as ${CHANNELS.slice(0, 3).join(', ')}` };
  }
  return { value: channel };
}
