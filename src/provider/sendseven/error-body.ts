import type { FieldProblem } from '../../model/failure';

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

/** A longer text is a page, not a message for people. */
const MAX_TEXT = 500;

/** More complaints than this help nobody, and what a server sends is not ours to bound otherwise. */
const MAX_FIELDS = 20;

/**
 * Reads the five shapes of SendSeven's error bodies: `detail` as a text, as FastAPI's list of fields, as an object with
 * `code`/`error_code` and `message`, beside other keys, or (5xx, proxies) `message`, `error`, HTML or nothing.
 */
export function readErrorBody(body: string): ErrorBody {
  const json = parse(body);
  if (!isObject(json)) return { text: plainText(json ?? body) };
  const detail = json.detail ?? json.message ?? json.error;
  if (Array.isArray(detail)) return readFields(detail);
  if (isObject(detail)) return readObject(detail);
  return { text: plainText(detail) };
}

function readFields(items: readonly unknown[]): ErrorBody {
  const complaints = items.filter(isObject).slice(0, MAX_FIELDS);
  const fields = complaints.map((item) => ({
    field: (Array.isArray(item.loc) && plainText(item.loc.join('.'))) || '?',
    problem: plainText(item.msg) ?? 'refused',
  }));
  return { fields, text: plainText(fields.map(({ field, problem }) => `${field}: ${problem}`).join('; ')) };
}

function readObject(detail: Record<string, unknown>): ErrorBody {
  const code = plainText(detail.code ?? detail.error_code);
  return { code, feature: plainText(detail.feature), text: plainText(detail.message) ?? code };
}

function plainText(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  return text && !text.startsWith('<') ? text.slice(0, MAX_TEXT) : undefined;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
