import type { ValidateFunction } from 'ajv';
import type { FieldError } from './answers';
import schema from './schema.json';
import { fieldErrors } from './validation-errors';

export type Valid = { readonly value: Record<string, unknown> };
export type Invalid = { readonly errors: readonly FieldError[] };

/** Checks requests against the published schema. */
export interface Validator {
  /** @param name a schema of the document, e.g. `MessageCreate` */
  body(name: string, bytes: Buffer, contentType: string | undefined): Valid | Invalid;
  /** Also turns `"2"` into 2 and fills in the published defaults. @param path as in the document, e.g. `/messages` */
  query(path: string, query: URLSearchParams): Valid | Invalid;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: { readonly type?: string | readonly string[] };
}

const formats = {
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': (text: string) => /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text)),
};

/** Loads the schema checker, which is too big to load before it is needed. */
export async function createValidator(): Promise<Validator> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const common = {
    allErrors: true,
    allowUnionTypes: true,
    formats,
    keywords: ['openapi', 'info', 'paths', 'components'],
  };
  const strict = new Ajv2020(common).addSchema(schema, 'api');
  const coercing = new Ajv2020({ ...common, coerceTypes: true, useDefaults: true }).addSchema(schema, 'api');
  const compiled = new Map<string, ValidateFunction>();

  function check(key: string, compile: () => ValidateFunction, value: unknown, source: 'body' | 'query') {
    const validate = compiled.get(key) ?? compile();
    compiled.set(key, validate);
    if (validate(value)) return { value: value as Record<string, unknown> };
    return { errors: fieldErrors(validate.errors ?? [], source) };
  }

  return {
    body(name, bytes, contentType) {
      const parsed = parse(bytes, contentType);
      if ('errors' in parsed) return parsed;
      const compile = () => strict.compile({ $ref: `api#/components/schemas/${name}` });
      return check(name, compile, parsed.value, 'body');
    },
    query(path, query) {
      const parameters = parametersOf(path);
      const compile = () => {
        const properties = Object.fromEntries(parameters.map((one) => [one.name, absolute(one.schema)]));
        return coercing.compile({ type: 'object', properties });
      };
      return check(path, compile, queryObject(query, parameters), 'query');
    },
  };
}

function parse(bytes: Buffer, contentType: string | undefined): { value: unknown } | Invalid {
  if (bytes.length === 0) return { errors: [{ type: 'missing', loc: ['body'], msg: 'Field required' }] };
  const isJson = contentType === undefined || /^application\/([\w.-]+\+)?json\b/i.test(contentType);
  // FastAPI does not parse what is not called JSON: the model then meets a string.
  if (!isJson) return { value: bytes.toString() };
  try {
    return { value: JSON.parse(bytes.toString()) };
  } catch (error) {
    const position = Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? 0);
    return { errors: [{ type: 'json_invalid', loc: ['body', position], msg: 'JSON decode error' }] };
  }
}

function parametersOf(path: string): readonly Parameter[] {
  const operations: Readonly<Record<string, { readonly get?: { readonly parameters: readonly Parameter[] } }>> =
    schema.paths;
  return operations[path]?.get?.parameters ?? [];
}

/** The declared parameters that were given; anything else is dropped silently, as the API does. */
function queryObject(query: URLSearchParams, parameters: readonly Parameter[]): Record<string, unknown> {
  const present = parameters.filter(({ name }) => query.has(name));
  return Object.fromEntries(present.map(({ name, schema: { type } }) => [name, valueIn(query, name, type)]));
}

function valueIn(query: URLSearchParams, name: string, type: string | readonly string[] | undefined): unknown {
  return [type].flat().includes('array') ? query.getAll(name) : query.get(name);
}

/** References inside a parameter are relative to the document, which is registered as `api`. */
function absolute(part: object): object {
  return JSON.parse(JSON.stringify(part).replaceAll('"#/', '"api#/'));
}
