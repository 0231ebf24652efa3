import type { FailureKind } from '../model/failure-codes';

/**
 * What a failure means for the message itself, to be said beside what went wrong: was it sent, and may it be sent again?
 * @param deduplicates whether the provider knows a repeated message by its idempotency key
 */
export function outcomeAdvice(kind: FailureKind, deduplicates: boolean): string {
  switch (kind) {
    case 'uncertain':
      return deduplicates
        ? 'The message may have been sent: send it again with the same msg.idempotencyKey, which cannot double it.'
        : 'The message may have been sent: look before you send it again, the provider would send it twice.';
    case 'limited':
    case 'unavailable':
      return 'Nothing was sent; the same message can be sent again later.';
    default:
      return '';
  }
}
