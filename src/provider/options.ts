import { DeliveryError } from '../model/failure';
import { parseJson } from './error-text';
import { type JsonObject, objectIn } from './json-fields';

/** Reads the value of one option, as far as a person can have meant it. */
export type OptionReader = (value: unknown) => OptionReading;

/** What goes to the provider, or what the value should have been: "a text of up to 128 characters". */
export type OptionReading = { readonly value: unknown } | { readonly wanted: string };

/** The options that a provider knows, by their names in its API. */
export type OptionReaders = Readonly<Record<string, OptionReader>>;

/**
 * The options of a message as the provider wants them. An option without a value (nothing, or an empty text) counts as
 * not given.
 * @param provider its name for people
 * @throws DeliveryError `ERR_OPTION` for the first option that the provider does not know or would refuse
 */
export function readOptions(
  options: JsonObject | undefined,
  readers: OptionReaders,
  provider: string,
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options ?? {})) {
    if (isNothing(value)) continue;
    const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (!reader) throw unknownOption(name, readers, provider);
    const reading = reader(value);
    if ('wanted' in reading) throw wrongOption(name, reading.wanted);
    read[name] = reading.value;
  }
  return read;
}

/** @param max characters, as JavaScript counts them */
export function text(max: number): OptionReader {
  return (value) => {
    const given = typeof value === 'number' ? String(value) : value;
    return typeof given === 'string' && given.length <= max
      ? { value: given }
      : { wanted: `a text of up to ${max} characters` };
  };
}

/** One word of a list, in whatever case it was written. */
export function oneOf(words: readonly string[]): OptionReader {
  return (value) => {
    const word = words.find((known) => typeof value === 'string' && known.toLowerCase() === value.trim().toLowerCase());
    return word === undefined ? { wanted: `one of ${words.join(', ')}` } : { value: word };
  };
}

/** Yes or no. */
export const flag: OptionReader = (value) => {
  if (value === true || value === 'true') return { value: true };
  if (value === false || value === 'false') return { value: false };
  return { wanted: 'true or false' };
};

/** @param max characters of the object as JSON */
export function object(max = Number.POSITIVE_INFINITY): OptionReader {
  const wanted = Number.isFinite(max) ? `an object of up to ${max} characters as JSON` : 'an object';
  return (value) => {
    const given = objectOf(value);
    const json = given && jsonOf(given);
    return json !== undefined && json.length <= max ? { value: given } : { wanted };
  };
}

/** An object, or a text that holds one as JSON. Arrays are none. */
export function objectOf(value: unknown): JsonObject | undefined {
  return objectIn(typeof value === 'string' ? parseJson(value) : value);
}

/** A value as JSON; `undefined` where it cannot be written so, for example because it holds itself. */
export function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function unknownOption(name: string, readers: OptionReaders, provider: string): DeliveryError {
  return new DeliveryError('ERR_OPTION', {
    message: `${provider} knows no option "${name.slice(0, 60)}".`,
    hint: `Remove it, or use one of ${Object.keys(readers).join(', ')}.`,
  });
}

/** Names the option, never its value: that may be anybody's. */
function wrongOption(name: string, wanted: string): DeliveryError {
  return new DeliveryError('ERR_OPTION', {
    message: `The option "${name}" is not ${wanted}.`,
    hint: 'Correct the option in the node (under More) or in the message.',
  });
}
