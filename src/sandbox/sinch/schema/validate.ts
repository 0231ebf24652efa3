import type { ErrorObject, ValidateFunction } from 'ajv';
import type { FieldViolation } from '../answers';
import { isUlid } from '../ids';
import { messageParts } from './message';
import { type RequestName, requestSchemas } from './requests';

/** A JSON object, as requests carry them. */
export type Json = Readonly<Record<string, unknown>>;

/** Says what is wrong with a body; nothing, when it is right. */
export type Validator = (name: RequestName, body: Json) => readonly FieldViolation[];

/** One of these, or none where there is something in their place. */
interface OneBody {
  readonly of: readonly string[];
  readonly unless: readonly string[];
}

const formats = {
  ulid: isUlid,
  callback: (text: string) => /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : ''),
  /** Whole seconds with an `s`, from 3 to 315,576,000,000. */
  ttl: (text: string) => /^\d{1,12}s$/.test(text) && inLife(Number.parseInt(text, 10)),
};

const inLife = (seconds: number): boolean => seconds >= 3 && seconds <= 315_576_000_000;

/** Loads the schema checker, which is too big to load before it is needed. */
export async function createValidator(): Promise<Validator> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
    inlineRefs: false,
    formats,
  });
  for (const [name, part] of Object.entries(messageParts)) ajv.addSchema(part, name);
  const present = (keys: readonly string[], data: object) => keys.filter((key) => Object.hasOwn(data, key)).length;
  ajv.addKeyword({
    keyword: 'exactlyOne',
    type: 'object',
    validate: (keys: readonly string[], data: object) => present(keys, data) === 1,
  });
  ajv.addKeyword({
    keyword: 'oneBody',
    type: 'object',
    validate({ of, unless }: OneBody, data: object) {
      const bodies = present(of, data);
      return bodies === 1 || (bodies === 0 && present(unless, data) > 0);
    },
  });
  ajv.addKeyword({
    keyword: 'maxJson',
    type: 'object',
    validate: (limit: number, data: object) => JSON.stringify(data).length <= limit,
  });
  const compiled = new Map<RequestName, ValidateFunction>();
  return (name, body) => {
    const check = compiled.get(name) ?? ajv.compile(requestSchemas[name]);
    compiled.set(name, check);
    return check(body) ? [] : (check.errors ?? []).filter(isTelling).map(violation);
  };
}

/** That a branch was taken says nothing: what is wrong inside it has an entry of its own. */
const isTelling = ({ keyword }: ErrorObject): boolean => keyword !== 'if';

function violation({ instancePath, keyword, params, message = 'is invalid', schema }: ErrorObject): FieldViolation {
  const place = instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'required') {
    return { field: [place, params.missingProperty].filter(Boolean).join('.'), description: 'is required' };
  }
  return { field: place, description: descriptions[keyword]?.(schema) ?? message };
}

const descriptions: Readonly<Record<string, (schema: unknown) => string>> = {
  exactlyOne: (keys) => `must have exactly one of ${(keys as readonly string[]).join(', ')}`,
  oneBody: (keys) => `must have exactly one of ${(keys as OneBody).of.join(', ')}`,
  maxJson: (limit) => `must not have more than ${limit} characters`,
  enum: (values) => `must be one of ${(values as readonly string[]).join(', ')}`,
};
