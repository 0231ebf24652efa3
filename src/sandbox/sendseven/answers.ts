import type { Answer } from '../http/exchange';

/** One entry of the list in a 422, as FastAPI writes it. */
export interface FieldError {
  readonly type: string;
  /** Where: `body`, `query` or `path`, then the way to the field. */
  readonly loc: readonly (string | number)[];
  readonly msg: string;
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });

/** A refusal with one sentence, the shape of most 4xx. */
export const refused = (status: number, detail: string): Answer => ({ status, body: { detail } });

export const notFound = (what: string): Answer => refused(404, `${what} not found`);

/** A request that the published schema does not allow. */
export const invalid = (errors: readonly FieldError[]): Answer => ({ status: 422, body: { detail: errors } });

/** A rule across fields, told as FastAPI tells a failed validator. */
export const invalidBody = (rule: string): Answer =>
  invalid([{ type: 'value_error', loc: ['body'], msg: `Value error, ${rule}` }]);
