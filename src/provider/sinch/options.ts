import { DeliveryError } from '../../model/failure';
import { jsonOf, type OptionReader, type OptionReaders, object, objectOf, oneOf, readOptions, text } from '../options';
import { readChannel } from './channels';

type Options = Readonly<Record<string, unknown>>;

/** A longer text is refused (Sinch: OpenAPI document, `channel_properties`). */
const MAX_PROPERTY = 1024;

/** Seconds. */
const TTL = { min: 3, max: 315_576_000_000 } as const;

/** Seconds as Sinch writes them, from 10, "10" or "10s". */
const ttl: OptionReader = (value) => {
  const digits = /^\s*(\d{1,15})\s*s?\s*$/.exec(typeof value === 'number' ? String(value) : textOf(value))?.[1];
  const seconds = Number(digits);
  return seconds >= TTL.min && seconds <= TTL.max
    ? { value: `${seconds}s` }
    : { wanted: `a whole number of seconds from ${TTL.min} to ${TTL.max}` };
};

/** Channels in order of preference; a text may hold several, with commas. */
const channelOrder: OptionReader = (value) => {
  const names: readonly unknown[] = Array.isArray(value) ? value : textOf(value).split(',');
  const channels: unknown[] = [];
  for (const name of names) {
    const reading = readChannel(name);
    if ('wanted' in reading) return { wanted: `a list of channels in which each is ${reading.wanted}` };
    channels.push(reading.value);
  }
  return channels.length > 0 ? { value: channels } : { wanted: 'a list of one channel or more' };
};

/** Sinch takes texts only, also for numbers and for yes and no. */
const properties: OptionReader = (value) => {
  const wanted = `an object whose values are texts of up to ${MAX_PROPERTY} characters`;
  const given = objectOf(value);
  if (!given) return { wanted };
  const texts: Record<string, string> = {};
  for (const [name, property] of Object.entries(given)) {
    if (typeof property === 'object' || property === undefined || String(property).length > MAX_PROPERTY)
      return { wanted };
    texts[name] = String(property);
  }
  return { value: texts };
};

const webAddress: OptionReader = (value) => {
  const address = textOf(value).trim();
  return /^https?:\/\//i.test(address) && URL.canParse(address)
    ? { value: address }
    : { wanted: 'a web address such as https://example.com/path' };
};

/** Sinch keeps a text; an object is put into it as JSON. */
const textOrObject = (max: number): OptionReader => {
  const short = text(max);
  return (value) => short(typeof value === 'object' ? jsonOf(value) : value);
};

/** The options of `messages:send` with their limits (Sinch: OpenAPI document "Conversation API", `SendMessageRequest`). */
const READERS: OptionReaders = {
  channel_priority_order: channelOrder,
  channel_properties: properties,
  ttl,
  queue: oneOf(['NORMAL_PRIORITY', 'HIGH_PRIORITY']),
  message_metadata: textOrObject(1024),
  conversation_metadata: object(2048),
  conversation_metadata_update_strategy: oneOf(['REPLACE', 'MERGE_PATCH']),
  correlation_id: text(128),
  callback_url: webAddress,
  processing_strategy: oneOf(['DEFAULT', 'DISPATCH_ONLY']),
  message_content_type: oneOf(['CONTENT_UNKNOWN', 'CONTENT_MARKETING', 'CONTENT_NOTIFICATION']),
};

/** What belongs to a conversation, which `DISPATCH_ONLY` does without. */
const NEEDS_CONVERSATION = ['conversation_metadata', 'correlation_id'] as const;

/**
 * The options of a message in Sinch's words.
 * @throws DeliveryError `ERR_OPTION` for what Sinch does not know, or would refuse
 */
export function readSinchOptions(options: Options | undefined): Options {
  const read = readOptions(options, READERS, 'Sinch');
  const lost = NEEDS_CONVERSATION.find((name) => isDispatched(read) && name in read);
  if (!lost) return read;
  throw new DeliveryError('ERR_OPTION', {
    message: `The option "${lost}" does not go together with processing_strategy DISPATCH_ONLY.`,
    hint: `Remove one of the two: DISPATCH_ONLY sends without a conversation, which ${lost} belongs to.`,
  });
}

/** Whether Sinch is asked to send without keeping contact and conversation. */
export function isDispatched(options: Options): boolean {
  return options.processing_strategy === 'DISPATCH_ONLY';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
