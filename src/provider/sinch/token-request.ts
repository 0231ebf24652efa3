import type { SinchAccount } from '../../model/account';
import { DeliveryError, toDeliveryError } from '../../model/failure';
import { keepingSecrets, readableAnswer } from '../call';
import type { Http, HttpResponse } from '../http';
import { isSuccess, objectOfAnswer } from '../json-answer';
import { idIn } from '../json-fields';
import { USER_AGENT } from '../user-agent';
import { basicAuthorization } from './encode';
import { type Meanings, statusFailure } from './status-failure';

/** What an account's tokens depend on. */
export type TokenSource = Pick<SinchAccount, 'authUrl' | 'keyId' | 'keySecret' | 'requestTimeoutMs'>;

/** A token as it was handed out. */
export interface FreshToken {
  readonly token: string;
  /** Milliseconds that it is good for, from the request on. */
  readonly lifeMs: number;
}

/** Where the answer does not say it (Sinch: OAuth 2.0 documentation). */
const USUAL_LIFE_SECONDS = 3600;

const WRONG_KEY = {
  code: 'ERR_UNAUTHORIZED',
  message: 'Sinch gave no token for the access key',
  hint: 'Key ID or Key secret is wrong, or the key was deleted: make a new one in the Sinch dashboard (Access keys) and type both into the account.',
} as const;

/** What statuses mean of the token endpoint. */
const OF_TOKENS: Meanings = {
  400: WRONG_KEY,
  401: WRONG_KEY,
  403: WRONG_KEY,
  404: {
    code: 'ERR_NOT_FOUND',
    message: 'There is no token endpoint at this address',
    hint: 'Check the Base URL of the account: below it there must be /oauth2/token, or leave it empty for Sinch itself.',
  },
  429: {
    code: 'ERR_RATE_LIMITED',
    message: 'Too many tokens were asked for',
    hint: 'It passes by itself. Something else may be asking for tokens with the same address all the time.',
  },
};

/**
 * Asks for an access token (OAuth 2.0 client credentials, RFC 6749, 4.4).
 * @throws DeliveryError that is never `uncertain`: without a token no message goes out
 */
export function requestToken(http: Http, account: TokenSource, signal: AbortSignal): Promise<FreshToken> {
  const basic = basicAuthorization(account);
  const secrets = [account.keySecret, basic.slice('Basic '.length)];
  return keepingSecrets(secrets, async () => {
    try {
      const response = await http.send({
        method: 'POST',
        url: `${account.authUrl}/oauth2/token`,
        headers: {
          Authorization: basic,
          'Content-Type': 'application/x-www-form-urlencoded',
          Accept: 'application/json',
          'User-Agent': USER_AGENT,
        },
        body: 'grant_type=client_credentials',
        timeoutMs: account.requestTimeoutMs,
        signal,
      });
      return decodeToken(readableAnswer(response, secrets));
    } catch (thrown) {
      throw nothingSent(toDeliveryError(thrown));
    }
  });
}

function decodeToken(response: HttpResponse): FreshToken {
  if (!isSuccess(response)) throw statusFailure(response, Date.now(), OF_TOKENS);
  const hint = 'Check the Base URL of the account, and that no login page or proxy answers in its place.';
  const body = objectOfAnswer(response, "Sinch's token endpoint", hint);
  const token = idIn(body.access_token);
  // What HTTP forbids in a header is no token.
  if (!token || /[^\x21-\x7e]/.test(token)) {
    throw new DeliveryError('ERR_RESPONSE_NOT_JSON', {
      message: `The server answered ${response.status}, but without a token.`,
      hint,
      statusCode: response.status,
    });
  }
  const seconds = Number(body.expires_in);
  return { token, lifeMs: (seconds > 0 ? seconds : USUAL_LIFE_SECONDS) * 1000 };
}

/**
 * The failure as one of before the message went out. Also a 429: as `limited` it would teach how many messages the API
 * takes, which it has nothing to do with.
 */
function nothingSent(failure: DeliveryError): DeliveryError {
  if (failure.kind === 'refused' || failure.kind === 'unavailable') return failure;
  return new DeliveryError(failure.code, failure.cause, { kind: 'unavailable' });
}
