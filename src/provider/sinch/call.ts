import type { SinchAccount } from '../../model/account';
import { type Call, keepingSecrets, readableAnswer, sendRequest } from '../call';
import type { Http, HttpResponse } from '../http';
import { USER_AGENT } from '../user-agent';
import { basicAuthorization } from './encode';
import type { AccessTokens } from './token';

/**
 * Requests of one account, below `/v1/projects/{project_id}`. No failure that they end with tells a secret.
 * @param now milliseconds since 1970, for `Retry-After` given as a date
 */
export function createCall(account: SinchAccount, http: Http, tokens: AccessTokens, now: () => number): Call {
  const { keySecret, requestTimeoutMs } = account;
  const target = { baseUrl: `${account.baseUrl}/v1/projects/${account.projectId}`, requestTimeoutMs };
  const basic = basicAuthorization(account);
  const known = [keySecret, basic.slice('Basic '.length)];

  return (request, decode) => {
    const secrets = [...known, request.secret ?? ''].filter(Boolean);
    const send = (authorization: string) =>
      sendRequest(http, target, request, {
        Authorization: authorization,
        Accept: 'application/json',
        'User-Agent': USER_AGENT,
      });
    const sendWithToken = async (mayRenew: boolean): Promise<HttpResponse> => {
      const token = await tokens.get(account, http, request.signal ?? new AbortController().signal);
      secrets.push(token);
      const response = await send(`Bearer ${token}`);
      if (response.status !== 401) return response;
      // Nothing was sent: the same may be said again with another token. Any other 401 is about the key.
      const expired = isExpired(response);
      tokens.refused(account, token, expired);
      return expired && mayRenew ? sendWithToken(false) : response;
    };
    return keepingSecrets(secrets, async () => {
      const response = await (account.auth === 'basic' ? send(basic) : sendWithToken(true));
      return decode(readableAnswer(response, secrets), now());
    });
  };
}

/** Sinch says so in `WWW-Authenticate` (its SDK renews the token then, and only then). */
function isExpired({ headers }: HttpResponse): boolean {
  return /expired/i.test(headers['www-authenticate']?.toString() ?? '');
}
