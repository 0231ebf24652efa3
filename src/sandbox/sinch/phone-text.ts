import type { Choice, Interactive } from '../core/types';
import type { SinchChannel } from './channels';
import { bodyKeys } from './schema/message';
import type { Json } from './schema/validate';

/** A message as the phone shows it. */
export interface Shown {
  readonly text: string;
  readonly interactive?: Interactive | undefined;
  /** What each choice sends back; undefined: Sinch's own text. */
  readonly postbacks: readonly (string | undefined)[];
}

interface Asked {
  readonly choice: Choice;
  readonly postback: string | undefined;
}

/** What a message looks like on the channel that it goes by first. */
export function shownOn(channel: SinchChannel, message: Json): Shown {
  const raw = part(message, 'explicit_channel_message')[channel];
  if (typeof raw === 'string') return { text: raw, postbacks: [] };
  const own = part(message, 'explicit_channel_omni_message')[channel];
  const specific = part(message, 'channel_specific_message')[channel];
  const shown = isObject(own) ? own : message;
  const key = [...bodyKeys, 'template_reference'].find((name) => isObject(shown[name]));
  if (isObject(specific) && !isObject(own)) return { text: `${specific.message_type}`, postbacks: [] };
  return key === undefined ? { text: '', postbacks: [] } : show(key, part(shown, key));
}

function show(key: string, body: Json): Shown {
  const asked = choicesOf(key, body);
  const text = textOf(key, body);
  if (asked.length === 0) return { text, postbacks: [] };
  const listLabel = key === 'list_message' ? String(part(body, 'message_properties').menu ?? 'Choose') : undefined;
  const choices = asked.map(({ choice }, index) => ({ ...choice, id: String(index) }));
  return { text, interactive: { listLabel, choices }, postbacks: asked.map(({ postback }) => postback) };
}

function textOf(key: string, body: Json): string {
  switch (key) {
    case 'text_message':
      return String(body.text);
    case 'media_message':
      return String(body.url);
    case 'card_message':
      return lines(body.title, body.description, part(body, 'media_message').url);
    case 'carousel_message':
      return list(body.cards)
        .map((card) => textOf('card_message', card))
        .join('\n\n');
    case 'choice_message':
      return lines(part(body, 'text_message').text);
    case 'list_message':
      return lines(body.title, body.description);
    case 'location_message':
      return lines(body.title, body.label, placeOf(part(body, 'coordinates')));
    case 'contact_info_message':
      return lines(part(body, 'name').full_name, ...list(body.phone_numbers).map((one) => one.phone_number));
    case 'template_reference':
      return `Template ${body.template_id}`;
    default:
      return textOfTemplates(body);
  }
}

const placeOf = ({ latitude, longitude }: Json): string => `${latitude}, ${longitude}`;

/** The sandbox knows no templates: it shows which one it would be. */
function textOfTemplates({ omni_template, channel_template }: Json): string {
  const [ofChannel] = isObject(channel_template) ? Object.values(channel_template) : [];
  const template = isObject(ofChannel) ? ofChannel : omni_template;
  return isObject(template) ? textOf('template_reference', template) : '';
}

function choicesOf(key: string, body: Json): Asked[] {
  if (key === 'list_message') {
    return list(body.sections).flatMap((section) => list(section.items).map((item) => listed(item, section.title)));
  }
  const inCards = key === 'carousel_message' ? list(body.cards).flatMap((card) => list(card.choices)) : [];
  return [...inCards, ...list(body.choices)].map(offered);
}

function listed(item: Json, section: unknown): Asked {
  const { title = part(item, 'product').id, description, postback_data } = part(item, 'choice');
  const choice = { id: '', title: String(title), description: optional(description), section: optional(section) };
  return { choice, postback: optional(postback_data) };
}

function offered(body: Json): Asked {
  const [key = ''] = Object.keys(body).filter((name) => name.endsWith('_message'));
  const { text, title, url, phone_number } = part(body, key);
  const href = url ?? (phone_number === undefined ? undefined : `tel:${phone_number}`);
  return {
    choice: { id: '', title: String(text ?? title), href: optional(href) },
    postback: optional(body.postback_data),
  };
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const part = (of: Json, key: string): Json => (isObject(of[key]) ? of[key] : {});
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
const lines = (...parts: readonly unknown[]): string => parts.filter(Boolean).join('\n');
const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
