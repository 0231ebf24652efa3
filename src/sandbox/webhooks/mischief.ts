/** What goes wrong with deliveries, for as long as it is set. Probabilities are from 0 to 1; what is left out is 0. */
export interface WebhookMischief {
  /** That an event is delivered twice, signed anew. */
  readonly duplicate?: number | undefined;
  /** That a request is repeated byte for byte, as someone who recorded it would. */
  readonly replay?: number | undefined;
  /** That an event is lost: the provider believes that it was delivered. */
  readonly drop?: number | undefined;
  /** That an attempt is signed wrong. */
  readonly wrongSignature?: number | undefined;
  /** That an attempt is signed for a moment long ago. */
  readonly stale?: number | undefined;
  /** Events are held back in groups of this size for each endpoint, and leave in random order. */
  readonly shuffle?: number | undefined;
  /** Each event waits a random time up to this, in milliseconds. */
  readonly delayMs?: number | undefined;
}

const probabilities = ['duplicate', 'replay', 'drop', 'wrongSignature', 'stale'] as const;
const wholeNumbers = ['shuffle', 'delayMs'] as const;

export type Chance = (typeof probabilities)[number];

/** Reads mischief that came from another process. Throws an Error that names what is wrong. */
export function readMischief(value: unknown): WebhookMischief {
  if (typeof value !== 'object' || value === null) throw new Error('mischief must be an object');
  for (const [name, amount] of Object.entries(value)) {
    const isChance = probabilities.some((known) => known === name);
    if (!isChance && !wholeNumbers.some((known) => known === name)) throw new Error(`There is no mischief "${name}"`);
    if (typeof amount !== 'number' || !(amount >= 0) || amount > (isChance ? 1 : 1e6)) {
      throw new Error(`"${name}" must be a number from 0 to ${isChance ? 1 : 1e6}`);
    }
  }
  return { ...value };
}

/** The same things in random order. @param random numbers from 0 to below 1 */
export function shuffled<T>(things: readonly T[], random: () => number): T[] {
  const rest = [...things];
  return things.map(() => rest.splice(Math.floor(random() * rest.length), 1)[0] as T);
}
