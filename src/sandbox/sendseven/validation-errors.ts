import type { ErrorObject } from 'ajv';
import type { FieldError } from './answers';

const typeErrors: Readonly<Record<string, readonly [type: string, msg: string]>> = {
  string: ['string_type', 'Input should be a valid string'],
  boolean: ['bool_type', 'Input should be a valid boolean'],
  integer: ['int_type', 'Input should be a valid integer'],
  array: ['list_type', 'Input should be a valid list'],
  object: ['dict_type', 'Input should be a valid dictionary'],
};

/** From the schema checker's words to FastAPI's. Branches that only say "or null" are left out. */
export function fieldErrors(errors: readonly ErrorObject[], source: 'body' | 'query'): FieldError[] {
  return errors.filter(isTelling).map((error) => fieldError(error, source));
}

function isTelling({ keyword, params }: ErrorObject): boolean {
  return keyword !== 'anyOf' && !(keyword === 'type' && params.type === 'null');
}

function fieldError(error: ErrorObject, source: 'body' | 'query'): FieldError {
  const loc = [source, ...pathOf(error.instancePath)];
  const { params } = error;
  switch (error.keyword) {
    case 'required':
      return { type: 'missing', loc: [...loc, params.missingProperty], msg: 'Field required' };
    case 'type':
      return typeError(loc, [params.type].flat(), source);
    case 'enum':
      return { type: 'enum', loc, msg: `Input should be ${choices(params.allowedValues)}` };
    case 'maxLength':
      return { type: 'string_too_long', loc, msg: `String should have at most ${params.limit} characters` };
    case 'minLength':
      return { type: 'string_too_short', loc, msg: `String should have at least ${params.limit} characters` };
    case 'minItems':
      return { type: 'too_short', loc, msg: `List should have at least ${params.limit} items after validation` };
    case 'maxItems':
      return { type: 'too_long', loc, msg: `List should have at most ${params.limit} items after validation` };
    case 'pattern':
      return { type: 'string_pattern_mismatch', loc, msg: `String should match pattern '${params.pattern}'` };
    case 'minimum':
      return { type: 'greater_than_equal', loc, msg: `Input should be greater than or equal to ${params.limit}` };
    case 'maximum':
      return { type: 'less_than_equal', loc, msg: `Input should be less than or equal to ${params.limit}` };
    default:
      return { type: 'value_error', loc, msg: `Value error, ${error.message ?? 'invalid'}` };
  }
}

function typeError(loc: (string | number)[], wanted: readonly string[], source: 'body' | 'query'): FieldError {
  const name = wanted.find((type) => type !== 'null') ?? 'object';
  if (source === 'query' && name === 'integer') {
    const msg = 'Input should be a valid integer, unable to parse string as an integer';
    return { type: 'int_parsing', loc, msg };
  }
  if (source === 'query' && name === 'boolean') {
    return { type: 'bool_parsing', loc, msg: 'Input should be a valid boolean, unable to interpret input' };
  }
  if (loc.length === 1) {
    const msg = 'Input should be a valid dictionary or object to extract fields from';
    return { type: 'model_attributes_type', loc, msg };
  }
  const [type, msg] = typeErrors[name] ?? ['value_error', 'Input is invalid'];
  return { type, loc, msg };
}

/** From `/attachments/0` to `['attachments', 0]`. */
function pathOf(pointer: string): (string | number)[] {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')));
}

function choices(values: readonly unknown[]): string {
  const quoted = values.filter((value) => value !== null).map((value) => `'${value}'`);
  return quoted.length < 2 ? quoted.join() : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
