import type { Answer } from '../http/exchange';

/** One field that a request got wrong. */
export interface FieldViolation {
  /** The way to it, e.g. `message.text_message.text`; empty for the whole. */
  readonly field: string;
  readonly description: string;
}

/** The words that Sinch's documents show for each status; 429 is not shown there and has gRPC's. */
const statusWords: Readonly<Record<number, string>> = {
  400: 'INVALID_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'UNAUTHORIZED',
  404: 'NOT_FOUND',
  413: 'INVALID_REQUEST',
  429: 'RESOURCE_EXHAUSTED',
};

export const ok = (body: unknown): Answer => ({ status: 200, body });

/** A refusal in the form of the schema. */
export function refused(status: number, message: string, details: readonly object[] = []): Answer {
  const word = statusWords[status] ?? 'INTERNAL_ERROR';
  return { status, body: { error: { code: status, message, status: word, details } } };
}

export const notFound = (what: string): Answer => refused(404, `${what} not found`);

/** A 400 that names the fields. */
export function invalid(violations: readonly FieldViolation[]): Answer {
  const [first] = violations;
  const message = first
    ? `Invalid request: ${[first.field, first.description].filter(Boolean).join(' ')}`
    : 'Invalid request';
  return refused(400, message, [
    { '@type': 'type.googleapis.com/google.rpc.BadRequest', field_violations: violations },
  ]);
}

export const invalidField = (field: string, description: string): Answer => invalid([{ field, description }]);

/** The same refusal without `error` around it, the form of the examples in Sinch's documents. */
export function flattened<T extends { readonly body?: unknown }>(answer: T): T {
  const { body } = answer;
  const nested = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  return typeof nested === 'object' ? { ...answer, body: nested } : answer;
}
