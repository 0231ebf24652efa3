import type { Answer } from '../../http/exchange';
import type { ApiCall } from '../../http/face';
import { budgetFor } from '../../rate-limit/rate-limiter';
import type { Budget } from '../../rate-limit/settings';
import type { AccessTokens } from './access-tokens';
import type { Keys } from './keys';

/** Sinch's own limit of this endpoint: a bucket of 30, refilled by 10 a second. It does not say how long to wait. */
const limit = { model: 'bucket', limit: 30, periodMs: 3_000 } as const;

/** How long a token lives by default, in seconds, as at Sinch. */
export const defaultTokenLifeSeconds = 3_600;

/** `POST /oauth2/token`: an access key becomes a token (OAuth2 client credentials). */
export class TokenEndpoint {
  /** How often it was called, with success or without. */
  requests = 0;
  lifeSeconds = defaultTokenLifeSeconds;
  readonly #keys: Keys;
  readonly #tokens: AccessTokens;
  readonly #budget: Budget = budgetFor(limit);

  constructor(keys: Keys, tokens: AccessTokens) {
    this.#keys = keys;
    this.#tokens = tokens;
  }

  /** Whether a token may be given; counts the call. The bodies of refusals are those of RFC 6749: Sinch's are unknown. */
  open({ method, headers, rawBody, now }: ApiCall): { readonly refusal: Answer } | { issue(): Answer } {
    this.requests += 1;
    if (method !== 'POST') return { refusal: refused(405, 'invalid_request', 'Use POST') };
    if (!this.#budget.take(now).allowed) return { refusal: refused(429, 'too_many_requests', 'Too many requests') };
    const key = this.#keys.find(headers.authorization);
    if (!key) return { refusal: refused(401, 'invalid_client', 'Client authentication failed') };
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
    const grant = isForm ? new URLSearchParams(rawBody.toString()).get('grant_type') : null;
    if (grant === null) return { refusal: refused(400, 'invalid_request', 'grant_type is missing in the form') };
    if (grant !== 'client_credentials') return { refusal: refused(400, 'unsupported_grant_type', 'Not supported') };
    return { issue: () => this.#issue(key.id, now) };
  }

  #issue(keyId: string, now: number): Answer {
    const access_token = this.#tokens.issue(keyId, this.lifeSeconds, now);
    return { status: 200, body: { access_token, expires_in: this.lifeSeconds, scope: '', token_type: 'Bearer' } };
  }
}

function refused(status: number, error: string, error_description: string): Answer {
  return { status, body: { error, error_description } };
}
