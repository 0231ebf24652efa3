/** A time as Sinch writes it: RFC 3339, UTC, with as many digits of the second as are needed. */
export const timestamp = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');
