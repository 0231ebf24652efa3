import { agent, byChannel, filled, listOf, number, object, ref, refs, type Schema, string, union } from './common';

const media = object({ url: filled }, { thumbnail_url: string, filename_override: string });

const location = object(
  { title: string, coordinates: object({ latitude: number, longitude: number }) },
  { label: string },
);

const calendar = object(
  { title: filled, event_start: filled, event_end: filled, event_title: filled, fallback_url: filled },
  { event_description: string },
);

const choice = union(
  {
    text_message: object({ text: filled }),
    url_message: object({ title: filled, url: filled }),
    call_message: object({ title: filled, phone_number: filled }),
    location_message: ref('location_message'),
    calendar_message: calendar,
    share_location_message: object({ title: filled, fallback_url: filled }),
  },
  { postback_data: string, display_mode: { enum: ['DISPLAY_MODE_UNSPECIFIED', 'PERSISTENT'] } },
);

/** The choices of a carousel itself may not be persistent. */
const outerChoice: Schema = {
  allOf: [ref('choice'), { properties: { display_mode: { enum: ['DISPLAY_MODE_UNSPECIFIED'] } } }],
};

const card = object(
  {},
  {
    title: string,
    description: string,
    media_message: ref('media_message'),
    choices: listOf(ref('choice'), { maxItems: 10 }),
    height: { enum: ['UNSPECIFIED_HEIGHT', 'SHORT', 'MEDIUM', 'TALL'] },
    message_properties: object({}),
  },
);

const carousel = object(
  { cards: listOf(ref('card_message'), { minItems: 1, maxItems: 10 }) },
  { choices: listOf(outerChoice, { maxItems: 3 }) },
);

const listItem = union({
  choice: object({ title: filled }, { description: string, media: ref('media_message'), postback_data: string }),
  product: object({ id: filled, marketplace: filled }),
});

const list = object(
  {
    title: string,
    sections: listOf(object({ items: listOf(listItem, { minItems: 1 }) }, { title: string }), { minItems: 1 }),
  },
  { description: string, media: ref('media_message'), message_properties: object({}) },
);

const contactInfo = object(
  { name: object({ full_name: filled }), phone_numbers: listOf(object({ phone_number: filled }), { minItems: 1 }) },
  { birthday: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' } },
);

const template = (required: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>>) =>
  object(
    { template_id: filled, ...required },
    { language_code: string, parameters: { type: 'object', additionalProperties: string }, ...optional },
  );

const versioned = template({ version: filled }, {});
const channelTemplate = template({}, { version: string });

const templates: Schema = {
  ...object({}, { omni_template: versioned, channel_template: byChannel(channelTemplate) }),
  anyOf: [{ required: ['omni_template'] }, { required: ['channel_template'] }],
};

const bodies: Readonly<Record<string, Schema>> = {
  text_message: object({ text: filled }),
  media_message: media,
  card_message: card,
  carousel_message: carousel,
  choice_message: object(
    { choices: listOf(ref('choice'), { minItems: 1, maxItems: 10 }) },
    { text_message: object({ text: string }), message_properties: object({}) },
  ),
  list_message: list,
  location_message: location,
  contact_info_message: contactInfo,
  template_message: templates,
};

const specificTypes = [
  'FLOWS',
  'ORDER_DETAILS',
  'ORDER_STATUS',
  'COMMERCE',
  'CAROUSEL_COMMERCE',
  'NOTIFICATION_MESSAGE_TEMPLATE',
];

/** The keys of which a message has one. */
export const bodyKeys = Object.keys(bodies);

/** The maps that may take the place of a body. */
const perChannel: Readonly<Record<string, Schema>> = {
  explicit_channel_message: byChannel(string),
  explicit_channel_omni_message: byChannel(
    union({ ...refs(bodyKeys.filter((key) => key !== 'template_message')), template_reference: versioned }),
  ),
  channel_specific_message: byChannel(object({ message_type: { enum: specificTypes }, message: object({}) })),
};

/** `message` of a send (AppMessage): one body, or messages for single channels in its place. */
export const appMessage: Schema = {
  type: 'object',
  properties: { ...refs(bodyKeys), ...perChannel, agent, reply_to: object({ message_id: filled }) },
  oneBody: { of: bodyKeys, unless: Object.keys(perChannel) },
};

/** What the schemas refer to by name. */
export const messageParts: Readonly<Record<string, Schema>> = { ...bodies, choice };
