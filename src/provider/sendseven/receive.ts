import { readEvent, refused } from '../received';
import type { Receiver } from '../receiver';
import { doubtIn, isAuthorized } from '../trust';
import { readChallenge } from './challenge';
import { decodeEvent } from './decode-event';
import { isSigned, signatureDoubt } from './signature';

/**
 * Reads a webhook request of SendSeven. The challenge comes first: it is the one thing that SendSeven does not sign, and
 * whether it bears the account's `Authorization` is not documented. Then the `Authorization`, where the account has one;
 * then the signature, before anything is parsed.
 *
 * The envelope's `id` is the same for all deliveries of an event, also for one that a person has repeated, which has
 * another `X-Sendseven-Delivery-Id`. Without one, the same bytes are the same event.
 */
export const receiveSendSeven: Receiver = (request, policy) => {
  const challenge = readChallenge(request);
  if (challenge) {
    if (challenge.challenge === undefined) return refused(400, 'not-an-event');
    if (!policy.expectsChallenge(challenge.endpointId)) return refused(401, 'unexpected-challenge');
    return { kind: 'challenge', answer: { challenge: challenge.challenge } };
  }
  if (!isAuthorized(request, policy)) return refused(401, 'bad-authorization');
  const doubt = doubtIn(request, policy, { isSigned, doubt: signatureDoubt });
  return doubt ? refused(401, doubt) : readEvent(request.body, decodeEvent);
};
