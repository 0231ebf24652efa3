import type { SendSevenAccount } from '../../model/account';
import { type Call, keepingSecrets, readableAnswer, sendRequest } from '../call';
import type { Http } from '../http';
import { encodeHeaders } from './encode';

/**
 * Requests of one account. No failure that they end with tells a secret.
 * @param now milliseconds since 1970, for `Retry-After` given as a date
 */
export function createCall(account: SendSevenAccount, http: Http, now: () => number): Call {
  const headers = encodeHeaders(account);
  return (request, decode) => {
    const secrets = [account.token, request.secret ?? ''].filter(Boolean);
    return keepingSecrets(secrets, async () => {
      const response = await sendRequest(http, account, request, headers);
      return decode(readableAnswer(response, secrets), now());
    });
  };
}
