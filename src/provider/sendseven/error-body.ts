import type { FieldProblem } from '../../model/failure';
import { MAX_FIELDS, parseJson, plainText } from '../error-text';
import { type JsonObject, objectIn, objectsIn } from '../json-fields';

/** What the body of an error says, whatever its shape. */
export interface ErrorBody {
  /** The server's own words. */
  readonly text?: string | undefined;
  /** The server's own code, for example `feature_disabled`. */
  readonly code?: string | undefined;
  /** The plan's feature that is missing, with `feature_disabled`. */
  readonly feature?: string | undefined;
  /** The fields that were refused, of a 422. */
  readonly fields?: readonly FieldProblem[] | undefined;
}

/**
 * Reads the five shapes of SendSeven's error bodies: `detail` as a text, as FastAPI's list of fields, as an object with
 * `code`/`error_code` and `message`, beside other keys, or (5xx, proxies) `message`, `error`, HTML or nothing.
 */
export function readErrorBody(body: string): ErrorBody {
  const json = parseJson(body);
  const fields = objectIn(json);
  if (!fields) return { text: plainText(json ?? body) };
  const detail = fields.detail ?? fields.message ?? fields.error;
  if (Array.isArray(detail)) return readFields(detail);
  const object = objectIn(detail);
  return object ? readObject(object) : { text: plainText(detail) };
}

function readFields(items: readonly unknown[]): ErrorBody {
  const complaints = objectsIn(items).slice(0, MAX_FIELDS);
  const fields = complaints.map((item) => ({
    field: (Array.isArray(item.loc) && plainText(item.loc.join('.'))) || '?',
    problem: plainText(item.msg) ?? 'refused',
  }));
  return { fields, text: plainText(fields.map(({ field, problem }) => `${field}: ${problem}`).join('; ')) };
}

function readObject(detail: JsonObject): ErrorBody {
  const code = plainText(detail.code ?? detail.error_code);
  return { code, feature: plainText(detail.feature), text: plainText(detail.message) ?? code };
}
