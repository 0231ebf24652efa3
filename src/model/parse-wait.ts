import { WAIT_GOALS, type WaitGoal } from './event';
import { DeliveryError } from './failure';

/** How long to wait, in seconds: five minutes unless said otherwise, a week at most. */
export const WAIT_TIMEOUT = { default: 300, min: 1, max: 604_800 } as const;

/** What to wait for, and how long. */
export interface Wait {
  readonly goal: WaitGoal;
  readonly timeoutMs: number;
}

/**
 * Reads what a message says of waiting. Nothing given means: wait for the acceptance only.
 * @param waitFor a goal, e.g. `delivered`
 * @param waitTimeout seconds, as a number or a text; default 300
 * @throws DeliveryError `ERR_WAIT` that names what is possible
 */
export function parseWait(waitFor: unknown, waitTimeout: unknown): Wait {
  return { goal: parseGoal(waitFor), timeoutMs: parseTimeout(waitTimeout) * 1000 };
}

function parseGoal(value: unknown): WaitGoal {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (isMissing(word)) return 'accepted';
  const goal = WAIT_GOALS.find((known) => known === word);
  if (goal) return goal;
  throw new DeliveryError('ERR_WAIT', {
    message: `"Wait for" is ${describe(value)}, which cannot be waited for.`,
    hint: `Use one of ${WAIT_GOALS.join(', ')}, or leave it empty to wait for nothing but the acceptance.`,
  });
}

function parseTimeout(value: unknown): number {
  const given = typeof value === 'string' ? value.trim() : value;
  if (isMissing(given)) return WAIT_TIMEOUT.default;
  const seconds = typeof given === 'string' || typeof given === 'number' ? Number(given) : Number.NaN;
  if (seconds >= WAIT_TIMEOUT.min && seconds <= WAIT_TIMEOUT.max) return seconds;
  throw new DeliveryError('ERR_WAIT', {
    message: `The time to wait is ${describe(value)}, not a number of seconds from ${WAIT_TIMEOUT.min} to ${WAIT_TIMEOUT.max}.`,
    hint: `Set it in seconds, or leave it empty for ${WAIT_TIMEOUT.default}.`,
  });
}

function isMissing(value: unknown): value is undefined {
  return value === undefined || value === null || value === '';
}

/** Short, because a flow may put anything here. */
function describe(value: unknown): string {
  if (typeof value === 'string') return `"${value.trim().slice(0, 20)}"`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`;
}
