import { readEvent, refused } from '../received';
import type { Receiver } from '../receiver';
import { doubtIn, isAuthorized } from '../trust';
import { decodeEvent } from './decode-event';
import { isSigned, nonceOf, signatureDoubt } from './signature';

/**
 * Reads a webhook request of Sinch: the signature comes before anything is parsed. Sinch sends no challenge.
 *
 * A repetition is known by what happened, which an honest one has in common with the first delivery whether or not
 * Sinch signs it anew, and by its nonce, with which a recorded request cannot be used again.
 */
export const receiveSinch: Receiver = (request, policy) => {
  if (!isAuthorized(request, policy)) return refused(401, 'bad-authorization');
  const doubt = doubtIn(request, policy, { isSigned, doubt: signatureDoubt });
  if (doubt) return refused(401, doubt);
  const nonce = isSigned(request) ? nonceOf(request) : undefined;
  return readEvent(request.body, decodeEvent, nonce === undefined ? [] : [`nonce ${nonce}`]);
};
