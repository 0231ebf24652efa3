import type { Answer } from '../../http/exchange';
import { refused } from '../answers';
import type { AccessTokens } from './access-tokens';
import type { Key, Keys } from './keys';

/** Whose request it is: a Bearer token of the token endpoint, or the key itself by Basic (for trials). */
export function authorise(
  authorization: string | undefined,
  keys: Keys,
  tokens: AccessTokens,
  now: number,
): { readonly key: Key } | { readonly refusal: Answer } {
  const token = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  const verdict = token === undefined ? undefined : tokens.check(token, now);
  if (verdict?.kind === 'expired')
    return {
      refusal: unauthenticated('Bearer error="invalid_token", error_description="The access token has expired"'),
    };
  const key = verdict?.kind === 'valid' ? keys.get(verdict.keyId) : keys.find(authorization);
  return key ? { key } : { refusal: unauthenticated('Bearer, Basic realm="sinch"') };
}

/** Clients renew their token when the challenge says `expired`, and only then. */
function unauthenticated(challenge: string): Answer {
  return {
    ...refused(401, 'Request had invalid authentication credentials'),
    headers: { 'www-authenticate': challenge },
  };
}
