/** The pagination object of the API's lists. */
export interface Pagination {
  readonly total: number;
  readonly page: number;
  readonly page_size: number;
  readonly total_pages: number;
  readonly has_next: boolean;
  readonly has_prev: boolean;
}

/** One page of a list, counted from 1. */
export function pageOf<T>(all: readonly T[], page: number, pageSize: number): { items: T[]; pagination: Pagination } {
  const start = (page - 1) * pageSize;
  return { items: all.slice(start, start + pageSize), pagination: pagination(all.length, page, pageSize) };
}

export function pagination(total: number, page: number, pageSize: number): Pagination {
  const pages = Math.ceil(total / pageSize);
  return {
    total,
    page,
    page_size: pageSize,
    total_pages: pages,
    has_next: page < pages,
    has_prev: page > 1 && pages > 0,
  };
}

/** A place in a list of messages: before (older than) or after (newer than) a message's sequence number. */
export interface Cursor {
  readonly side: 'before' | 'after';
  readonly sequence: number;
}

export function encodeCursor({ side, sequence }: Cursor): string {
  return Buffer.from(`${side}:${sequence}`).toString('base64url');
}

/** Reads a cursor back; undefined when it is none of ours. */
export function decodeCursor(text: string): Cursor | undefined {
  const match = /^(before|after):(\d+)$/.exec(Buffer.from(text, 'base64url').toString());
  return match ? { side: match[1] as Cursor['side'], sequence: Number(match[2]) } : undefined;
}
