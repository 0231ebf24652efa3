import { sinchChannels } from '../channels';

/** Any JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

export const string: Schema = { type: 'string' };
export const filled: Schema = { type: 'string', minLength: 1 };
export const number: Schema = { type: 'number' };
export const channel: Schema = { enum: sinchChannels };

/** A text with an upper limit of characters. */
export const text = (maxLength: number): Schema => ({ type: 'string', maxLength });

export const listOf = (items: Schema, limits: Schema = {}): Schema => ({ type: 'array', items, ...limits });

/** An object; what is not listed is tolerated, as Sinch does. */
export function object(
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema {
  return { type: 'object', required: Object.keys(required), properties: { ...required, ...optional } };
}

/** An object with exactly one of these, besides anything else. The keyword is the sandbox's own. */
export function union(
  members: Readonly<Record<string, Schema>>,
  others: Readonly<Record<string, Schema>> = {},
): Schema {
  return { type: 'object', properties: { ...members, ...others }, exactlyOne: Object.keys(members) };
}

/** One of the named parts that the checker is given, so that what appears in many places is compiled once. */
export const ref = (name: string): Schema => ({ $ref: name });

/** References to all of these parts. */
export const refs = (names: readonly string[]): Record<string, Schema> =>
  Object.fromEntries(names.map((name) => [name, ref(name)]));

/** A map from channels to something. */
export const byChannel = (values: Schema): Schema => ({
  type: 'object',
  propertyNames: channel,
  additionalProperties: values,
  minProperties: 1,
});

export const recipient: Schema = union({
  contact_id: filled,
  identified_by: object({
    channel_identities: listOf(object({ channel, identity: filled }), { minItems: 1 }),
  }),
});

export const agent: Schema = object(
  {},
  { display_name: string, type: { enum: ['UNKNOWN_AGENT_TYPE', 'HUMAN', 'BOT'] }, picture_url: string },
);
