import { DeliveryError } from '../model/failure';
import type { Entry } from './entry';
import { outcomeAdvice } from './outcome-advice';

/**
 * The failure that a message ends with: the last one, with what all attempts together say about whether it was sent.
 * @param deduplicates whether the provider knows a repeated message by its idempotency key
 */
export function finalFailure(last: DeliveryError, entry: Entry, deduplicates: boolean): DeliveryError {
  const { attempts, uncertain } = entry;
  if (uncertain && last.code === 'ERR_CONFLICT') return keyAlreadyUsed(last, attempts);
  // After an attempt that may have got through, "could not connect" no longer means that nothing was sent. A refusal
  // does where the provider knows keys: it would have answered the repeat of a message that it has as it did before.
  const isSettled = !uncertain || (deduplicates && last.kind === 'refused');
  const kind = isSettled ? last.kind : 'uncertain';
  const hint = [last.cause.hint, outcomeAdvice(kind, deduplicates)].filter(Boolean).join(' ');
  return new DeliveryError(last.code, { ...last.cause, hint }, { attempts, kind });
}

function keyAlreadyUsed(last: DeliveryError, attempts: number): DeliveryError {
  return new DeliveryError(
    'ERR_CONFLICT',
    {
      ...last.cause,
      message: 'An earlier attempt, whose answer was lost, has already used the idempotency key of this message.',
      hint: 'The message was most likely sent by that attempt: look at the conversation before you send it again with a new key.',
    },
    { attempts, kind: 'uncertain' },
  );
}
