/**
 * The order of all runs: one round after the other, each with all contenders, every second round backwards, so that
 * what the machine does meanwhile hits all alike.
 */
export function interleaved<T>(contenders: readonly T[], rounds: number): T[] {
  return Array.from({ length: rounds }, (_, round) => (round % 2 === 0 ? contenders : contenders.toReversed())).flat();
}

/** Runs tasks in their order, so many at once. */
export async function inParallel(tasks: readonly (() => Promise<void>)[], atOnce: number): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let task = tasks[next++]; task; task = tasks[next++]) await task();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
