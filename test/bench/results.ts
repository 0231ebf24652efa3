import type { Result } from './measurement';
import type { Readings } from './protocol';
import type { Contender } from './scenarios';
import { type Spread, spread } from './statistics';

/** What came of every run of one line of Node-RED. */
export class Results {
  readonly #results = new Map<string, Result[]>();

  add(scenario: string, contender: Contender, result: Result): void {
    const key = keyOf(scenario, contender);
    this.#results.set(key, [...(this.#results.get(key) ?? []), result]);
  }

  of(scenario: string, contender: Contender): readonly Result[] {
    return this.#results.get(keyOf(scenario, contender)) ?? [];
  }

  /** The runs that came to their end. */
  readings(scenario: string, contender: Contender): readonly Readings[] {
    return this.of(scenario, contender).flatMap(({ readings }) => readings ?? []);
  }

  /** Messages a second that arrived, over all rounds; `undefined` where no run came to its end. */
  speed(scenario: string, contender: Contender): Spread | undefined {
    return this.spread(scenario, contender, (readings) => speedOf(readings) * 1000);
  }

  spread(scenario: string, contender: Contender, value: (readings: Readings) => number): Spread | undefined {
    const readings = this.readings(scenario, contender);
    return readings.length > 0 ? spread(readings.map(value)) : undefined;
  }

  /** Speed against another contender, round by round. */
  ratio(scenario: string, contender: Contender, other: Contender): Spread | undefined {
    const theirs = this.of(scenario, other);
    const ratios = this.of(scenario, contender).flatMap(({ readings }, round) => {
      const against = theirs[round]?.readings;
      return readings && against ? [speedOf(readings) / speedOf(against)] : [];
    });
    return ratios.length > 0 ? spread(ratios) : undefined;
  }
}

/** Messages a millisecond. */
function speedOf({ delivered, ms }: Readings): number {
  return delivered / ms;
}

function keyOf(scenario: string, contender: Contender): string {
  return `${scenario} ${contender}`;
}
