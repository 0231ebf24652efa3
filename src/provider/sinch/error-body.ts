import type { FieldProblem } from '../../model/failure';
import { MAX_FIELDS, parseJson, plainText } from '../error-text';
import { type JsonObject, objectIn, objectsIn } from '../json-fields';
import type { ErrorWords } from '../status-meaning';

/** What the body of an error says, whatever its shape. */
export interface ErrorBody extends ErrorWords {
  /** Sinch's own word, for example `NOT_FOUND`. */
  readonly status?: string | undefined;
}

/**
 * Reads the error bodies of Sinch: `{error: {message, status, details}}`, the same without `error` around it (both are
 * in its documents), the token endpoint's `{error, error_description}` (RFC 6749, 5.2), and HTML or nothing.
 */
export function readErrorBody(body: string): ErrorBody {
  const json = parseJson(body);
  const outer = objectIn(json);
  if (!outer) return { text: plainText(json ?? body) };
  const inner = objectIn(outer.error) ?? outer;
  const status = plainText(inner.status);
  const details = objectsIn(inner.details);
  const fields = details.flatMap(violationsIn).slice(0, MAX_FIELDS);
  return {
    text: plainText(inner.message ?? inner.error_description ?? inner.error) ?? status,
    status,
    fields: fields.length > 0 ? fields : undefined,
    retryAfterMs: details.map(retryDelayIn).find((wait) => wait !== undefined),
  };
}

/** `google.rpc.BadRequest`, in the spelling of either of Google's JSON forms. */
function violationsIn(detail: JsonObject): FieldProblem[] {
  return objectsIn(detail.field_violations ?? detail.fieldViolations).map(({ field, description }) => ({
    field: plainText(field) ?? '?',
    problem: plainText(description) ?? 'refused',
  }));
}

/** `google.rpc.RetryInfo`: seconds such as `1.5s`. */
function retryDelayIn(detail: JsonObject): number | undefined {
  const seconds = /^(\d{1,9}(?:\.\d+)?)s$/.exec(plainText(detail.retry_delay ?? detail.retryDelay) ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
