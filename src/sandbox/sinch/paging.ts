import type { Answer } from '../http/exchange';
import { invalidField } from './answers';

/** How many items a page of a list has. */
export interface PageLimits {
  /** Where the request does not say. */
  readonly usual: number;
  readonly most: number;
}

/** Contacts and conversations. */
export const shortPage: PageLimits = { usual: 10, most: 20 };

export interface Page<T> {
  readonly items: readonly T[];
  /** Empty on the last page. */
  readonly next_page_token: string;
}

/** The page of a list that a query asks for. A token says where it begins; it is nobody's business to read it. */
export function pageOf<T>(
  all: readonly T[],
  query: URLSearchParams,
  { usual, most }: PageLimits,
): Page<T> | { readonly refusal: Answer } {
  const size = Number(query.get('page_size') ?? usual);
  if (!Number.isInteger(size) || size < 1 || size > most) {
    return { refusal: invalidField('page_size', `must be a whole number from 1 to ${most}`) };
  }
  const start = startOf(query.get('page_token'));
  if (start === undefined) return { refusal: invalidField('page_token', 'is not one of this list') };
  const end = start + size;
  return { items: all.slice(start, end), next_page_token: end < all.length ? tokenFor(end) : '' };
}

const tokenFor = (start: number): string => Buffer.from(`from:${start}`).toString('base64url');

function startOf(token: string | null): number | undefined {
  if (token === null || token === '') return 0;
  const start = /^from:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  return start === undefined ? undefined : Number(start);
}
