/** The middle of some numbers, and how far they reach. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** @throws RangeError without any number */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new RangeError('Nothing was measured.');
  const low = sorted[Math.ceil(sorted.length / 2) - 1] as number;
  const high = sorted[Math.floor(sorted.length / 2)] as number;
  return { median: (low + high) / 2, min, max };
}

/** `1.93 (1.90-2.01)`, or only the number where there is one. */
export function formatSpread({ median, min, max }: Spread, digits: number): string {
  const text = (value: number) =>
    value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return text(min) === text(max) ? text(median) : `${text(median)} (${text(min)}-${text(max)})`;
}
