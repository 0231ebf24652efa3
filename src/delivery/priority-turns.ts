import { PRIORITIES, type Priority } from '../model/priority';

/** Turns in a row that a waiting priority is passed over at most: it gets at least one turn in ten. */
const MAX_PASSED_OVER = 9;

/** Decides which priority has the next turn: the highest, unless a lower one has waited for too many turns. */
export class PriorityTurns {
  readonly #passedOver: Record<Priority, number> = { high: 0, normal: 0, bulk: 0 };

  /** @param isWaiting whether anyone of a priority waits for a turn */
  choose(isWaiting: (priority: Priority) => boolean): Priority | undefined {
    const starving = PRIORITIES.toReversed().find(
      (priority) => this.#passedOver[priority] >= MAX_PASSED_OVER && isWaiting(priority),
    );
    return starving ?? PRIORITIES.find(isWaiting);
  }

  /** Notes who had the turn and who had to wait for it. */
  took(taken: Priority, isWaiting: (priority: Priority) => boolean): void {
    for (const priority of PRIORITIES) {
      if (priority === taken || !isWaiting(priority)) this.#passedOver[priority] = 0;
      else this.#passedOver[priority]++;
    }
  }
}
